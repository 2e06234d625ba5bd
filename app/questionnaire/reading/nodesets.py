"""Where choices come from: `randomize(instance('regions')/root/item[country = /data/country], 42)`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from app.questionnaire.expressions.expression import ExpressionError
from app.questionnaire.expressions.grammar import parse
from app.questionnaire.expressions.tree import Call, Literal, Path, Tree, write
from app.questionnaire.reading.elements import local


@dataclass(frozen=True, slots=True)
class Nodeset:
    """The nodeset of an itemset, taken apart."""

    instance: str
    steps: Sequence[str]
    """Names of elements from the instance's root element down to the items."""
    filter: str | None
    """The expression that gives the items that may be chosen, when not all may."""
    randomize: bool
    seed: str | None

    def items(self, root: etree._Element) -> Sequence[etree._Element]:
        """Every item of the table, whatever the filter."""
        found = [root] if self.steps[0] in ("*", local(root)) else []
        for step in self.steps[1:]:
            found = [child for element in found for child in element.iterchildren(f"{{*}}{step}")]
        return found


def read_nodeset(source: str) -> Nodeset:
    """Take a nodeset apart. Raises ExpressionError when choices cannot be read from it."""
    tree = parse(source)
    if isinstance(tree, Call) and tree.name == "randomize" and len(tree.arguments) in (1, 2):
        inner, *seeds = tree.arguments
        return _nodeset(source, inner, randomize=True, seed=write(seeds[0]) if seeds else None)
    return _nodeset(source, tree, randomize=False, seed=None)


def _nodeset(source: str, tree: Tree, *, randomize: bool, seed: str | None) -> Nodeset:
    match tree:
        case Path(start=Call(name="instance", arguments=(Literal(value=instance),)), steps=steps):
            pass
        case _:
            raise ExpressionError(f"Choices come from instance('…')/root/item, not from “{source}”.")
    if not steps or any(step.axis != "child" for step in steps):
        raise ExpressionError(f"Choices are read downwards from a table's root, not as in “{source}”.")
    is_filtered = any(step.predicates for step in steps)
    names = tuple(step.test for step in steps)
    return Nodeset(instance, names, write(tree) if is_filtered else None, randomize, seed)
