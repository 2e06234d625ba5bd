"""Dates written by a pattern, as ODK's `format-date` and `format-date-time` do, with Babel's names."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.dates import get_day_names, get_month_names

_PART = re.compile(r"%([%\w])")
_DAY_OF_MONTH = re.compile(r"%[de]")
_Width = Literal["abbreviated", "wide"]


def formatted(when: datetime, pattern: str, language: str) -> str:
    """A date by an ODK pattern such as `%e %b %Y`; a letter that ODK does not know stays as it is."""
    locale = _locale(language)
    # Russian says "1 января" beside a day and "январь" without one.
    context: Literal["format", "stand-alone"] = "format" if _DAY_OF_MONTH.search(pattern) else "stand-alone"
    months: dict[str, _Width] = {"b": "abbreviated", "B": "wide"}
    weekdays: dict[str, _Width] = {"a": "abbreviated", "A": "wide"}

    def part(found: re.Match[str]) -> str:
        letter = found[1]
        if letter in months:
            return get_month_names(months[letter], context, locale)[when.month]
        if letter in weekdays:
            return get_day_names(weekdays[letter], "format", locale)[when.weekday()]
        return _PARTS[letter](when) if letter in _PARTS else found[0]

    return _PART.sub(part, pattern)


_PARTS: dict[str, Callable[[datetime], str]] = {
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


@lru_cache(maxsize=64)
def _locale(language: str) -> Locale:
    """The locale of a language or of a variant of it (`lv-x-easy`); English if there is none."""
    try:
        return Locale.parse(language.partition("-")[0])
    except (UnknownLocaleError, ValueError, TypeError):
        return Locale("en")
