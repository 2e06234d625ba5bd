"""The sheets of an XLSForm, read from `.xlsx` or from the same sheets spelled in YAML.

Every cell is text, as in a spreadsheet: `no` is the word no, `1.0` is a version. Every row knows where it
stands. A column has one spelling from here on (`columns.canonical`).
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml

from app.questionnaire.model import Origin
from app.questionnaire.reading.columns import canonical, is_text
from app.questionnaire.reading.faults import Faults

SHEETS = ("survey", "choices", "settings")
_OTHERS = {
    "external_choices": "the sheet is ignored; put its rows in the sheet choices, with choice_filter",
    "entities": "the sheet is ignored: answers are never kept as entities",
    "osm": "the sheet is ignored: map data is not asked for",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet: its filled cells by canonical column, and where it stands."""

    origin: Origin
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets of one XLSForm; `settings` is a single row."""

    file: str
    survey: Sequence[Row] = ()
    choices: Sequence[Row] = ()
    settings: Mapping[str, str] = field(default_factory=dict)


def read_sheets(path: Path, faults: Faults) -> Workbook:
    """Every row of `form.yaml` or `form.xlsx`. Raises QuestionnaireError when the file is not readable."""
    read = _excel_rows if path.suffix == ".xlsx" else _yaml_rows
    sheets: dict[str, list[Row]] = {name: [] for name in SHEETS}
    for sheet, row in read(path, faults):
        sheets[sheet].append(row)
    if not sheets["survey"]:
        faults.refuse(Origin(path.name), "There are no rows in the sheet survey.")
    faults.raise_if_any()
    settings = sheets["settings"][0].cells if sheets["settings"] else {}
    return Workbook(path.name, sheets["survey"], sheets["choices"], settings)


def _clean(column: str, value: str) -> str:
    """A non-breaking space belongs to texts; in an expression or a name it is a slip of the keyboard."""
    return value.strip() if is_text(column) else value.replace("\u00a0", " ").strip()


def _is_read(sheet: str, origin: Origin, faults: Faults) -> bool:
    if sheet in SHEETS:
        return True
    if not sheet.startswith("_"):  # an author's own sheet, by pyxform's convention
        reason = _OTHERS.get(sheet, f"the sheet “{sheet}” is not part of XLSForm and is ignored")
        faults.warn(origin, reason[0].upper() + reason[1:] + ".")
    return False


# --- Excel ---------------------------------------------------------------------------------------------------


def _excel_rows(path: Path, faults: Faults) -> Iterator[tuple[str, Row]]:
    for name, rows in _excel_sheets(path, faults):
        sheet = name.strip().lower()
        if _is_read(sheet, Origin(path.name, name), faults) and rows:
            yield from ((sheet, row) for row in _excel_sheet(path.name, sheet, rows, faults))


def _excel_sheets(path: Path, faults: Faults) -> list[tuple[str, list[tuple[Any, ...]]]]:
    from openpyxl import load_workbook  # noqa: PLC0415  (slow, and most forms are YAML)

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # drop-down lists and styles that openpyxl leaves out are not read
            workbook = load_workbook(path, read_only=True, data_only=True)
            sheets = [(sheet.title, list(sheet.iter_rows(values_only=True))) for sheet in workbook.worksheets]
            workbook.close()
            return sheets
    except Exception:  # a damaged workbook can break openpyxl in any place; its author gets a sentence
        faults.stop(Origin(path.name), "The file is not a workbook in the format .xlsx, or it is damaged.")


def _excel_sheet(file: str, sheet: str, rows: list[tuple[Any, ...]], faults: Faults) -> Iterator[Row]:
    headers = [canonical(_cell(value), sheet) for value in rows[0]]
    for header in {header for header in headers if header and headers.count(header) > 1}:
        faults.refuse(Origin(file, sheet, 1), f"The column “{header}” stands there twice.")
    for number, values in enumerate(rows[1:], start=2):
        cells = {
            header: _clean(header, _cell(value))
            for header, value in zip(headers, values, strict=False)
            if header and _cell(value).strip()
        }
        if cells:
            yield Row(Origin(file, sheet, number), cells)


def _cell(value: object) -> str:
    """A cell as an author sees it: 5 for 5.0, an ISO date for a date."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == datetime.min.time():
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


# --- YAML ----------------------------------------------------------------------------------------------------


def _yaml_rows(path: Path, faults: Faults) -> Iterator[tuple[str, Row]]:
    document = _yaml_document(path, faults)
    if not isinstance(document, yaml.MappingNode):
        faults.stop(Origin(path.name), "The file has to hold the sheets survey, choices and settings.")
    for key, node in document.value:
        sheet = str(key.value)
        if not _is_read(sheet, _at(path.name, key), faults):
            continue
        for number, item in enumerate(_yaml_items(path.name, sheet, node, faults), start=2):
            origin = Origin(path.name, sheet, number, item.start_mark.line + 1)
            yield sheet, Row(origin, _yaml_cells(item, origin, faults))


def _yaml_document(path: Path, faults: Faults) -> yaml.Node | None:
    try:
        # Composed, not constructed: YAML's own ideas of types (no → false, 2021-07-01 → a date) stay out.
        return yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except UnicodeDecodeError:
        faults.stop(Origin(path.name), "The file is not text in UTF-8.")
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        faults.stop(Origin(path.name, line=mark.line + 1 if mark else 0), f"This is not YAML: {error.problem}.")
    except yaml.YAMLError as error:
        faults.stop(Origin(path.name), f"This is not YAML: {str(error).splitlines()[0]}.")


def _yaml_items(file: str, sheet: str, node: yaml.Node, faults: Faults) -> Iterator[yaml.MappingNode]:
    items = [node] if sheet == "settings" and isinstance(node, yaml.MappingNode) else node.value
    if isinstance(items, str):
        if items:
            faults.refuse(_at(file, node, sheet), f"The sheet {sheet} has to be a list of rows.")
        return
    for item in items:
        if isinstance(item, yaml.MappingNode):
            yield item
        else:
            at = item[0] if isinstance(item, tuple) else item
            faults.refuse(_at(file, at, sheet), "A row has to be a mapping of columns to cells.")


def _yaml_cells(row: yaml.MappingNode, origin: Origin, faults: Faults) -> dict[str, str]:
    cells: dict[str, str] = {}
    for header, value, line in _yaml_pairs(row, "", origin, faults):
        column = canonical(header, origin.sheet)
        if column in cells:
            there = Origin(origin.file, origin.sheet, origin.row, line)
            faults.refuse(there, f"The column “{column}” stands there twice.")
        cells[column] = _clean(column, value)
    return {column: value for column, value in cells.items() if value}


def _yaml_pairs(node: yaml.MappingNode, prefix: str, origin: Origin, faults: Faults) -> Iterator[tuple[str, str, int]]:
    """Columns and cells of a row: `label: {lv: …}` is the column `label::lv`."""
    for key, value in node.value:
        line = key.start_mark.line + 1
        if isinstance(value, yaml.ScalarNode):
            is_empty = value.tag.endswith(":null")
            yield f"{prefix}{key.value}", "" if is_empty else value.value, line
        elif isinstance(value, yaml.MappingNode) and prefix.count("::") < 2:
            yield from _yaml_pairs(value, f"{prefix}{key.value}::", origin, faults)
        else:
            there = Origin(origin.file, origin.sheet, origin.row, line)
            faults.refuse(there, f"The cell “{key.value}” has to be text, or texts by language.")


def _at(file: str, node: yaml.Node, sheet: str = "") -> Origin:
    return Origin(file, sheet, line=node.start_mark.line + 1)
