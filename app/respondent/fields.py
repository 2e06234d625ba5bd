"""A question as a field of a form: what its component in `templates/components/` needs to draw it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask_babel import lazy_gettext
from markupsafe import Markup
from wtforms import Field, ValidationError

from app.i18n import gettext
from app.questionnaire.answers.limits import limit
from app.questionnaire.interview import Interview, Problem
from app.questionnaire.model import Choice, Question, QuestionType
from app.respondent.media import Recording, recordings

KINDS = {
    QuestionType.SELECT_ONE: "radios",
    QuestionType.SELECT_MULTIPLE: "checkboxes",
    QuestionType.INTEGER: "number",
    QuestionType.DECIMAL: "number",
    QuestionType.TEXT: "text",
    QuestionType.DATE: "date",
    QuestionType.NOTE: "note",
    QuestionType.ACKNOWLEDGE: "acknowledge",
    QuestionType.RANGE: "number",
    QuestionType.RANK: "rank",
}
"""The component that draws each type of question, unless its appearance asks for another."""
PARTS = {"day": (lazy_gettext("Day"), 2), "month": (lazy_gettext("Month"), 12), "year": (lazy_gettext("Year"), 4)}
"""The label and the width, in characters, of each part of a date."""


@dataclass(frozen=True)
class Option:
    """One choice, as it is offered."""

    id: str
    name: str
    value: str
    label: Markup
    checked: bool
    exclusive: bool
    media: Sequence[Recording]


@dataclass(frozen=True)
class Part:
    """One input of a question that has several."""

    id: str
    name: str
    label: str
    value: str
    faulty: bool
    width: int = 0
    options: Sequence[Option] = ()


class QuestionField(Field):
    """One question with what was typed, and what is wrong with it."""

    def __init__(
        self, *, question: Question, interview: Interview, problems: Sequence[Problem], **wtforms: Any
    ) -> None:
        """Bind the question to this respondent's interview."""
        super().__init__(**wtforms)
        self.question = question
        self.interview = interview
        self.problems = problems
        self.id = question.name
        self.label: Any = interview.html(question.label, block=_has_blocks(question, interview))
        self.hint = interview.html(question.hint) if question.hint else None
        self.guidance = interview.html(question.guidance, block=True) if question.guidance else None
        self.typed: dict[str, list[str]] = {}

    def process(self, formdata: Any, *_: Any, **__: Any) -> None:
        """Take what was typed into each of the question's inputs."""
        self.typed = {name: formdata.getlist(name) for name in self.interview.fields(self.question)}

    def pre_validate(self, form: Any) -> None:  # noqa: ARG002
        """Say what is wrong, as the interview found."""
        if self.problems:
            raise ValidationError(" ".join(problem.sentence for problem in self.problems))

    @property
    def kind(self) -> str:
        """The name of its component."""
        appearance = self.question.appearance
        if self.question.type is QuestionType.SELECT_ONE and "minimal" in appearance:
            return "select"
        if self.question.type is QuestionType.TEXT and "multiline" in appearance:
            return "multiline"
        if self.question.type is QuestionType.RANGE and self._choices:
            return "radios"
        return KINDS[self.question.type]

    @property
    def required(self) -> bool:
        """Whether it cannot be skipped."""
        return self.interview.is_required(self.question)

    @property
    def value(self) -> str:
        """What was typed into the only input."""
        return next(iter(self.typed.get(self.question.name, ())), "")

    @property
    def inputmode(self) -> str:
        """Which keyboard a telephone shows."""
        return "numeric" if self.question.type is QuestionType.INTEGER else "decimal"

    @property
    def limit(self) -> int | None:
        """How many characters may be written."""
        return limit(self.question)

    @property
    def media(self) -> list[Recording]:
        """Pictures, read-aloud and sign-language recordings."""
        return recordings(self.question.media, self.interview)

    @property
    def faulty(self) -> set[str]:
        """The names of the inputs to mend."""
        return {problem.field for problem in self.problems}

    @cached_property
    def _choices(self) -> Sequence[Choice]:
        return self.interview.choices(self.question)

    @property
    def options(self) -> list[Option]:
        """The choices, with those that were made."""
        chosen = self.typed.get(self.question.name, ())
        return list(_options(self, self.question.name, chosen))

    @property
    def parts(self) -> list[Part]:
        """The inputs of a date or of a ranking."""
        make = self._place if self.question.type is QuestionType.RANK else self._date_part
        return [make(name) for name in self.typed]

    def _date_part(self, name: str) -> Part:
        label, width = PARTS[name.rpartition(".")[2]]
        value = next(iter(self.typed[name]), "")
        return Part(name.replace(".", "-"), name, str(label), value, name in self.faulty, width)

    def _place(self, name: str) -> Part:
        value = next(iter(self.typed[name]), "")
        label = gettext("Place %(number)s", number=name.rpartition(".")[2])
        options = list(_options(self, name, [value]))
        return Part(name.replace(".", "-"), name, label, value, name in self.faulty, options=options)


def _has_blocks(question: Question, interview: Interview) -> bool:
    """Whether the text is a note of several paragraphs; a short one is the heading of its page."""
    return question.type is QuestionType.NOTE and interview.html(question.label, block=True).count("<p>") > 1


def _options(field: QuestionField, name: str, chosen: Sequence[str]) -> Iterator[Option]:
    for number, choice in enumerate(field._choices, start=1):
        yield Option(
            id=f"{name.replace('.', '-')}-{number}",
            name=name,
            value=choice.name,
            label=field.interview.html(choice.label),
            checked=choice.name in chosen,
            exclusive=choice.exclusive,
            media=recordings(choice.media, field.interview),
        )
