"""Functions that choose, and functions of chosen choices, which stand in a text with spaces between them."""

from __future__ import annotations

import math

from app.questionnaire.expressions.functions.registry import Kind, function
from app.questionnaire.expressions.values import Value, boolean, number, string


@function("if", Kind.ANY, Kind.BOOLEAN, Kind.ANY)
def if_(condition: bool, then: Value, otherwise: Value) -> Value:
    """One of two values."""
    return then if condition else otherwise


@function("coalesce", Kind.ANY)
def coalesce(first: Value, second: Value) -> Value:
    """The first of two values that is not empty."""
    return second if _is_empty(first) else first


@function("once", Kind.ANY, given=("current",))
def once(current: Value, value: Value) -> Value:
    """What the node holds already, else a value."""
    return value if _is_empty(current) else current


def _is_empty(value: Value) -> bool:
    return math.isnan(value) if isinstance(value, float) else string(value) == ""


@function("selected", Kind.BOOLEAN, Kind.STRING)
def selected(chosen: Value, name: Value) -> bool:
    """Whether a choice is among the chosen ones; nothing is among nothing, as in JavaRosa."""
    names = string(chosen).split()
    wanted = string(name).strip()
    return wanted in names if wanted else not names


@function("count-selected", Kind.NUMBER, Kind.STRING)
def count_selected(chosen: Value) -> int:
    """How many choices were chosen."""
    return len(string(chosen).split())


@function("selected-at", Kind.STRING, Kind.STRING, Kind.NUMBER)
def selected_at(chosen: Value, place: Value) -> str:
    """The chosen choice at a place, from 0; empty where there is none."""
    names, index = string(chosen).split(), number(place)
    return names[int(index)] if 0 <= index < len(names) else ""


@function("checklist", Kind.BOOLEAN, Kind.NUMBER, Kind.NUMBER, Kind.BOOLEAN)
def checklist(least: Value, most: Value, *flags: bool) -> bool:
    """Whether so many flags are true; a limit of -1 is none."""
    low, high, count = number(least), number(most), sum(flags)
    return (low < 0 or count >= low) and (high < 0 or count <= high)


@function("weighted-checklist", Kind.BOOLEAN)
def weighted_checklist(least: Value, most: Value, *flags_and_weights: Value) -> bool:
    """Whether the weights of the true flags add up to something between two limits."""
    pairs = zip(flags_and_weights[::2], flags_and_weights[1::2], strict=False)
    total = sum(number(weight) for flag, weight in pairs if boolean(flag))
    return number(least) <= total <= number(most)
