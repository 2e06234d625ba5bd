"""A question as one respondent meets it, and what comes back from the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from gettext import NullTranslations

from babel import Locale
from markupsafe import Markup

from app.questionnaire.answers.sentences import Sentences
from app.questionnaire.locales import locale_of
from app.questionnaire.model import Choice, Question, Text

Typed = Mapping[str, Sequence[str]]
"""What a browser posts for a page: by the name of an input, every value it sent."""


class Unreadable(Exception):  # noqa: N818  (nothing went wrong: a person typed something else)
    """What was typed is no answer: the name of the input to mend, and a sentence that says how."""

    def __init__(self, field: str, sentence: str) -> None:
        """Keep the input's name beside the sentence."""
        self.field = field
        self.sentence = sentence
        super().__init__(sentence)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the choices that this respondent is offered, and with its words in their language."""

    question: Question
    choices: Sequence[Choice]
    language: str
    translations: NullTranslations
    plain: Callable[[Text], str]
    html: Callable[[Text], Markup]

    @property
    def name(self) -> str:
        """The question's name, which its inputs' names begin with."""
        return self.question.name

    @property
    def locale(self) -> Locale:
        """Whose numbers and dates the respondent reads."""
        return locale_of(self.language)

    @property
    def say(self) -> Sentences:
        """The sentences about this question."""
        return Sentences(self.translations, self.plain(self.question.label) or self.question.name)


def first(typed: Typed, field: str) -> str:
    """What was typed into one input, without the blanks around it; '' if the input was not sent."""
    return next(iter(typed.get(field, ())), "").strip()
