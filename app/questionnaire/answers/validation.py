"""Whether an answer can be taken: the author's `required` and `constraint`, and the sentences for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.questionnaire.answers.asked import Asked, Unreadable
from app.questionnaire.answers.codecs import CODECS
from app.questionnaire.answers.constraint import explained
from app.questionnaire.model import Question
from app.questionnaire.routing.evaluation import Evaluation


@dataclass(frozen=True, slots=True)
class Problem:
    """An answer that cannot be taken: its question, the input to mend, and what to do, in a sentence."""

    question: str
    field: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a page: the answers to keep from now on, and what is still to be mended."""

    answers: dict[str, str]
    """All answers of the interview; an answer with a problem is as it was before."""
    problems: tuple[Problem, ...] = ()
    revealed: tuple[str, ...] = ()
    """Names of questions that these answers made appear on the same page, or gave other choices to: the
    respondent has not seen them yet, so the page is to be shown again before going on."""


def unreadable(asked: Asked, error: Unreadable) -> Problem:
    """The problem with what was typed."""
    return Problem(asked.name, error.field, error.sentence)


def problem(asked: Asked, evaluation: Evaluation, today: date) -> Problem | None:
    """The problem with the value that the evaluation holds, if any. Constraints do not judge blanks."""
    value = evaluation.values.get(asked.name, "")
    if not value:
        return _problem(asked, _ask(asked)) if is_required(asked.question, evaluation) else None
    constraint = asked.question.constraint
    if constraint is None or evaluation.boolean(constraint, asked.question):
        return None
    return _problem(asked, asked.plain(asked.question.constraint_message) or explained(asked, value, today))


def is_required(question: Question, evaluation: Evaluation) -> bool:
    """Whether the question must be answered, as the answers so far have it."""
    return question.required is not None and evaluation.boolean(question.required, question)


def judged_by(question: Question) -> frozenset[str]:
    """Paths of what its rules read. While one of them cannot be read, nobody knows whether the answer is good."""
    rules = (question.required, question.constraint)
    return frozenset().union(*(rule.references for rule in rules if rule is not None))


def _ask(asked: Asked) -> str:
    return asked.plain(asked.question.required_message) or CODECS[asked.question.type].ask(asked)


def _problem(asked: Asked, sentence: str) -> Problem:
    fields = CODECS[asked.question.type].fields(asked)
    return Problem(asked.name, fields[0] if fields else asked.name, sentence)
