"""Kinds of missing, each with a code of its own, so that no analysis mistakes one for another.

The codes stand together below every answer, because SPSS takes three single missing values or one range.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum

from app.questionnaire.model import Missing


class MissingCode(IntEnum):
    """What stands in a column when there is no answer."""

    BLANK = -9
    """Seen and left blank: item non-response."""
    DONT_KNOW = -8
    """A choice was taken that means "I don't know"."""
    REFUSED = -7
    """A choice was taken that means "I prefer not to say"."""
    NOT_ASKED = -6
    """The route did not lead there."""
    NOT_REACHED = -5
    """The interview ended before it."""


CHOSEN: Mapping[Missing, MissingCode] = {
    Missing.DONT_KNOW: MissingCode.DONT_KNOW,
    Missing.REFUSED: MissingCode.REFUSED,
}
"""Choices that are a kind of missing. "Does not apply to me" is an answer, and keeps its code."""
