"""How each type of question is typed, kept and said. A type without a codec fails when this is imported."""

from __future__ import annotations

from collections.abc import Mapping

from app.questionnaire.answers.codecs.choices import Confirmation, OneChoice, SeveralChoices
from app.questionnaire.answers.codecs.codec import Codec, Silent
from app.questionnaire.answers.codecs.dates import Dates
from app.questionnaire.answers.codecs.numbers import Decimals, Integers, Ranges
from app.questionnaire.answers.codecs.ranks import Ranks
from app.questionnaire.answers.codecs.texts import Texts
from app.questionnaire.model import QuestionType

CODECS: Mapping[QuestionType, Codec] = {
    QuestionType.SELECT_ONE: OneChoice(),
    QuestionType.SELECT_MULTIPLE: SeveralChoices(),
    QuestionType.INTEGER: Integers(),
    QuestionType.DECIMAL: Decimals(),
    QuestionType.TEXT: Texts(),
    QuestionType.DATE: Dates(),
    QuestionType.NOTE: Silent(),
    QuestionType.ACKNOWLEDGE: Confirmation(),
    QuestionType.RANGE: Ranges(),
    QuestionType.RANK: Ranks(),
    QuestionType.CALCULATE: Silent(),
    QuestionType.HIDDEN: Silent(),
}

if forgotten := set(QuestionType) - set(CODECS):
    raise NotImplementedError(f"No codec for {', '.join(sorted(forgotten))}")
