"""What the page for authors shows works, and what it lists is all there is."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from app.config import ROOT
from app.questionnaire.interview import Interview
from app.questionnaire.lint import check
from app.questionnaire.model import Missing, Question
from app.questionnaire.reading.columns import SURVEY as COLUMNS
from app.respondent.texts import FACTS
from app.survey import Contact, Survey, load_survey

PAGE = (ROOT / "docs" / "authors.md").read_text(encoding="utf-8")
FORM, SURVEY = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
NOT_WRITTEN = {"type", "name", "trigger", "repeat_count", "rows"}
"""Columns that are explained elsewhere, belong to repeats, or are refused with a sentence."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "form.yaml").write_text(FORM, encoding="utf-8")
    (tmp_path / "survey.yaml").write_text(SURVEY, encoding="utf-8")
    return tmp_path


def table_after(heading: str, column: int = 0) -> set[str]:
    """What stands in code in one column of the first table below a heading."""
    table = PAGE.partition(f"\n{heading}\n")[2].partition("\n|")[2].partition("\n\n")[0]
    return {name for row in table.splitlines() for name in re.findall(r"`([^`]+)`", row.strip("|").split("|")[column])}


def test_the_form_on_the_page_has_no_fault(folder: Path) -> None:
    assert [str(finding) for finding in check(folder / "form.yaml") if finding.severity != "note"] == []


def test_the_survey_on_the_page_loads_in_both_languages(folder: Path) -> None:
    assert load_survey(folder).languages == ("lv", "ru")


def test_the_form_on_the_page_does_what_the_page_says(folder: Path) -> None:
    questionnaire = load_survey(folder).questionnaire
    assert Interview(questionnaire, {"consent": "no"}).ends_unsent()
    given = {"consent": "yes", "hours": "41", "region": "latgale"}
    interview = Interview(questionnaire, given)
    names = [page.name for page in interview.route]
    assert names == ["consent", "helpers", "hours", "many_hours", "places", "region", "town"]
    assert [choice.name for choice in interview.choices(questionnaire.questions["town"])] == ["rezekne"]
    assert "many_hours" not in {page.name for page in Interview(questionnaire, {**given, "hours": "40"}).route}


def test_every_key_of_a_survey_is_explained() -> None:
    keys = {field.name for field in fields(Survey)} - {"id", "folder", "questionnaire"}
    assert table_after("## survey.yaml") == keys
    assert {f"{{{name}}}" for name in FACTS} <= set(re.findall(r"`(\{\w+\})`", PAGE))
    assert all(f"`{field.name}`" in PAGE for field in fields(Contact))


def test_every_column_is_explained() -> None:
    explained = {name for name in table_after("## Columns") if "::" not in name}
    assert explained == COLUMNS - NOT_WRITTEN


def test_every_way_of_not_answering_is_named() -> None:
    assert all(f"`{missing}`" in PAGE for missing in Missing)
    assert {"exclusive", "missing", "value", "bind::ends", "bind::disclosure"} == table_after("### Columns of ours", 1)
    assert "attributes" in {field.name for field in fields(Question)}
