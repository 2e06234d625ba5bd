"""The locale whose numbers and dates a language of a questionnaire uses."""

from __future__ import annotations

from functools import cache

from babel import Locale, UnknownLocaleError


@cache
def locale_of(language: str) -> Locale:
    """The locale of `lv`, and of its variant `lv-x-easy`; English for a language that nobody counts in."""
    try:
        return Locale.parse(language.partition("-x-")[0], sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")
