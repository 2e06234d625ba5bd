"""Limits that an author wrote into a constraint, found so that a sentence and a counter can name them.

Read are conjunctions of comparisons with a constant: `. >= 0 and . <= 168`, `string-length(.) <= 500`,
`count-selected(.) <= 3`, `. <= today()`. Whatever else a constraint says is left to the expression itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import lru_cache

from app.questionnaire.expressions.grammar import (
    SELF,
    Call,
    ExpressionError,
    Literal,
    Negative,
    Number,
    Operation,
    Path,
    Tree,
    parse,
)
from app.questionnaire.model import Question

Limit = Decimal | date


class Measure(StrEnum):
    """What of an answer is compared."""

    VALUE = "value"
    LENGTH = "string-length"
    COUNT = "count-selected"


@dataclass(frozen=True, slots=True)
class Limits:
    """The smallest and the largest that is allowed; None: the author set no such limit."""

    least: Limit | None = None
    most: Limit | None = None


_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_LENGTH = "odk:length"


def limits(question: Question, measure: Measure, today: date) -> Limits:
    """The limits of one measure of a question's answer."""
    least: list[Limit] = []
    most: list[Limit] = []
    source = question.constraint.source if question.constraint else ""
    for compared, operator, operand in _comparisons(source):
        limit = _limit(operand, today)
        if compared is not measure or limit is None:
            continue
        is_whole = measure is not Measure.VALUE or question.type == "integer"
        if operator in {"<", ">"}:
            if not (is_whole and isinstance(limit, Decimal)):
                continue
            limit += 1 if operator == ">" else -1
        (least if operator[0] == ">" else most).append(limit)
    return Limits(max(least, default=None), min(most, default=None))


def limit(question: Question) -> int | None:
    """How many characters an answer may have: `bind::odk:length`, or the constraint's own limit."""
    own = question.attributes.get(_LENGTH, "")
    if own.isdecimal():
        return int(own)
    most = limits(question, Measure.LENGTH, date.min).most
    return int(most) if isinstance(most, Decimal) else None


@lru_cache(maxsize=4096)
def _comparisons(source: str) -> Sequence[tuple[Measure, str, Tree]]:
    """Every comparison that must hold, with what is measured on its left."""
    try:
        return tuple(_read(parse(source))) if source else ()
    except ExpressionError:
        return ()


def _read(tree: Tree) -> Iterator[tuple[Measure, str, Tree]]:
    match tree:
        case Operation("and", operands):
            for operand in operands:
                yield from _read(operand)
        case Operation(operator, (left, right)) if operator in _TURNED:
            if measure := _measure(left):
                yield measure, operator, right
            elif measure := _measure(right):
                yield measure, _TURNED[operator], left


def _measure(tree: Tree) -> Measure | None:
    match tree:
        case Path(None, (step,)) if step == SELF:
            return Measure.VALUE
        case Call("string-length" | "count-selected" as name, (inner,)) if _measure(inner) is Measure.VALUE:
            return Measure(name)
    return None


def _limit(tree: Tree, today: date) -> Limit | None:
    try:
        match tree:
            case Number(text):
                return Decimal(text)
            case Negative(Number(text)):
                return -Decimal(text)
            case Literal(text) | Call("date", (Literal(text),)):
                return date.fromisoformat(text)
            case Call("today", ()):
                return today
    except (InvalidOperation, ValueError):
        pass
    return None
