"""Questions asked of a respondent, for tests of single kinds of answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from gettext import NullTranslations

from markupsafe import Markup, escape

from app.questionnaire.answers.asked import Asked
from app.questionnaire.answers.codecs import CODECS
from app.questionnaire.model import Choice, ChoiceList, Question, QuestionType, Text

LABELS = Text({"en": ("How many?",)})


def choices(*names: str, exclusive: Sequence[str] = ()) -> tuple[Choice, ...]:
    return tuple(Choice(name, Text({"en": (name.title(),)}), exclusive=name in exclusive) for name in names)


def asked(
    type: QuestionType,
    *,
    language: str = "en",
    offered: Sequence[Choice] = (),
    appearance: Sequence[str] = (),
    parameters: Mapping[str, str] | None = None,
    attributes: Mapping[str, str] | None = None,
) -> Asked:
    question = Question(
        "q",
        "/data/q",
        type,
        label=LABELS,
        choices=ChoiceList("list", offered) if offered else None,
        appearance=frozenset(appearance),
        parameters=parameters or {},
        attributes=attributes or {},
    )
    return Asked(question, offered, language, NullTranslations(), _plain, lambda text: escape(_plain(text)))


def _plain(text: Text) -> str:
    return "".join(str(part) for part in text.parts("en", "en"))


def read(question: Asked, *texts: str, **fields: str) -> str:
    """What is stored when `texts` come from its one input, or each of `fields` from one of its parts."""
    typed = {question.name: list(texts), **{f"{question.name}.{part}": [text] for part, text in fields.items()}}
    return CODECS[question.question.type].read(question, typed)


def spell(question: Asked, value: str) -> Mapping[str, Sequence[str]]:
    return CODECS[question.question.type].spell(question, value)


def speak(question: Asked, value: str) -> Markup:
    return CODECS[question.question.type].speak(question, value)
