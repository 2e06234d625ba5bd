"""Answers that are dates: a day, a month of a year, or a year, typed in parts."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from datetime import date

from babel import Locale
from babel.dates import format_date, format_skeleton
from markupsafe import Markup, escape

from app.questionnaire.answers.asked import Asked, Typed, Unreadable, first
from app.questionnaire.model import Question

_STEMS = (
    ("janvār", "январ", "januar"),
    ("februār", "феврал", "februar"),
    ("mart", "март", "march"),
    ("aprīl", "aprīļ", "апрел", "april"),
    ("maij", "май", "мая", "мае", "маю", "may"),
    ("jūnij", "июн", "june"),
    ("jūlij", "июл", "july"),
    ("august", "август"),
    ("septembr", "сентябр", "september"),
    ("oktobr", "октябр", "october"),
    ("novembr", "ноябр", "november"),
    ("decembr", "декабр", "december"),
)
"""What every case of a month's name begins with, in Latvian, Russian and English."""
_LONGEST_ENDING = 3  # "septembr-ris" does not exist, "январ-ями" does
_SHORTEST_ABBREVIATION = 3
_MONTH_OF_YEAR = {"lv": "y. 'gada' LLLL"}
"""Where the locale data abbreviates ("2021. g. jūlijs") and a voice would read a letter."""

_DAY = re.compile(r"0*(?P<number>\d{1,2})\s*(?:\.|st|nd|rd|th|-?е|-?го)?", re.IGNORECASE)
_MONTH_NUMBER = re.compile(r"0*(?P<number>\d{1,2})\s*\.?")
_YEAR = re.compile(r"(?P<number>\d{4})\s*\.?\s*(?:g|gads|gada|gadā|г|год|года|году)?\.?", re.IGNORECASE)


def parts(question: Question) -> tuple[str, ...]:
    """Which parts are asked for, in the order that they stand in on the page."""
    if "year" in question.appearance:
        return ("year",)
    if "month-year" in question.appearance:
        return ("month", "year")
    return ("day", "month", "year")


def month(text: str) -> int | None:
    """The number of a month that was typed as a number or as a word, in any case or shortened."""
    if found := _MONTH_NUMBER.fullmatch(text.strip()):
        number = int(found["number"])
        return number if 1 <= number <= 12 else None
    word = _folded(text).rstrip(".")
    return next((number for number, stems in enumerate(_FOLDED, 1) if any(_means(word, s) for s in stems)), None)


def stored_date(value: str) -> date | None:
    """The date in a stored value; None if that is no date, such as an answer to an earlier questionnaire."""
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def spoken_date(value: str, question: Question, locale: Locale) -> str:
    """A stored date for a reader, as precise as it was asked: `2021. gada 1. jūlijs`, `июль 2021 г.`."""
    day = stored_date(value)
    if day is None:
        return value
    if parts(question) == ("year",):
        return str(day.year)
    if parts(question) == ("month", "year"):
        return _month_of_year(day, locale)
    return str(format_date(day, "long", locale))


class Dates:
    """`date`: kept as an ISO date, whose parts that were not asked for are 01."""

    def fields(self, asked: Asked) -> tuple[str, ...]:
        """An input for each part: NAME.day, NAME.month, NAME.year."""
        return tuple(f"{asked.name}.{part}" for part in parts(asked.question))

    def read(self, asked: Asked, typed: Typed) -> str:
        """The ISO date; a fault is told of the first part that has one."""
        texts = {part: first(typed, f"{asked.name}.{part}") for part in parts(asked.question)}
        if not any(texts.values()):
            return ""
        day = _day(asked, texts["day"]) if "day" in texts else 1
        number = _month(asked, texts["month"]) if "month" in texts else 1
        year = _year(asked, texts["year"])
        days = monthrange(year, number)[1]
        if day > days:
            name = _month_of_year(date(year, number, 1), asked.locale)
            raise Unreadable(f"{asked.name}.day", asked.say.shorter_month(name, days))
        return date(year, number, day).isoformat()

    def spell(self, asked: Asked, value: str) -> Typed:
        """The parts as numbers without leading zeros."""
        numbers = dict(zip(("year", "month", "day"), value[:10].split("-"), strict=False))
        return {f"{asked.name}.{part}": [numbers.get(part, "").lstrip("0")] for part in parts(asked.question)}

    def speak(self, asked: Asked, value: str) -> Markup:
        """The date in words."""
        return escape(spoken_date(value, asked.question, asked.locale))

    def ask(self, asked: Asked) -> str:
        """Asks to write."""
        return asked.say.write()


def _day(asked: Asked, text: str) -> int:
    found = _DAY.fullmatch(text)
    if not found or not 1 <= int(found["number"]) <= 31:
        raise Unreadable(f"{asked.name}.day", asked.say.write_day())
    return int(found["number"])


def _month(asked: Asked, text: str) -> int:
    number = month(text)
    if number is None:
        example = format_date(date(2021, 3, 1), "LLLL", asked.locale)
        raise Unreadable(f"{asked.name}.month", asked.say.write_month(example))
    return number


def _year(asked: Asked, text: str) -> int:
    found = _YEAR.fullmatch(text)
    if not found or int(found["number"]) < 1000:
        raise Unreadable(f"{asked.name}.year", asked.say.write_year("2021"))
    return int(found["number"])


def _month_of_year(day: date, locale: Locale) -> str:
    pattern = _MONTH_OF_YEAR.get(locale.language)
    return str(format_date(day, pattern, locale) if pattern else format_skeleton("yMMMM", day, locale=locale))


def _folded(text: str) -> str:
    """Without case and diacritics: who dictates or hurries writes `Julija` for `jūlijā`."""
    decomposed = unicodedata.normalize("NFD", text.strip().casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _means(word: str, stem: str) -> bool:
    """Whether `word` is a case of the name that begins with `stem`, or an abbreviation of it."""
    is_case = word.startswith(stem) and len(word) - len(stem) <= _LONGEST_ENDING
    return is_case or (len(word) >= _SHORTEST_ABBREVIATION and stem.startswith(word))


_FOLDED = tuple(tuple(map(_folded, stems)) for stems in _STEMS)
