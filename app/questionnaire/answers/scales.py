"""The scale of a `range` question: where it starts and ends, and its points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cached_property

from app.questionnaire.model import Choice, Question, Text

MOST_POINTS = 21
"""A scale with more points than this is answered by writing a number: so many buttons help nobody."""


@dataclass(frozen=True)
class Scale:
    """From `start` to `end`, which may be the smaller one, by `step`, which is positive."""

    start: Decimal
    end: Decimal
    step: Decimal

    @classmethod
    def of(cls, question: Question) -> Scale:
        """The scale in the parameters `start`, `end` and `step`; XLSForm's own is 1 to 10 by 1."""
        start, end, step = (
            _number(question.parameters.get(name, ""), otherwise)
            for name, otherwise in (("start", "1"), ("end", "10"), ("step", "1"))
        )
        return cls(start, end, abs(step) or Decimal(1))

    @property
    def least(self) -> Decimal:
        """The smallest number that may be answered."""
        return min(self.start, self.end)

    @property
    def most(self) -> Decimal:
        """The largest number that may be answered."""
        return max(self.start, self.end)

    @cached_property
    def points(self) -> tuple[Decimal, ...]:
        """Every point from start to end, if they are few enough to be shown; else none."""
        count = int(abs(self.end - self.start) // self.step) + 1
        direction = 1 if self.end >= self.start else -1
        if count > MOST_POINTS:
            return ()
        return tuple(self.start + direction * self.step * index for index in range(count))


def points(question: Question) -> Sequence[Choice]:
    """The points of a scale as choices, with the labels that the author gave to some of them."""
    labelled = {choice.name: choice for choice in (question.choices.choices if question.choices else ())}
    names = (f"{point.normalize():f}" for point in Scale.of(question).points)
    return tuple(labelled.get(name) or Choice(name, Text({"": (name,)})) for name in names)


def _number(text: str, otherwise: str) -> Decimal:
    try:
        return Decimal(text or otherwise)
    except InvalidOperation:
        return Decimal(otherwise)
