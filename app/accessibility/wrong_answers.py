"""For each question: things a respondent might type that cannot be taken, so that each error is seen and tested."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from app.questionnaire.interview import Interview
from app.questionnaire.model import Page, Question, QuestionType

Typed = Mapping[str, Sequence[str]]
LONG = 20_000
"""Characters: more than any limit."""


def wrong_answers(interview: Interview, page: Page) -> Iterator[tuple[str, Typed]]:
    """Name and typed text of each wrong answer to the page; each gives another sentence."""
    told: set[str] = set()
    for question in interview.questions(page):
        for name, typed in [("blank", {}), *_attempts(interview, question)]:
            problems = interview.answer(page, typed).problems
            sentences = {problem.sentence for problem in problems}
            if not sentences <= told:
                told |= sentences
                yield (name if page.name == question.name else f"{question.name}-{name}"), typed


def _attempts(interview: Interview, question: Question) -> Iterator[tuple[str, Typed]]:
    one = question.name
    match question.type:
        case QuestionType.INTEGER | QuestionType.DECIMAL | QuestionType.RANGE:
            for name, text in {"words": "daudz", "high": "99999", "low": "-5", "fraction": "1,5"}.items():
                yield name, {one: [text]}
        case QuestionType.DATE:
            yield from _dates(interview, question)
        case QuestionType.TEXT:
            yield "long", {one: ["ā" * LONG]}
        case QuestionType.SELECT_MULTIPLE:
            yield from _ticked(interview, question)
        case QuestionType.RANK:
            names = [choice.name for choice in interview.choices(question)]
            yield "gap", {f"{one}.2": names[:1]}
            yield "twice", {f"{one}.1": names[:1], f"{one}.2": names[:1]}
        case _:
            return


def _dates(interview: Interview, question: Question) -> Iterator[tuple[str, Typed]]:
    fields = interview.fields(question)
    texts = {
        "no-year": {"day": "1", "month": "3"},
        "month": {"day": "1", "month": "xyz", "year": "2021"},
        "february": {"day": "31", "month": "2", "year": "2021"},
        "short-year": {"day": "1", "month": "3", "year": "21"},
        "early": {"day": "1", "month": "1", "year": "1901"},
        "late": {"day": "1", "month": "1", "year": "2099"},
    }
    for name, parts in texts.items():
        yield name, {field: [parts.get(field.rpartition(".")[2], "")] for field in fields}


def _ticked(interview: Interview, question: Question) -> Iterator[tuple[str, Typed]]:
    choices = interview.choices(question)
    others = [choice.name for choice in choices if not choice.exclusive]
    yield "too-many", {question.name: others}
    for choice in choices:
        if choice.exclusive:
            yield "exclusive", {question.name: [*others[:1], choice.name]}
            return
