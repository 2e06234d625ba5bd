"""The order in which a questionnaire is evaluated: everything after what it depends on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter

from app.questionnaire.expressions.expression import Expression
from app.questionnaire.model import Group, Question, Questionnaire

Element = Question | Group
_NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """One question or group, and the paths of what its expressions read."""

    element: Element
    parent: str
    """Path of the group around it, '' for the root."""
    condition: str = ""
    """The same for two elements whose `relevant` is the same, so that each is evaluated once."""
    condition_reads: frozenset[str] = _NOTHING
    """Read by its own `relevant`."""
    calculation_reads: frozenset[str] = _NOTHING
    """Read by its calculation, its own earlier value left aside (`once(…)`)."""
    value_reads: frozenset[str] = _NOTHING
    """Whatever its value hangs on, apart from its being relevant: also its default and the filter of its choices."""
    choices: frozenset[str] = _NOTHING
    """The names of all its choices."""


@lru_cache(maxsize=64)
def plan(questionnaire: Questionnaire) -> Sequence[Step]:
    """Every question and group in the order of evaluation."""
    steps = {step.element.path: step for step in _steps(questionnaire.root, "")}
    try:
        return _ordered(steps, lambda step: step.condition_reads | step.value_reads)
    except CycleError:
        # Two filters may take each other's choices away: each then sees what was answered to the other. A
        # circle of relevances and calculations is refused when the questionnaire is read.
        return _ordered(steps, lambda step: step.condition_reads | step.calculation_reads)


@lru_cache(maxsize=64)
def questions_by_path(questionnaire: Questionnaire) -> Mapping[str, Question]:
    """Every question by its path in the primary instance."""
    return {question.path: question for question in questionnaire.root.questions()}


def _steps(element: Element, parent: str) -> Iterator[Step]:
    relevant, condition_reads = element.relevant, _reads(element.relevant)
    condition = " ".join([relevant.source, *sorted(condition_reads)]) if relevant else ""
    if isinstance(element, Group):
        yield Step(element, parent, condition, condition_reads)
        for child in element.children:
            yield from _steps(child, element.path)
        return
    own = {element.path}
    calculation_reads = _reads(element.calculation) - own
    choice_filter = element.choices.filter if element.choices else None
    value_reads = calculation_reads | (_reads(element.default) | _reads(choice_filter)) - own
    names = frozenset(choice.name for choice in element.choices.choices) if element.choices else _NOTHING
    yield Step(element, parent, condition, condition_reads, calculation_reads, value_reads, names)


def _reads(expression: Expression | str | None) -> frozenset[str]:
    return expression.references if isinstance(expression, Expression) else _NOTHING


def _ordered(steps: Mapping[str, Step], reads: Callable[[Step], Set[str]]) -> Sequence[Step]:
    graph = {path: (reads(step) | {step.parent}) & steps.keys() for path, step in steps.items()}
    return tuple(steps[path] for path in TopologicalSorter(graph).static_order())
