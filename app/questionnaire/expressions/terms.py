"""What is known of each part of an expression while it is compiled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from app.questionnaire.expressions.functions import Kind
from app.questionnaire.expressions.schema import NUMERIC, WHOLE, Places
from app.questionnaire.expressions.tree import Tree

Reading = Literal["value", "node", "nothing"]
"""What is read of the nodes of a path: their values and all below, that they are there, or neither."""


@dataclass(frozen=True, slots=True)
class Here:
    """Where a part of an expression stands: its context node, and whether that is inside a predicate."""

    places: Places
    is_inside: bool = False
    start: Tree | None = None
    """What relative paths start from, where it is no longer the context node of XPath."""


@dataclass(frozen=True, slots=True)
class Term:
    """A part of an expression, rewritten, and what is known of its value."""

    tree: Tree
    kind: Kind
    places: Places = frozenset()
    """Where its nodes are."""
    types: frozenset[str] = frozenset()
    """Bind types that its value may have."""
    is_certain: bool = True
    """Whether its nodes are there in every document."""

    @property
    def is_whole(self) -> bool:
        """Whether it is nodes that hold whole numbers."""
        return self.is_numeric and self.types <= WHOLE

    @property
    def is_numeric(self) -> bool:
        """Whether it is nodes that hold numbers, and no dates."""
        return self.kind is Kind.NODES and bool(self.types) and self.types <= NUMERIC


def together(terms: list[Term], tree: Tree, kind: Kind, *, is_certain: bool = False) -> Term:
    """A term whose value is that of one of several, or of all of them."""
    places = frozenset[str]().union(*(term.places for term in terms))
    types = frozenset[str]().union(*(term.types for term in terms))
    return Term(tree, kind, places, types, is_certain)
