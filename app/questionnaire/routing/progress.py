"""How far a respondent has come, and how far it is at most."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from app.questionnaire.model import Group, Page, Question, Questionnaire
from app.questionnaire.routing.evaluation import Evaluation
from app.questionnaire.routing.plan import Step, plan
from app.questionnaire.routing.route import is_end


@dataclass(frozen=True, slots=True)
class Progress:
    """Page `step` of `most`. When not `certain`, answers still to come may make the way shorter."""

    step: int
    most: int
    certain: bool
    section: Group | None


class Outlook:
    """What may still become relevant, as answers that are not given yet may decide it.

    A condition is settled when every question that it reads has its last value, as far as this respondent's
    answers so far can tell.
    """

    def __init__(self, questionnaire: Questionnaire, evaluation: Evaluation, answered: Container[str]) -> None:
        """Go through everything in the order of evaluation; `answered` holds names of questions."""
        self._evaluation = evaluation
        self._answered = answered
        self.possible: set[str] = {""}
        """Paths of all that is relevant or may become so."""
        self.settled: set[str] = {""}
        """Paths of all whose relevance no coming answer changes."""
        self._open: set[str] = set()
        for step in plan(questionnaire):
            self._visit(step)

    def _visit(self, step: Step) -> None:
        path = step.element.path
        is_decided = self._open.isdisjoint(step.condition_reads)
        holds = not is_decided or self._evaluation.holds(step)
        if step.parent in self.possible and holds:
            self.possible.add(path)
        else:
            self.settled.add(path)
            return
        if is_decided and step.parent in self.settled:
            self.settled.add(path)
        if isinstance(step.element, Question) and self._is_open(step, step.element):
            self._open.add(path)

    def _is_open(self, step: Step, question: Question) -> bool:
        """Whether the question's value may still change as the respondent goes on."""
        if question.path not in self.settled or not self._open.isdisjoint(step.value_reads):
            return True
        return question.is_answerable and question.name not in self._answered


def progress(page: Page, route: Sequence[Page], pages: Sequence[Page], outlook: Outlook) -> Progress:
    """Where `page` stands on the route."""
    on_route = {each.name for each in route}
    ahead = [each for each in _before_end(pages, outlook) if each.name not in on_route and _may_come(each, outlook)]
    longer = [each for each in ahead if not any(map(is_end, each.questions))]
    certain = not ahead and all(any(_comes(question, outlook) for question in each.questions) for each in route)
    step = next((at for at, each in enumerate(route, start=1) if each.name == page.name), 1)
    return Progress(step, len(route) + len(longer), certain, page.section)


def _before_end(pages: Sequence[Page], outlook: Outlook) -> Iterator[Page]:
    """The pages up to the first that ends the interview for certain."""
    for page in pages:
        yield page
        if any(is_end(question) and _comes(question, outlook) for question in page.questions):
            return


def _may_come(page: Page, outlook: Outlook) -> bool:
    return any(question.path in outlook.possible for question in page.questions)


def _comes(question: Question, outlook: Outlook) -> bool:
    return question.path in outlook.possible and question.path in outlook.settled
