"""Functions of nodes. Those of another instance than the primary one are given as copies by lxml."""

from __future__ import annotations

import math
from collections.abc import Sequence

from lxml import etree

from app.questionnaire.expressions.functions.registry import Kind, function
from app.questionnaire.expressions.values import Node, Value, number, text_of


@function("count-non-empty", Kind.NUMBER, Kind.NODES)
def count_non_empty(nodes: Sequence[Node]) -> int:
    """How many nodes hold a text."""
    return sum(text_of(node) != "" for node in nodes)


def position(nodes: Sequence[etree._Element]) -> int:
    """The place of a node among its siblings of the same name, from 1; 0 if there is none, as in JavaRosa."""
    return 1 + len(list(nodes[0].itersiblings(nodes[0].tag, preceding=True))) if nodes else 0


@function("indexed-repeat", Kind.NODES, Kind.NODES, Kind.ANY)
def indexed_repeat(nodes: Sequence[etree._Element], repeat: Value, index: Value, *inner: Value) -> list[etree._Element]:
    """The node that lies in the given occurrences of the repeats around it, outer before inner."""
    found = list(nodes)
    for occurrences, at in zip((repeat, *inner[::2]), (index, *inner[1::2]), strict=False):
        chosen = _occurrence(occurrences, number(at), found)
        found = [node for node in found if any(ancestor is chosen for ancestor in node.iterancestors())]
    return found[:1]


def _occurrence(repeats: Value, index: float, nodes: Sequence[etree._Element]) -> etree._Element | None:
    """The repeat at a place, from 1, among those around the nodes that are left."""
    around = {ancestor for node in nodes for ancestor in node.iterancestors()}
    occurrences = [repeat for repeat in repeats if repeat in around] if isinstance(repeats, list) else []
    place = 1 if math.isnan(index) else max(index, 1)  # As in JavaRosa: an index that is not there yet is 1.
    return occurrences[int(place) - 1] if place <= len(occurrences) else None
