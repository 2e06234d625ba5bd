"""The values of XPath and how one becomes another, with ODK's rules for what is empty and for dates.

Nodes hold text only (https://getodk.github.io/xforms-spec/). A text that is an ISO date or date-time counts
as days since 1970-01-01 wherever a number is wanted, with the time of day as a fraction. The clock is the
one that the text itself shows: `now() > today()` must hold in the first hours of a day in Riga too. An empty
text is no number (NaN) and not true.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from lxml import etree

Node = etree._Element | str
"""An element, or the text of an attribute."""
Value = Sequence[Node] | str | float | bool

_EPOCH = datetime(1970, 1, 1)
_FIRST_DAY = _EPOCH.toordinal()
_DAY = timedelta(days=1)
_SPACE = " \t\r\n"
_NUMBER = re.compile(r"-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T.+)?")
_TIME = re.compile(r"[0-9]{2}:[0-9]{2}.*")


def text_of(node: Node) -> str:
    """The string-value of a node: its text, and that of all below it."""
    if isinstance(node, str):
        return node
    return "".join(map(str, node.itertext())) if len(node) else node.text or ""


def flat(values: Sequence[Value]) -> Iterator[Value]:
    """All values, and of nodes each one as its text."""
    for value in values:
        if isinstance(value, list):
            yield from map(text_of, value)
        else:
            yield value


def string(value: Value) -> str:
    """A value as text: of nodes the first, of a number its decimal digits."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float | int):
        return written(value)
    return text_of(value[0]) if value else ""


def number(value: Value) -> float:
    """A value as a number; a date or date-time as days; NaN if it is neither."""
    if isinstance(value, float | int):
        return float(value)
    text = string(value).strip(_SPACE)
    return float(text) if _NUMBER.fullmatch(text) else days(text)


def boolean(value: Value) -> bool:
    """A value as a truth: not empty, not zero; of nodes, whether one of them is not empty."""
    if isinstance(value, str):
        return value != ""
    if isinstance(value, float | int):
        return value != 0 and not math.isnan(value)
    return any(text_of(node) for node in value)


def same(left: Value, right: Value) -> bool:
    """Whether two values are equal: as XPath says, but that texts of the same day and time are."""
    if isinstance(left, bool) or isinstance(right, bool):
        return boolean(left) == boolean(right)
    if isinstance(left, float) or isinstance(right, float):
        return number(left) == number(right)
    one, other = string(left), string(right)
    return one == other or days(one) == days(other)


def written(value: float) -> str:
    """A number as ODK writes it: 5, not 5.0; all its digits, and no exponent."""
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if value == int(value):
        return str(int(value))
    return format(Decimal(repr(value)), "f")


def moment(text: str) -> datetime | None:
    """The clock's reading that an ISO date or date-time shows; None if the text is neither."""
    if not _DATE.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return None


def days(text: str) -> float:
    """Days since 1970-01-01 of an ISO date or date-time; NaN if the text is neither."""
    when = moment(text)
    if when is None:
        return math.nan
    return (when - _EPOCH) / _DAY if len(text) > 10 else float(when.toordinal() - _FIRST_DAY)


def day_fraction(text: str) -> float:
    """How much of the day has gone at an ISO time; NaN if the text is none."""
    try:
        when = time.fromisoformat(text if _TIME.fullmatch(text) else "")
    except ValueError:
        return math.nan
    return (datetime.combine(_EPOCH, when.replace(tzinfo=None)) - _EPOCH) / _DAY


def reading(value: Value) -> datetime | None:
    """The date and time that a value means: an ISO text, or days since 1970-01-01; None if it is neither."""
    try:
        # Milliseconds are what a clock of ODK shows; a float of days is exact to microseconds only.
        return _EPOCH + timedelta(milliseconds=round(number(value) * 86_400_000))
    except (ValueError, OverflowError):
        return None


def iso_date(value: Value) -> str:
    """The date that a value means, in ISO's form; empty if it means none."""
    when = reading(value)
    return "" if when is None else date.isoformat(when.date())


def iso_moment(value: Value) -> str:
    """The date and time that a value means, in ISO's form; empty if it means none."""
    text = string(value).strip(_SPACE)
    if "T" in text and moment(text) is not None:
        return text
    when = reading(value)
    return "" if when is None else when.isoformat(timespec="milliseconds")
