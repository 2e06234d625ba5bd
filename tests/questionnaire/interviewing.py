"""Tiny questionnaires, one per behaviour, written as in `form.yaml`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import dedent

from app.questionnaire.interview import Interview, Outcome
from app.questionnaire.loading import load
from app.questionnaire.model import Page, Questionnaire

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
YES_NO = """
choices:
- {list_name: yes_no, name: "yes", label: {lv: Jā, ru: Да}}
- {list_name: yes_no, name: "no", label: {lv: Nē, ru: Нет}}
"""


@cache
def written(survey: str, rest: str = YES_NO) -> Questionnaire:
    """The questionnaire whose survey sheet is `survey`, and whose other sheets are `rest`."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "form.yaml"
        settings = "settings: {form_id: tiny, form_title: Tiny, default_language: lv}\n"
        file.write_text(f"{settings}survey:\n{dedent(survey)}\n{dedent(rest)}", encoding="utf-8")
        return load(file)


def interview(questionnaire: Questionnaire, language: str = "lv", **answers: str) -> Interview:
    return Interview(questionnaire, answers, language=language, now=NOW)


def route(questionnaire: Questionnaire, **answers: str) -> list[str]:
    return [page.name for page in interview(questionnaire, **answers).route]


def page(at: Interview, name: str) -> Page:
    found = at.page(name)
    assert found is not None, f"{name} is not on the route"
    return found


def type_on(at: Interview, name: str, **typed: str | Sequence[str]) -> Outcome:
    """What comes of typing on a page; `__` in a name stands for the dot before a part."""
    fields = {key.replace("__", "."): [value] if isinstance(value, str) else value for key, value in typed.items()}
    return at.answer(page(at, name), fields)


def sentences(outcome: Outcome) -> Mapping[str, str]:
    """The sentences of an outcome, by the input that each leads to."""
    return {problem.field: problem.sentence for problem in outcome.problems}
