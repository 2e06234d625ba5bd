"""Which questions can be reached: an interview is tried with every combination of answers that matters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import combinations, product
from math import prod

from app.questionnaire.expressions.expression import Expression
from app.questionnaire.interview import Interview
from app.questionnaire.lint.formulas import ancestors, expressions, literals
from app.questionnaire.lint.subject import Subject
from app.questionnaire.model import ChoiceList, Group, Question, QuestionType

MOST = 2_000
"""Combinations that are tried; what hangs on more is taken to be reachable."""
_NUMBERS = frozenset({QuestionType.INTEGER, QuestionType.DECIMAL, QuestionType.RANGE})
_NOW = datetime(2020, 2, 29, 12, tzinfo=UTC)


class Reach:
    """Tries the routes of one questionnaire."""

    def __init__(self, subject: Subject) -> None:
        """Gather what can be answered, and what is around it."""
        self._questionnaire = subject.questionnaire
        self._questions = {question.path: question for question in subject.questionnaire.root.questions()}
        self._above = ancestors(subject)

    def can_be_asked(self, element: Group | Question) -> bool:
        """Whether some answers make an element relevant; also true when that cannot be told."""
        conditions = self._conditions(element)
        words = {word for condition in conditions for word in literals(condition)}
        asked = [self._questions[path] for path in self._reads(conditions) if path in self._questions]
        asked = [question for question in asked if question.is_seen and not question.calculation]
        values = {question.name: _values(question, words) for question in asked}
        if not all(values.values()) or prod(map(len, values.values())) > MOST:
            return True
        return any(
            self._is_asked(element, dict(zip(values, tried, strict=True))) for tried in product(*values.values())
        )

    def _is_asked(self, element: Group | Question, answers: Mapping[str, str]) -> bool:
        given = {name: answer for name, answer in answers.items() if answer}
        return Interview(self._questionnaire, given, now=_NOW).is_relevant(element)

    def _conditions(self, element: Group | Question) -> Sequence[Expression]:
        """Everything that the relevance of an element hangs on, through other elements too."""
        found: dict[str, Sequence[Expression]] = {}
        left: list[Group | Question] = [element, *self._above[element.path]]
        while left:
            each = left.pop()
            if each.path not in found:
                found[each.path] = [rule for column, rule in expressions(each) if column in ("relevant", "calculation")]
                for path in self._reads(found[each.path]):
                    if path in self._questions:
                        left += [self._questions[path], *self._above[path]]
        return [rule for rules in found.values() for rule in rules]

    def _reads(self, conditions: Iterable[Expression]) -> Sequence[str]:
        return sorted({path for condition in conditions for path in condition.references})


def _values(question: Question, words: Iterable[str]) -> Sequence[str]:
    """Answers that may make a difference to conditions in which `words` stand; none when that cannot be told."""
    if question.type is QuestionType.ACKNOWLEDGE:
        return ["", "OK"]
    if question.choices and question.type in (QuestionType.SELECT_ONE, QuestionType.SELECT_MULTIPLE):
        return ["", *_chosen(question.choices, multiple=question.type is QuestionType.SELECT_MULTIPLE)]
    if question.type in _NUMBERS:
        return ["", *sorted({value for word in {*words, "0"} for value in _around(word)})]
    return ["", "x", *words] if question.type is QuestionType.TEXT else []


def _chosen(choices: ChoiceList, *, multiple: bool) -> Iterator[str]:
    """Each choice; of several that may be chosen together, also each two, and all."""
    names = [choice.name for choice in choices.choices]
    yield from names
    if multiple:
        yield from map(" ".join, combinations(names, 2))
        yield " ".join(names)


def _around(word: str) -> Iterator[str]:
    try:
        number = float(word)
    except ValueError:
        return
    yield from (f"{number + step:g}" for step in (-1, 0, 1))
