"""What a form's instances look like, and where a path in them leads, before there are any answers.

Following a path through the schema instead of through a document tells which nodes an expression reads and
whether they exist at all. A place is the path of a node from the root of its instance, such as `/data/g/age`;
the root itself is the empty place. Those of a secondary instance begin with its name: `instance('towns')`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from app.questionnaire.expressions.tree import Step

Places = frozenset[str]
"""Places that one path may lead to."""

WHOLE = frozenset({"int", "integer", "long"})
"""Bind types whose values are whole numbers."""
NUMERIC = WHOLE | {"decimal", "float", "double"}
"""Bind types whose values are numbers and cannot be dates."""


def _value_itself(path: str, value: str, language: str) -> str:  # noqa: ARG001
    return value


@dataclass(frozen=True)
class Schema:
    """The nodes of the primary instance with their bind types, and the columns of the secondary ones."""

    types: Mapping[str, str]
    """The bind type of every node by its path; empty for groups."""
    instances: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Columns by the instance's id, where its items are `root/item`; an empty set if they are not known."""
    choice_label: Callable[[str, str, str], str] = _value_itself
    """The label of a choice by the question's path, the choice's name and the language."""

    @cached_property
    def _children(self) -> Mapping[str, Places]:
        children: dict[str, set[str]] = {}
        for path in self.types:
            place = path
            while place:
                parent = place.rpartition("/")[0]
                children.setdefault(parent, set()).add(place)
                place = parent
        for name, columns in self.instances.items():
            items = f"{instance_place(name)}/*/*"
            children[instance_place(name)] = {f"{instance_place(name)}/*"}
            children[f"{instance_place(name)}/*"] = {items}
            children[items] = {f"{items}/{column}" for column in columns or ("*",)}
            if not columns:
                children[f"{items}/*"] = {f"{items}/*"}
        return {parent: frozenset(places) for parent, places in children.items()}

    @cached_property
    def _parents(self) -> Mapping[str, Places]:
        parents: dict[str, set[str]] = {}
        for parent, places in self._children.items():
            for place in places:
                parents.setdefault(place, set()).add(parent)
        return {place: frozenset(found) for place, found in parents.items()}

    def type(self, place: str) -> str:
        """The bind type at a place, without a prefix; empty if it has none."""
        return self.types.get(place, "").rpartition(":")[2]

    def instance(self, places: Places) -> str | None:
        """The name of the secondary instance that all these places are in; None if they are not in one."""
        for name in self.instances:
            top = instance_place(name)
            if places and all(place == top or place.startswith(f"{top}/") for place in places):
                return name
        return None

    def below(self, places: Places) -> Places:
        """These places, and all below them."""
        return _closed(places, self._children)

    def follow(self, places: Places, step: Step) -> Places:
        """Where a step leads; nowhere if the instances have no such node."""
        name = step.test.rpartition(":")[2]
        if step.axis == "attribute":
            return frozenset(f"{place}/@{name}" for place in places)
        if name.endswith(")") and name != "node()":
            return places  # The text of a node, say, stands where the node stands.
        return frozenset(place for place in self._along(step.axis, places) if _is_named(place, name))

    def _along(self, axis: str, places: Places) -> Places:
        children, parents = self._children, self._parents
        match axis:
            case "self":
                found = places
            case "child":
                found = _next(places, children)
            case "parent":
                found = _next(places, parents)
            case "descendant":
                found = self.below(_next(places, children))
            case "descendant-or-self":
                found = self.below(places)
            case "ancestor":
                found = _closed(_next(places, parents), parents)
            case "ancestor-or-self":
                found = _closed(places, parents)
            case "following-sibling" | "preceding-sibling":
                found = _next(_next(places, parents), children)
            case _:
                found = self.below(_closed(places, parents))
        return found


def instance_place(name: str) -> str:
    """The place of a secondary instance."""
    return f"instance('{name}')"


def _next(places: Places, edges: Mapping[str, Places]) -> Places:
    return frozenset[str]().union(*(edges.get(place, ()) for place in places))


def _closed(places: Places, edges: Mapping[str, Places]) -> Places:
    found: set[str] = set()
    edge: Iterable[str] = places
    while edge:
        found.update(edge)
        edge = _next(frozenset(edge), edges) - found
    return frozenset(found)


def _is_named(place: str, name: str) -> bool:
    own = place.rpartition("/")[2]
    return name == "node()" or (own != "" and ("*" in (name, own) or name == own))
