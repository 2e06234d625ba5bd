"""Which columns a question has in a file, and what stands in them for an answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.analysis.missing import CHOSEN, MissingCode
from app.questionnaire import markdown
from app.questionnaire.model import Choice, Question, Questionnaire, QuestionType, Text

Cell = int | Decimal | str
"""A number or code, or a text. Only a text can be mistaken for a formula."""

NUMBER = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,30})?")
DATE_LENGTHS = {"month-year": len("2021-07"), "year": len("2021")}
"""How much of an ISO date was asked for, by appearance."""


@dataclass(frozen=True)
class Columns:
    """The columns of one question."""

    question: str
    names: Sequence[str]
    cells: Callable[[str], Sequence[Cell]]
    """What stands in them for an answer."""
    codes: frozenset[str] | None = None
    """What has a column of its own among the codes of an answer; None: the answer stands in its column whole."""

    def row(self, answers: Mapping[str, str | None]) -> Sequence[Cell]:
        """What stands in them for a response, with the kind of missing when there is no answer."""
        answer = answers.get(self.question, MissingCode.NOT_ASKED)
        if answer is None:
            answer = MissingCode.NOT_REACHED
        elif answer == "":
            answer = MissingCode.BLANK
        return self.cells(answer) if isinstance(answer, str) else [answer] * len(self.names)

    def unplaced(self, answers: Mapping[str, str | None]) -> str:
        """The codes of an answer that have no column, as when another version offered them."""
        if self.codes is None:
            return ""
        return " ".join(code for code in (answers.get(self.question) or "").split() if code not in self.codes)


def columns_of(questionnaire: Questionnaire, language: str | None) -> list[Columns]:
    """The columns of every question that has any; with labels in `language` instead of codes if it is given."""

    def label(choice: Choice) -> str:
        return plain(choice.label, language or "", questionnaire.default_language) or choice.name

    kept = (question for question in questionnaire.questions.values() if question.kept)
    made = [COLUMNS[question.type](question, label if language else None) for question in kept]
    return [columns for columns in made if columns.names]


def plain(text: Text, language: str, default: str) -> str:
    """A text in words alone. What an answer would have been piped into stays open: `…`."""
    return markdown.plain("".join(part if isinstance(part, str) else "…" for part in text.parts(language, default)))


def number_or_text(answer: str) -> Cell:
    """A number if it is one, the text as it is if not."""
    if not NUMBER.fullmatch(answer):
        return answer
    return Decimal(answer) if "." in answer else int(answer)


Label = Callable[[Choice], str] | None
"""What stands for a choice instead of its code."""


def _number(question: Question, _: Label) -> Columns:
    return Columns(question.name, [question.name], lambda answer: [number_or_text(answer)])


def _text(question: Question, _: Label) -> Columns:
    return Columns(question.name, [question.name], lambda answer: [answer])


def _date(question: Question, _: Label) -> Columns:
    length = next((DATE_LENGTHS[name] for name in DATE_LENGTHS if name in question.appearance), None)
    return Columns(question.name, [question.name], lambda answer: [answer[:length]])


def _acknowledged(question: Question, _: Label) -> Columns:
    return Columns(question.name, [question.name], lambda _: [1])


def _nothing(question: Question, _: Label) -> Columns:
    return Columns(question.name, [], lambda _: [])


def _one_choice(question: Question, label: Label) -> Columns:
    known = {choice.name: _chosen(choice, label) for choice in _choices(question)}
    return Columns(question.name, [question.name], lambda answer: [known.get(answer, answer)])


def _chosen(choice: Choice, label: Label) -> Cell:
    return label(choice) if label else _missing(choice) or number_or_text(choice.name)


def _missing(choice: Choice) -> MissingCode | None:
    return CHOSEN.get(choice.missing) if choice.missing else None


def _many_choices(question: Question, _: Label) -> Columns:
    """One column of 0 and 1 a choice; when only a kind of missing was chosen, its code stands in the others."""
    choices = _choices(question)
    names = [choice.name for choice in choices]
    missing = {choice.name: code for choice in choices if (code := _missing(choice))}

    def cells(answer: str) -> list[Cell]:
        chosen = set(answer.split())
        rest = next((code for name, code in missing.items() if name in chosen), 0) if chosen <= missing.keys() else 0
        return [int(name in chosen) or (0 if name in missing else rest) for name in names]

    return _by_choice(question, cells)


def _ranks(question: Question, _: Label) -> Columns:
    """One column a choice, with its place from 1; blank for one that was given no place."""
    names = [choice.name for choice in _choices(question)]

    def cells(answer: str) -> list[Cell]:
        places = {name: place for place, name in enumerate(answer.split(), start=1)}
        return [places.get(name, MissingCode.BLANK) for name in names]

    return _by_choice(question, cells)


def _by_choice(question: Question, cells: Callable[[str], Sequence[Cell]]) -> Columns:
    names = [choice.name for choice in _choices(question)]
    return Columns(question.name, [f"{question.name}__{name}" for name in names], cells, frozenset(names))


def _choices(question: Question) -> Sequence[Choice]:
    return question.choices.choices if question.choices else ()


COLUMNS: Mapping[QuestionType, Callable[[Question, Label], Columns]] = {
    QuestionType.SELECT_ONE: _one_choice,
    QuestionType.SELECT_MULTIPLE: _many_choices,
    QuestionType.RANK: _ranks,
    QuestionType.INTEGER: _number,
    QuestionType.DECIMAL: _number,
    QuestionType.RANGE: _number,
    QuestionType.CALCULATE: _number,
    QuestionType.HIDDEN: _number,
    QuestionType.TEXT: _text,
    QuestionType.DATE: _date,
    QuestionType.ACKNOWLEDGE: _acknowledged,
    QuestionType.NOTE: _nothing,
}
if forgotten := set(QuestionType) - COLUMNS.keys():
    raise NotImplementedError(f"no columns for {', '.join(sorted(forgotten))}")
