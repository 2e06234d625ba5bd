"""`select_one list or_other`: the choice "other" and the text question after it, spelled out in every language.

pyxform would add both in English alone, which on a Latvian page is a text in the wrong language (WCAG 3.1.2).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from app.questionnaire.model import EASY, SHORT
from app.questionnaire.reading.columns import is_text
from app.questionnaire.reading.faults import Faults
from app.questionnaire.reading.sheets import Row, Workbook
from app.questionnaire.reading.tags import tag
from app.questionnaire.reading.vocabulary import row_type

_WORDS = {
    "lv": ("Cits", "Kas cits? Uzrakstiet!"),
    "ru": ("Другое", "Что другое? Напишите!"),
    "en": ("Other", "What else? Write it here."),
}


def spell_out_other(workbook: Workbook, faults: Faults) -> Workbook:
    """The same workbook with a choice `other` and a question `…_other` in place of each `or_other`."""
    choice, question = _labels(workbook, 0), _labels(workbook, 1)
    known = {(row.cells.get("list_name"), row.cells.get("name")) for row in workbook.choices}
    survey: list[Row] = []
    choices = list(workbook.choices)
    for row in workbook.survey:
        kind = row_type(row.cells.get("type", ""))
        if kind is None or not kind.or_other:
            survey.append(row)
            continue
        _warn_of_english(row, question, faults)
        survey += _spelled(row, f"{kind.kind} {kind.list_name}", question)
        if (kind.list_name, "other") not in known:
            known.add((kind.list_name, "other"))
            cells = {"list_name": kind.list_name, "name": "other", **choice}
            choices.append(Row(row.origin, cells))
    return replace(workbook, survey=survey, choices=choices)


def _spelled(row: Row, kind: str, label: Mapping[str, str]) -> Iterator[Row]:
    name = row.cells.get("name", "")
    yield replace(row, cells={**row.cells, "type": kind})
    relevant = f"selected(${{{name}}}, 'other')"
    yield Row(row.origin, {"type": "text", "name": f"{name}_other", "relevant": relevant, **label})


def _labels(workbook: Workbook, which: int) -> dict[str, str]:
    """A label in each language that the form's labels are in."""
    columns = {column: None for row in workbook.survey for column in row.cells if column.startswith("label")}
    default = tag(workbook.settings.get("default_language", ""))
    labels = {}
    for column in columns:
        language = column.partition("::")[2] or default
        if is_text(column) and not language.endswith((EASY, SHORT)):
            labels[column] = _WORDS.get(language, _WORDS["en"])[which]
    return labels or {"label": _WORDS.get(default, _WORDS["en"])[which]}


def _warn_of_english(row: Row, labels: Mapping[str, str], faults: Faults) -> None:
    for column, label in labels.items():
        language = column.partition("::")[2]
        if label == _WORDS["en"][1] and language not in ("", "en"):
            faults.warn(row.origin, f"There are no words for or_other in “{language}”: the English ones stand in.")
