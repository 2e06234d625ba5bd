"""The sentence for an answer that the author's constraint refuses, when the author wrote none."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from app.questionnaire.answers.asked import Asked
from app.questionnaire.answers.codecs.dates import spoken_date, stored_date
from app.questionnaire.answers.codecs.numbers import parse, spoken_number
from app.questionnaire.answers.limits import Limit, Limits, Measure, limits
from app.questionnaire.model import QuestionType


def explained(asked: Asked, value: str, today: date) -> str:
    """Names the limit that `value` breaks; a constraint without a plain limit asks to check the answer."""
    for measure in Measure:
        size = _size(asked, value, measure)
        found = limits(asked.question, measure, today)
        if size is not None and _is_outside(size, found):
            return _sentence(asked, measure, size, found)
    return asked.say.change()


def _size(asked: Asked, value: str, measure: Measure) -> Limit | None:
    if measure is Measure.LENGTH:
        return Decimal(len(value))
    if measure is Measure.COUNT:
        return Decimal(len(value.split()))
    if asked.question.type is QuestionType.DATE:
        return stored_date(value)
    return parse(value)


def _is_outside(size: Limit, found: Limits) -> bool:
    return _is_below(size, found.least) or _is_below(found.most, size)


def _is_below(size: Limit | None, limit: Limit | None) -> bool:
    if isinstance(size, Decimal) and isinstance(limit, Decimal):
        return size < limit
    return isinstance(size, date) and isinstance(limit, date) and size < limit


def _sentence(asked: Asked, measure: Measure, size: Limit, found: Limits) -> str:
    if measure is Measure.LENGTH:
        return _length(asked, int(str(size)), found)
    if measure is Measure.COUNT:
        is_few = _is_below(size, found.least)
        return (
            asked.say.choose_at_least(_whole(found.least)) if is_few else asked.say.choose_at_most(_whole(found.most))
        )
    return _value(asked, found)


def _length(asked: Asked, length: int, found: Limits) -> str:
    if _is_below(Decimal(length), found.least):
        return asked.say.lengthen(_whole(found.least), length)
    return asked.say.shorten(_whole(found.most), length)


def _value(asked: Asked, found: Limits) -> str:
    least, most = _spoken(asked, found.least), _spoken(asked, found.most)
    is_date = asked.question.type is QuestionType.DATE
    if least and most:
        return asked.say.between(least, most)
    if least:
        return asked.say.not_before(least) if is_date else asked.say.at_least(least)
    return asked.say.not_after(most) if is_date else asked.say.at_most(most)


def _whole(limit: Limit | None) -> int:
    return int(limit) if isinstance(limit, Decimal) else 0


def _spoken(asked: Asked, limit: Limit | None) -> str:
    if isinstance(limit, Decimal):
        return spoken_number(limit, asked)
    return spoken_date(limit.isoformat(), asked.question, asked.locale) if limit else ""
