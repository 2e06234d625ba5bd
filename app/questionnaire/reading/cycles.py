"""Rules that depend on themselves: a question whose relevance hangs on its own answer has no end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from app.questionnaire.expressions.expression import Expression
from app.questionnaire.model import Group
from app.questionnaire.reading.faults import Faults


def refuse_cycles(root: Group, faults: Faults) -> None:
    """Refuse each circle of relevances and calculations, with the questions that it runs through.

    A calculation may read its own earlier value (`once(…)`); a relevance may not.
    """
    reads = dict(_reads(root, frozenset()))
    questions = {question.path: question for question in root.questions()}
    reported: set[str] = set()
    for circle in _circles(reads):
        if reported.isdisjoint(circle):  # one of the many circles that a knot of questions makes is enough
            reported.update(circle)
            through = " → ".join(questions[path].name for path in (*circle, circle[0]))
            faults.refuse(questions[circle[0]].origin, f"Relevance and calculation run in a circle: {through}.")


def _reads(group: Group, above: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    """Paths of questions, and of what each one's value hangs on: its calculation and all relevances above it."""
    above |= _references(group.relevant)
    for child in group.children:
        if isinstance(child, Group):
            yield from _reads(child, above)
        else:
            own = _references(child.calculation) - {child.path}
            yield child.path, above | _references(child.relevant) | own


def _references(expression: Expression | None) -> frozenset[str]:
    return frozenset() if expression is None else expression.references


def _circles(reads: Mapping[str, frozenset[str]]) -> Iterator[Sequence[str]]:
    """Each path that leads back to itself, once; depth first, without recursion."""
    done: set[str] = set()
    for start in reads:
        trail: dict[str, Iterator[str]] = {} if start in done else {start: iter(sorted(reads[start]))}
        while trail:
            here = next(reversed(trail))
            step = next(trail[here], None)
            if step is None:
                done.add(here)
                del trail[here]
            elif step in trail:
                names = list(trail)
                yield names[names.index(step) :]
            elif step in reads and step not in done:
                trail[step] = iter(sorted(reads[step]))
