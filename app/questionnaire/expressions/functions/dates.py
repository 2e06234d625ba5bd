"""Functions of dates, and dates written by a pattern with Babel's names."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.dates import get_day_names, get_month_names

from app.questionnaire.expressions.functions.registry import Kind, function
from app.questionnaire.expressions.values import Value, day_fraction, iso_date, iso_moment, number, reading, string

function("date", Kind.STRING, Kind.NUMBER, dates="date")(iso_date)
function("date-time", Kind.STRING, Kind.NUMBER, dates="dateTime")(iso_moment)
function("decimal-date-time", Kind.NUMBER, Kind.NUMBER)(number)


@function("decimal-time", Kind.NUMBER, Kind.NUMBER)
def decimal_time(value: Value) -> float:
    """How much of a day has gone: 0.5 at noon."""
    count = number(value)
    if math.isinf(count):
        return math.nan
    return day_fraction(string(value)) if math.isnan(count) else count - math.floor(count)


@function("format-date", Kind.STRING, Kind.NUMBER, Kind.STRING, given=("language",))
@function("format-date-time", Kind.STRING, Kind.NUMBER, Kind.STRING, given=("language",))
def format_date(language: str, value: Value, pattern: Value) -> str:
    """A date by a pattern such as `%e %b %Y`; empty for what is no date."""
    when = reading(value)
    return "" if when is None else formatted(when, string(pattern), language)


_PART = re.compile(r"%([%\w])")
_DAY_OF_MONTH = re.compile(r"%[de]")
_Width = Literal["abbreviated", "wide"]
_MONTHS: dict[str, _Width] = {"b": "abbreviated", "B": "wide"}
_WEEKDAYS: dict[str, _Width] = {"a": "abbreviated", "A": "wide"}
_NUMBERS: dict[str, Callable[[datetime], str]] = {
    "%": lambda _: "%",
    "Y": lambda when: f"{when.year:04}",
    "y": lambda when: f"{when.year % 100:02}",
    "m": lambda when: f"{when.month:02}",
    "n": lambda when: f"{when.month}",
    "d": lambda when: f"{when.day:02}",
    "e": lambda when: f"{when.day}",
    "H": lambda when: f"{when.hour:02}",
    "h": lambda when: f"{when.hour}",
    "M": lambda when: f"{when.minute:02}",
    "S": lambda when: f"{when.second:02}",
    "3": lambda when: f"{when.microsecond // 1000:03}",
}


def formatted(when: datetime, pattern: str, language: str) -> str:
    """A date by a pattern of the ODK XForms specification; a letter that is not of it stays as it is."""
    locale = _locale(language)
    # Russian says "1 января" beside a day and "январь" without one.
    context: Literal["format", "stand-alone"] = "format" if _DAY_OF_MONTH.search(pattern) else "stand-alone"

    def part(found: re.Match[str]) -> str:
        letter = found[1]
        if letter in _MONTHS:
            return str(get_month_names(_MONTHS[letter], context, locale)[when.month])
        if letter in _WEEKDAYS:
            return str(get_day_names(_WEEKDAYS[letter], "format", locale)[when.weekday()])
        return _NUMBERS[letter](when) if letter in _NUMBERS else found[0]

    return _PART.sub(part, pattern)


@lru_cache(maxsize=64)
def _locale(language: str) -> Locale:
    """The locale of a language or of a variant of it (`lv-x-easy`); English if there is none."""
    try:
        return Locale.parse(language.partition("-")[0])
    except (UnknownLocaleError, ValueError, TypeError):
        return Locale("en")
