"""From the sheets of an XLSForm to the text of an XForm (by pyxform), and where each node of it was written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

from app.questionnaire.model import Origin
from app.questionnaire.reading.columns import IGNORED_SETTINGS, SETTINGS, is_known, is_text
from app.questionnaire.reading.faults import Faults
from app.questionnaire.reading.instances import pulled
from app.questionnaire.reading.or_other import spell_out_other
from app.questionnaire.reading.origins import Origins
from app.questionnaire.reading.rows import check_rows, warn_of_the_unknown
from app.questionnaire.reading.sheets import Row, Workbook
from app.questionnaire.reading.tags import tag
from app.questionnaire.reading.vocabulary import row_type

ROOT = "data"
"""The root node of an XForm whose author names none."""

# pyxform turns typographic quotes into straight ones, in texts too, where „ “ and ’ are right: there they travel
# as letters of the private use area.
_QUOTES = "‘’“”"
_PRIVATE = "\ue018\ue019\ue01c\ue01d"
_HIDE = str.maketrans(_QUOTES, _PRIVATE)
_SHOW = str.maketrans(_PRIVATE, _QUOTES)

_ROW = re.compile(r"\[row : (\d+)\]\s*")
_SHEET = re.compile(r"^On the '(\w+)' sheet, ")
_LINK = re.compile(r"\s*(Learn more|See|If this is intentional).*$", re.DOTALL)
_SAID_BETTER = re.compile(
    r"language declarations|Language '|or_other|has no label|max-pixels|Row without name|no longer supported"
)
"""Warnings of pyxform that other checks give with their row, or that do not concern a page."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """The text of an XForm, the language of its texts that name none, and where it was written."""

    text: str
    language: str
    origins: Origins


def compile_xlsform(workbook: Workbook, faults: Faults) -> Compiled:
    """The XForm of a workbook. Raises QuestionnaireError with every fault, each with its row."""
    workbook = _scored(_without_disabled(workbook))
    check_rows(workbook, faults)
    warn_of_the_unknown(workbook, faults)
    faults.raise_if_any()
    workbook = spell_out_other(workbook, faults)
    language = _default_language(workbook)
    text = _convert(workbook, language, faults).translate(_SHOW)
    origins = Origins(
        workbook.file,
        nodes=dict(_nodes(workbook)),
        choices=_choices(workbook.choices),
        tables=dict(_tables(workbook.survey)),
        has_lines=False,
    )
    return Compiled(text, tag(language), origins)


def _without_disabled(workbook: Workbook) -> Workbook:
    rows = [row for row in workbook.survey if row.cells.get("disabled", "").lower() not in ("yes", "true")]
    return replace(workbook, survey=rows)


def _scored(workbook: Workbook) -> Workbook:
    """Our choice column `value` (a score) becomes `score`: to pyxform, `value` is another word for `name`."""
    new = "score" if any("name" in row.cells for row in workbook.choices) else "name"
    rows = [
        replace(row, cells={new if column == "value" else column: cell for column, cell in row.cells.items()})
        for row in workbook.choices
    ]
    return replace(workbook, choices=rows)


def _default_language(workbook: Workbook) -> str:
    """The one that the settings name, else the first that has a text; `default` when texts name no language."""
    if given := workbook.settings.get("default_language"):
        return tag(given) or "default"
    columns = [column for row in workbook.survey for column in row.cells if is_text(column)]
    named = [column.partition("::")[2] for column in columns]
    return named[0] if all(named) and named else "default"


# --- pyxform -------------------------------------------------------------------------------------------------


def _convert(workbook: Workbook, language: str, faults: Faults) -> str:
    said: list[str] = []
    text = ""
    try:
        text = convert(_for_pyxform(workbook, language), warnings=said, form_name=ROOT).xform
    except PyXFormError as error:
        faults.refuse(*_understood(workbook, str(error)))
    except Exception as error:  # a form that pyxform was not ready for can break it in any place
        faults.refuse(Origin(workbook.file), f"pyxform cannot compile this form, and gives no row: {error!r}.")
    for warning in said:
        if not _SAID_BETTER.search(warning):
            faults.warn(*_understood(workbook, warning))
    faults.raise_if_any()
    return text


def _for_pyxform(workbook: Workbook, language: str) -> dict[str, Any]:
    settings = {name: value for name, value in workbook.settings.items() if name in SETTINGS - IGNORED_SETTINGS.keys()}
    survey = [_passed(row, is_known) for row in workbook.survey]
    choices = [_passed(row, bool) for row in workbook.choices]
    return {
        "survey": survey,
        "survey_header": [_columns(survey)],
        "choices": choices,
        "choices_header": [_columns(choices)],
        "settings": [settings | {"default_language": language}],
    }


def _columns(rows: Sequence[Mapping[str, str]]) -> dict[str, None]:
    """The header of a sheet: without it, pyxform takes the first row to have every column."""
    return {column: None for row in rows for column in row}


def _passed(row: Row, is_wanted: Callable[[str], bool]) -> dict[str, str]:
    return {
        column: cell.translate(_HIDE) if is_text(column) else cell
        for column, cell in row.cells.items()
        if is_wanted(column)
    }


def _understood(workbook: Workbook, message: str) -> tuple[Origin, str]:
    """Where a message of pyxform points to, and what it says without that."""
    row, sheet = _ROW.search(message), _SHEET.search(_ROW.sub("", message))
    rows = workbook.choices if sheet and sheet[1] == "choices" else workbook.survey
    place = int(row[1]) - 2 if row else -1
    origin = rows[place].origin if 0 <= place < len(rows) else Origin(workbook.file)
    sentence = _LINK.sub("", _SHEET.sub("", _ROW.sub("", message))).strip()
    return origin, sentence[:1].upper() + sentence[1:]


# --- origins -------------------------------------------------------------------------------------------------


def _nodes(workbook: Workbook) -> Iterator[tuple[str, Origin]]:
    """The path of every row of the survey sheet in the primary instance."""
    path = [workbook.settings.get("name", ROOT)]
    for number, row in enumerate(workbook.survey, start=2):
        kind = row_type(row.cells.get("type", ""))
        if kind is None:
            continue
        if kind.kind == "end_group":
            path.pop()
            continue
        # pyxform names a note that its author did not name.
        name = row.cells.get("name", f"generated_note_name_{number}")
        yield "/" + "/".join([*path, name]), row.origin
        if kind.kind == "begin_group":
            path.append(name)


def _tables(rows: Sequence[Row]) -> Iterator[tuple[str, Origin]]:
    """The tables in files beside the form, by the first row that uses each."""
    for row in reversed(rows):
        kind = row_type(row.cells.get("type", ""))
        if kind and kind.kind.endswith(("_from_file", "-external")):
            yield (kind.list_name or row.cells.get("name", "")).partition(".")[0], row.origin
        for cell in row.cells.values():
            yield from ((table, row.origin) for table in pulled(cell))


def _choices(rows: Sequence[Row]) -> Mapping[tuple[str, str], Origin]:
    return {(row.cells.get("list_name", ""), row.cells.get("name", "")): row.origin for row in rows}
