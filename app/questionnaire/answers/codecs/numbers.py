"""Answers that are numbers, however they are spelled."""

from __future__ import annotations

import re
from decimal import Decimal

from babel.numbers import format_decimal, get_decimal_symbol
from markupsafe import Markup, escape

from app.questionnaire.answers.asked import Asked, Typed, Unreadable, first
from app.questionnaire.answers.codecs.choices import OneChoice
from app.questionnaire.answers.scales import Scale

_SPELLED = re.compile(
    r"(?P<sign>[-+−–]?)\s*(?P<figure>\d[\d\s'’.,]*|[.,]\d+)(?P<unit>(?:[^\W\d_¼½¾⅐-⅞]|[\s.,%/°€$£()])*)"
)
_GROUPED = (
    (re.compile(r"\d{1,3}([\s'’]\d{3})+([.,]\d+)?"), re.compile(r"[\s'’]")),
    (re.compile(r"\d{1,3}(\.\d{3})+,\d+|\d{1,3}(\.\d{3}){2,}"), re.compile(r"\.")),
    (re.compile(r"\d{1,3}(,\d{3})+\.\d+|\d{1,3}(,\d{3}){2,}"), re.compile(",")),
)
"""How thousands are set apart, and what is to be left out. A single `1.200` is no thousand but 1,2."""
_PLAIN = re.compile(r"\d{0,15}(\.\d{1,15})?")
"""Fifteen digits are what a double keeps exactly."""
_NO_UNITS = frozenset(("un", "vai", "līdz", "pus", "pusi", "и", "или", "до", "пол", "с", "and", "or", "to", "k"))
_NO_UNIT_STEMS = ("tūkst", "milj", "mljrd", "тыс", "милли", "млн", "млрд", "thousand", "million", "billion")
"""Words after the digits that make it another number: "12 tūkstoši", "12 un pusi", "5 vai 6"."""


def parse(text: str) -> Decimal | None:
    """The number that was typed, or None if it is not exactly one.

    Understood are both decimal signs, thousands set apart, a unit after the number ("12 stundas"), a full
    stop at the end (dictation adds it) and every kind of space and minus.
    """
    found = _SPELLED.fullmatch(text.strip())
    if not found or _changes_number(found["unit"]):
        return None
    figure = _ungrouped(found["figure"].rstrip().rstrip("'’.,")).replace(",", ".")
    if not _PLAIN.fullmatch(figure):
        return None
    number = Decimal(figure)
    return -number if found["sign"] in {"-", "−", "–"} else number


def _changes_number(unit: str) -> bool:
    words = [word.strip(".,()") for word in unit.casefold().split()]
    return any(word in _NO_UNITS or word.startswith(_NO_UNIT_STEMS) for word in words)


def _ungrouped(figure: str) -> str:
    for spelling, separator in _GROUPED:
        if spelling.fullmatch(figure):
            return separator.sub("", figure)
    return figure


def stored(number: Decimal) -> str:
    """A number as XForms keeps it: `12`, `12.5`."""
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def spoken_number(number: Decimal, asked: Asked) -> str:
    """A number for a reader: `1 200,5`."""
    return str(format_decimal(number, locale=asked.locale, decimal_quantization=False))


class Decimals:
    """`decimal`: any number."""

    def fields(self, asked: Asked) -> tuple[str, ...]:
        """One text input."""
        return (asked.name,)

    def read(self, asked: Asked, typed: Typed) -> str:
        """The number as XForms keeps it."""
        text = first(typed, asked.name)
        return stored(self.number(asked, text)) if text else ""

    def number(self, asked: Asked, text: str) -> Decimal:
        """What was typed, as a number."""
        number = parse(text)
        if number is None:
            raise Unreadable(asked.name, asked.say.number(spoken_number(Decimal(self.example), asked)))
        return number

    example = "12.5"

    def spell(self, asked: Asked, value: str) -> Typed:
        """The number with the decimal sign of the language."""
        return {asked.name: [value.replace(".", get_decimal_symbol(asked.locale))]}

    def speak(self, asked: Asked, value: str) -> Markup:
        """The number with thousands set apart."""
        number = parse(value)
        return escape(value if number is None else spoken_number(number, asked))

    def ask(self, asked: Asked) -> str:
        """Asks to write."""
        return asked.say.write()


class Integers(Decimals):
    """`integer`: a whole number."""

    example = "12"

    def number(self, asked: Asked, text: str) -> Decimal:
        """What was typed, as a whole number: `12,0` is one."""
        number = super().number(asked, text)
        if number != number.to_integral_value():
            raise Unreadable(asked.name, asked.say.whole_number(self.example))
        return number


class Ranges(Decimals):
    """`range`: a point of a scale; chosen from all the points if they are few, else written."""

    def read(self, asked: Asked, typed: Typed) -> str:
        """The point as XForms keeps it."""
        return OneChoice().read(asked, typed) if asked.choices else super().read(asked, typed)

    def number(self, asked: Asked, text: str) -> Decimal:
        """What was typed, if it is a point of the scale."""
        number, scale = super().number(asked, text), Scale.of(asked.question)
        if not scale.least <= number <= scale.most:
            limits = (spoken_number(limit, asked) for limit in (scale.least, scale.most))
            raise Unreadable(asked.name, asked.say.between(*limits))
        if (number - scale.start) % scale.step:
            step, start = spoken_number(scale.step, asked), spoken_number(scale.start, asked)
            raise Unreadable(asked.name, asked.say.step(step, start))
        return number

    def spell(self, asked: Asked, value: str) -> Typed:
        """The radio button that is marked, or the number."""
        return OneChoice().spell(asked, value) if asked.choices else super().spell(asked, value)

    def speak(self, asked: Asked, value: str) -> Markup:
        """The point's label, or the number."""
        return OneChoice().speak(asked, value) if asked.choices else super().speak(asked, value)

    def ask(self, asked: Asked) -> str:
        """Asks to choose or to write."""
        return asked.say.choose_one() if asked.choices else asked.say.write()
