"""The texts of a questionnaire as one respondent reads them: in their language, with answers piped in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from babel.numbers import get_decimal_symbol
from markupsafe import Markup

from app.questionnaire import markdown
from app.questionnaire.answers.codecs.dates import spoken_date
from app.questionnaire.expressions.expression import Expression
from app.questionnaire.locales import locale_of
from app.questionnaire.model import Question, Questionnaire, QuestionType, Text
from app.questionnaire.routing.evaluation import Evaluation
from app.questionnaire.routing.plan import questions_by_path

_PATH = re.compile(r"[\w./:-]+")


class Wording:
    """Turns texts into HTML and into plain words; nothing is worked out before it is asked for."""

    def __init__(self, questionnaire: Questionnaire, evaluation: Evaluation, language: str) -> None:
        """The evaluation gives the values that are piped in."""
        self._questionnaire = questionnaire
        self._evaluation = evaluation
        self._language = language

    def html(self, text: Text, *, block: bool = False) -> Markup:
        """The text as HTML: in blocks (paragraphs, lists), or as phrases that fit a legend or a label."""
        source, values = self._source(text)
        return markdown.block(source, values) if block else markdown.inline(source, values)

    def plain(self, text: Text) -> str:
        """The words alone, on one line."""
        return markdown.plain(*self._source(text))

    def _source(self, text: Text) -> tuple[str, Sequence[str]]:
        """The Markdown with a slot for each value, and the values."""
        values: list[str] = []
        source = ""
        for part in text.parts(self._language, self._questionnaire.default_language):
            if isinstance(part, str):
                source += part
            else:
                source += markdown.slot(len(values))
                values.append(self._piped(part))
        return source, values

    def _piped(self, expression: Expression) -> str:
        value = self._evaluation.string(expression, expression.path)
        question = self._piped_question(expression)
        return value if question is None else self._localised(question, value)

    def _piped_question(self, expression: Expression) -> Question | None:
        """The question whose answer is piped in as it is: the expression is its path and nothing else."""
        if len(expression.references) != 1 or not _PATH.fullmatch(expression.source.strip()):
            return None
        return questions_by_path(self._questionnaire).get(*expression.references)

    def _localised(self, question: Question, value: str) -> str:
        """The answer with the decimal sign or the date format of the language."""
        locale = locale_of(self._language)
        if question.type is QuestionType.DATE:
            return spoken_date(value, question, locale)
        if question.type is QuestionType.DECIMAL:
            return value.replace(".", get_decimal_symbol(locale))
        return value
