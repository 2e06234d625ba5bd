"""The questionnaire itself: reading it, and working out where its answers lead."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from lxml import etree

from app.questionnaire.interview import Interview
from app.questionnaire.loading import load
from app.questionnaire.model import Questionnaire
from app.questionnaire.routing.plan import plan
from bench.figures import Figure, paired
from bench.respondent import Walk

TIMES = 200
MILLISECOND = 0.001


def questionnaire_figures(questionnaire: Questionnaire, walk: Walk, form: Path) -> Iterator[Figure]:
    """Evaluated in full: every relevance, calculation and default, and the route that follows."""
    rules = sum(bool(step.element.relevant) for step in plan(questionnaire))
    document = etree.XML("<data><a>1</a></data>")
    rule = etree.XPath("/data/a = '1'")

    def evaluate() -> None:
        assert Interview(questionnaire, walk.answers).route  # noqa: S101

    def bare() -> None:
        for _ in range(rules):
            rule(document)

    ours, _, ratio = paired(lambda: _seconds(evaluate, TIMES), lambda: _seconds(bare, TIMES), 5)
    count = len(questionnaire.questions)
    yield Figure(f"Evaluating the whole questionnaire ({count} variables)", ours / MILLISECOND, "ms", most=1)
    yield Figure(f"Evaluating ÷ {rules} bare XPath comparisons by lxml, one for each rule", ratio)
    yield Figure("Loading the questionnaire", median(_seconds(lambda: load(form), 1) for _ in range(5)), "s", most=0.5)


def _seconds(work: Callable[[], object], times: int) -> float:
    """Seconds that it takes once."""
    began = time.perf_counter()
    for _ in range(times):
        work()
    return (time.perf_counter() - began) / times
