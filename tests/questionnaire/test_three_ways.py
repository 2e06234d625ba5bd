"""A questionnaire is the same, whether it was written in YAML, in a spreadsheet or as an XForm."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook as Spreadsheet

from app.questionnaire.loading import load
from app.questionnaire.model import ChoiceList, Group, Question, Questionnaire
from app.questionnaire.reading.faults import Faults
from app.questionnaire.reading.sheets import read_sheets
from app.questionnaire.reading.xlsform import compile_xlsform
from tests.questionnaire.reading import FORMS, faults, said

NAMES = ["types", "battery", "cascade", "randomize", "or_other", "piping", "gaps", "languages", "media", "own_columns"]


def described(element: Question | Group) -> list[Any]:
    """Everything an element says, without where it was written."""
    if isinstance(element, Group):
        inner = [described(child) for child in element.children]
        return [element.name, said(element.label), sorted(element.appearance), str(element.relevant), inner]
    texts = (element.label, element.hint, element.guidance, element.required_message, element.constraint_message)
    rules = (element.required, element.relevant, element.constraint, element.calculation, element.default)
    return [
        element.name,
        element.type,
        *map(said, texts),
        *map(str, rules),
        {kind: said(text) for kind, text in element.media.items()},
        (sorted(element.appearance), element.parameters, element.attributes),
        list(chosen(element.choices)),
    ]


def chosen(choices: ChoiceList | None) -> Iterator[Any]:
    for choice in choices.choices if choices else ():
        yield choice.name, said(choice.label), choice.exclusive, choice.missing, choice.score, choice.columns
    yield str(choices and choices.filter), str(choices and choices.seed), choices and choices.randomize


def spreadsheet(path: Path, **sheets: list[list[Any]]) -> Path:
    book = Spreadsheet()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def as_spreadsheet(source: Path, target: Path) -> Path:
    workbook = read_sheets(source, Faults())
    sheets = {}
    for name, rows in (("survey", workbook.survey), ("choices", workbook.choices)):
        columns = list(dict.fromkeys(column for row in rows for column in row.cells))
        sheets[name] = [columns, *([row.cells.get(column) for column in columns] for row in rows)]
    return spreadsheet(target, **sheets, settings=[[*workbook.settings], [*workbook.settings.values()]])


def as_xform(source: Path, target: Path) -> Path:
    target.write_text(compile_xlsform(read_sheets(source, Faults()), Faults()).text, encoding="utf-8")
    return target


def summary(questionnaire: Questionnaire) -> list[Any]:
    return [questionnaire.languages, questionnaire.default_language, described(questionnaire.root)]


@pytest.mark.parametrize("name", NAMES)
def test_a_form_in_yaml_in_a_spreadsheet_and_as_an_xform_is_one_questionnaire(name: str, tmp_path: Path) -> None:
    source = FORMS / f"{name}.yaml"
    written = summary(load(source))
    assert summary(load(as_spreadsheet(source, tmp_path / "form.xlsx"))) == written
    assert summary(load(as_xform(source, tmp_path / "form.xml"))) == written


def test_a_survey_folder_holds_one_form(tmp_path: Path) -> None:
    as_spreadsheet(FORMS / "plain.yaml", tmp_path / "form.xlsx")
    assert list(load(tmp_path).questions) == ["first"]


def test_cells_of_a_spreadsheet_are_read_as_their_author_sees_them(tmp_path: Path) -> None:
    path = spreadsheet(
        tmp_path / "form.xlsx",
        survey=[
            ["type", "name", None, "label", "default", "required", "relevant"],
            [],
            ["integer", "size", "ignored", "Size", 5.0, True, "1\u00a0=\u00a01"],
            ["date", "day", None, "Day\u00a0off", datetime(2021, 7, 1), False],
            ["date", "next", None, "Next", date(2021, 7, 2)],
            ["decimal", "part", None, "Part", 1.5],
        ],
    )
    questions = load(path).questions
    assert [question.default for question in questions.values()] == ["5", "2021-07-01", "2021-07-02", "1.5"]
    assert [question.required is None for question in questions.values()] == [False, True, True, True]
    assert str(questions["size"].origin) == "form.xlsx, sheet survey, row 3"
    assert said(questions["day"].label) == {"": "Day\u00a0off"}


def test_a_fault_in_a_spreadsheet_names_sheet_and_row(tmp_path: Path) -> None:
    path = spreadsheet(
        tmp_path / "form.xlsx",
        survey=[["type", "name", "label", "Label"], [], ["geopoint", "place", "Where"]],
        choices=[["list_name", "name", "label"]],
    )
    assert faults(path) == ["form.xlsx, sheet survey, row 1: The column “label” stands there twice."]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 damaged", b"type,name,label"])
def test_a_damaged_spreadsheet_is_refused_in_one_sentence(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(content)
    assert faults(path) == ["form.xlsx: The file is not a workbook in the format .xlsx, or it is damaged."]


@pytest.mark.parametrize("name", ["form.yaml", "towns.csv"])
def test_text_that_is_not_utf_8_is_refused_in_one_sentence(name: str, tmp_path: Path) -> None:
    form = "survey: [{type: select_one_from_file towns.csv, name: town, label: Town}]"
    (tmp_path / "form.yaml").write_text(form)
    (tmp_path / name).write_bytes("survey: Rīga".encode("cp1257"))
    assert faults(tmp_path) == [f"{name}: The file is not text in UTF-8."]
