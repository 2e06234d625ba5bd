"""Finds a way to every page of a questionnaire, by sending random respondents through it.

The route map of the accessibility tests and the lint of unreachable pages stand on it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping

from app.questionnaire.interview import Interview
from app.questionnaire.model import Group, Page, Question, Questionnaire, QuestionType

WALKS = 2000
"""Respondents sent through at most. The first survey's pages are all found by about a hundred."""
NUMBERS = frozenset({QuestionType.INTEGER, QuestionType.DECIMAL, QuestionType.RANGE})
PLAIN_ANSWERS = {
    QuestionType.INTEGER: "5",
    QuestionType.DECIMAL: "5.5",
    QuestionType.RANGE: "5",
    QuestionType.DATE: "2021-07-01",
    QuestionType.TEXT: "…",
    QuestionType.ACKNOWLEDGE: "OK",
}
_NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?![\w.])")


def explore(questionnaire: Questionnaire, seed: int = 1) -> dict[str, Mapping[str, str]]:
    """For the name of each page that was reached: answers that lead to it, and to nothing after it."""
    dice = random.Random(seed)  # noqa: S311  (no secret hangs on it)
    hints = _numbers(questionnaire)
    found: dict[str, Mapping[str, str]] = {}
    for _ in range(WALKS):
        for page, answers in _walk(questionnaire, dice, hints):
            found.setdefault(page.name, answers)
        if len(found) == len(questionnaire.pages):
            break
    return found


def _walk(
    questionnaire: Questionnaire, dice: random.Random, hints: list[str]
) -> Iterator[tuple[Page, Mapping[str, str]]]:
    interview = Interview(questionnaire, {})
    page: Page | None = interview.route[0] if interview.route else None
    answers: dict[str, str] = {}
    while page:
        yield page, dict(answers)
        for question in interview.questions(page):
            answers[question.name] = _random_answer(interview, question, dice, hints)
        interview = Interview(questionnaire, answers)
        page = interview.after(page)


def _random_answer(interview: Interview, question: Question, dice: random.Random, hints: list[str]) -> str:
    if choices := interview.choices(question):
        return dice.choice(choices).name
    if question.type in NUMBERS:
        return dice.choice(hints)
    return some_answer(interview, question)


def some_answer(interview: Interview, question: Question) -> str:
    """An answer that fits most questions of its type: the first choice, 5, July 2021."""
    choices = interview.choices(question)
    if question.type is QuestionType.RANK:
        return " ".join(choice.name for choice in choices)
    return choices[0].name if choices else PLAIN_ANSWERS.get(question.type, "")


def _numbers(questionnaire: Questionnaire) -> list[str]:
    """Numbers on both sides of every number that a relevance names, so that each of its sides is tried."""
    groups: list[Question | Group] = [*questionnaire.root.questions(), *questionnaire.root.groups()]
    rules = (each.relevant.source for each in groups if each.relevant)
    named = {float(number) for rule in rules for number in _NUMBER.findall(rule)}
    tried = {value + step for value in named | {1.0} for step in (-1, 0, 1)}
    return [f"{value:g}" for value in sorted(tried)]


