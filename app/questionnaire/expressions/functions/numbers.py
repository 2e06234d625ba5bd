"""Functions of numbers."""

from __future__ import annotations

import math
import secrets
from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal

from app.questionnaire.expressions.functions.registry import Kind, function
from app.questionnaire.expressions.values import Value, flat, number

function("number", Kind.NUMBER, Kind.NUMBER)(number)


def _counted(values: Sequence[Value]) -> list[float]:
    """All that are numbers, in nodes too; what is empty is left out, as in JavaRosa."""
    return [count for count in map(number, flat(values)) if not math.isnan(count)]


@function("sum", Kind.NUMBER, Kind.NODES)
def total(nodes: Value) -> float:
    """The sum of nodes."""
    return sum(_counted([nodes]))


@function("min", Kind.NUMBER)
def least(*values: Value) -> float:
    """The least of values; NaN if none is a number."""
    return min(_counted(values), default=math.nan)


@function("max", Kind.NUMBER)
def most(*values: Value) -> float:
    """The greatest of values; NaN if none is a number."""
    return max(_counted(values), default=math.nan)


@function("int", Kind.NUMBER, Kind.NUMBER)
def whole(value: Value) -> float:
    """A number without its fraction."""
    count = number(value)
    return float(math.trunc(count)) if math.isfinite(count) else count


@function("round", Kind.NUMBER, Kind.NUMBER)
def rounded(value: Value, places: Value = 0.0) -> float:
    """A number to so many decimal places; halves go up, towards +infinity (XPath 1.0, 4.4)."""
    count, digits = number(value), number(places)
    if not math.isfinite(count):
        return count
    if not abs(digits) <= 30:
        return math.nan
    unit = Decimal(1).scaleb(-int(digits))
    halves = ROUND_HALF_UP if count > 0 else ROUND_HALF_DOWN
    return float((Decimal(repr(count)) / unit).to_integral_value(halves) * unit)


@function("pow", Kind.NUMBER, Kind.NUMBER)
def power(value: Value, exponent: Value) -> float:
    """A number to the power of another."""
    return _safely(math.pow, number(value), number(exponent))


@function("exp10", Kind.NUMBER, Kind.NUMBER)
def ten_to(value: Value) -> float:
    """Ten to the power of a number."""
    return _safely(math.pow, 10.0, number(value))


@function("atan2", Kind.NUMBER, Kind.NUMBER)
def angle(opposite: Value, adjacent: Value) -> float:
    """The angle whose tangent is a quotient."""
    return math.atan2(number(opposite), number(adjacent))


@function("pi", Kind.NUMBER)
def pi() -> float:
    """The ratio of a circle's circumference to its diameter."""
    return math.pi


@function("random", Kind.NUMBER, volatile=True)
def random() -> float:
    """A number from 0 up to, and not, 1."""
    return secrets.SystemRandom().random()


def _safely(call: Callable[..., float], *numbers: float) -> float:
    """NaN where mathematics has no answer, infinity where it is too large."""
    try:
        return call(*numbers)
    except OverflowError:
        return math.inf
    except ValueError:
        return -math.inf if call in {math.log, math.log10} and numbers == (0,) else math.nan


def _enter(name: str, call: Callable[..., float]) -> None:
    def mathematics(value: Value) -> float:
        return _safely(call, number(value))

    function(name, Kind.NUMBER, Kind.NUMBER)(mathematics)


for _call in (
    math.sqrt, math.exp, math.log, math.log10,
    math.sin, math.cos, math.tan, math.asin, math.acos, math.atan,
):  # fmt: skip
    _enter(_call.__name__, _call)
_enter("abs", math.fabs)
