"""Looking into expressions: what they compare an answer with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from app.questionnaire.expressions.expression import Expression
from app.questionnaire.expressions.grammar import parse
from app.questionnaire.expressions.tree import Call, Literal, Number, Operation, Path, Tree, write
from app.questionnaire.lint.subject import Subject
from app.questionnaire.model import Group, Question
from app.questionnaire.reading.binds import absolute


def expressions(element: Group | Question) -> Iterator[tuple[str, Expression]]:
    """The expressions of an element, each with its column."""
    columns: dict[str, object] = {"relevant": element.relevant}
    if isinstance(element, Question):
        columns |= {name: getattr(element, name) for name in ("required", "constraint", "calculation", "default")}
        columns["choice_filter"] = element.choices.filter if element.choices else None
    for column, expression in columns.items():
        if isinstance(expression, Expression):
            yield column, expression


def compared_codes(expression: Expression, path: str) -> Iterator[tuple[str, str]]:
    """Paths of answers and the texts that they are compared with, by `=`, `!=` or `selected(…)`."""
    for tree in _parts(parse(expression.source)):
        match tree:
            case Operation("=" | "!=", (node, Literal(value))) | Operation("=" | "!=", (Literal(value), node)):
                pass
            case Call("selected", (node, Literal(value))):
                pass
            case _:
                continue
        if isinstance(node, Path):
            yield absolute(write(node).removeprefix("current()/"), path), value


def literals(expression: Expression) -> Iterator[str]:
    """Every text and number that stands in an expression."""
    for tree in _parts(parse(expression.source)):
        if isinstance(tree, Literal):
            yield tree.value
        elif isinstance(tree, Number):
            yield tree.text


def calls(expression: Expression) -> Iterator[str]:
    """The functions that an expression calls."""
    return (tree.name for tree in _parts(parse(expression.source)) if isinstance(tree, Call))


def ancestors(subject: Subject) -> dict[str, tuple[Group, ...]]:
    """The groups around every element, by the element's path, outer before inner."""
    found: dict[str, tuple[Group, ...]] = {}

    def walk(group: Group, above: tuple[Group, ...]) -> None:
        for child in group.children:
            found[child.path] = above
            if isinstance(child, Group):
                walk(child, (*above, child))

    walk(subject.questionnaire.root, (subject.questionnaire.root,))
    return found


def _parts(tree: Tree) -> Iterator[Tree]:
    """A tree and everything in it."""
    yield tree
    for child in _children(tree):
        yield from _parts(child)


def _children(tree: Any) -> Iterator[Any]:
    for value in (getattr(tree, field.name) for field in fields(tree)):
        for part in value if isinstance(value, tuple) else (value,):
            if is_dataclass(part):
                yield part
