"""The way through the questionnaire that the answers lead along."""

from __future__ import annotations

from collections.abc import Iterator

from app.questionnaire.model import Page, Question, Questionnaire, QuestionType
from app.questionnaire.routing.evaluation import Evaluation


def route(questionnaire: Questionnaire, evaluation: Evaluation) -> tuple[Page, ...]:
    """The pages with something relevant on them, up to one that ends the interview."""
    return tuple(_pages(questionnaire, evaluation))


def _pages(questionnaire: Questionnaire, evaluation: Evaluation) -> Iterator[Page]:
    for page in questionnaire.pages:
        relevant = [question for question in page.questions if evaluation.relevant[question.path]]
        if relevant:
            yield page
        if any(map(is_end, relevant)):
            return


def is_end(question: Question) -> bool:
    """Whether the interview ends here and nothing is sent: a note with our column `bind::ends` = `unsent`."""
    return question.type is QuestionType.NOTE and question.attributes.get("ends") == "unsent"
