"""Checks of the rows of an XLSForm that have to come before pyxform: it stops at the first fault, often without
saying where, and passes over columns that it does not know."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from app.questionnaire.model import Origin
from app.questionnaire.reading.columns import EXPRESSIONS, IGNORED_SETTINGS, NOTES, SETTINGS, SURVEY, is_known, is_text
from app.questionnaire.reading.faults import Faults
from app.questionnaire.reading.sheets import Row, Workbook
from app.questionnaire.reading.vocabulary import BLANKS, TYPES, RowType, refusal, row_type

_REFERENCE = re.compile(r"\$\{\s*([^{}]*?)\s*\}")


def check_rows(workbook: Workbook, faults: Faults) -> None:
    """Refuse unknown and unserved types, lists that do not exist, and references to nothing."""
    lists = {row.cells.get("list_name", "") for row in workbook.choices}
    names = {row.cells["name"] for row in workbook.survey if "name" in row.cells} | {"instanceID"}
    for row in workbook.survey:
        if kind := _checked_type(row, faults):
            _check_list(row, kind, lists, faults)
        if "trigger" in row.cells:
            faults.refuse(row.origin, "The column “trigger” is not served: a calculation is always up to date.")
    for row in (*workbook.survey, *workbook.choices):
        _check_references(row, names, faults)
    _check_blanks(workbook, faults)


def _checked_type(row: Row, faults: Faults) -> RowType | None:
    cell = row.cells.get("type", "")
    if not cell:
        if "name" in row.cells or any(map(is_text, row.cells)):
            faults.refuse(row.origin, "The row has no type.")
        return None
    kind = row_type(cell)
    if kind is None:
        near = get_close_matches(cell.split()[0].lower(), TYPES, n=1)
        hint = f"; is it “{near[0]}”?" if near and near[0] != cell else "."
        faults.refuse(row.origin, f"There is no type “{cell}”{hint}")
    elif sentence := refusal(kind.kind):
        faults.refuse(row.origin, sentence)
        return None
    return kind


def _check_list(row: Row, kind: RowType, lists: set[str], faults: Faults) -> None:
    if not kind.list_name:
        return
    if kind.kind.endswith("_from_file"):
        if not kind.list_name.endswith((".csv", ".xml")):
            faults.refuse(row.origin, f"Choices are read from .csv and .xml, not from “{kind.list_name}”.")
    elif kind.list_name.startswith("${"):
        faults.refuse(row.origin, "Choices cannot be taken from a repeated group: such groups are not served yet.")
    elif kind.list_name not in lists:
        near = get_close_matches(kind.list_name, lists, n=1)
        hint = f"; is it “{near[0]}”?" if near else "."
        faults.refuse(row.origin, f"There is no list “{kind.list_name}” in the sheet choices{hint}")
    if kind.or_other and "choice_filter" in row.cells:
        faults.refuse(row.origin, "or_other and choice_filter do not go together: write the choice “other” yourself.")


def _check_blanks(workbook: Workbook, faults: Faults) -> None:
    """Where several choices are chosen, blanks part their names."""
    kinds = (row_type(row.cells.get("type", "")) for row in workbook.survey)
    several = {kind.list_name for kind in kinds if kind and kind.kind in ("select_multiple", "rank")}
    for row in workbook.choices:
        name = row.cells.get("name", "")
        if row.cells.get("list_name") in several and len(name.split()) > 1:
            faults.refuse(row.origin, f"“{name}”: {BLANKS}.")


def _check_references(row: Row, names: set[str], faults: Faults) -> None:
    for column, cell in row.cells.items():
        if "${" not in cell or not (column in EXPRESSIONS or is_text(column)):
            continue
        for name in _REFERENCE.findall(cell):
            if name.removeprefix("last-saved#") not in names:
                near = get_close_matches(name, names, n=1)
                hint = f"; is it “${{{near[0]}}}”?" if near else "."
                faults.refuse(row.origin, f"“${{{name}}}” in {column} names no question{hint}")


# --- what is ignored -----------------------------------------------------------------------------------------


def warn_of_the_unknown(workbook: Workbook, faults: Faults) -> None:
    """Warn of columns, settings and lists that mean nothing here: a misspelled `relevent` must not pass."""
    for column in _first_seen(workbook):
        if not is_known(column) and column.lower() not in NOTES:
            near = get_close_matches(column, SURVEY, n=1)
            hint = f"; is it “{near[0]}”?" if near else "."
            faults.warn(Origin(workbook.file, "survey", 1), f"The column “{column}” is not known and ignored{hint}")
    for name in workbook.settings:
        reason = IGNORED_SETTINGS.get(name, "" if name in SETTINGS else "it is not known")
        if reason:
            faults.warn(Origin(workbook.file, "settings", 2), f"The setting “{name}” is ignored: {reason}.")
    for origin, name in _unused_lists(workbook):
        faults.warn(origin, f"The list “{name}” is used by no question.")


def _first_seen(workbook: Workbook) -> list[str]:
    return list(dict.fromkeys(column for row in workbook.survey for column in row.cells))


def _unused_lists(workbook: Workbook) -> Iterator[tuple[Origin, str]]:
    cells = " ".join(cell for row in workbook.survey for column, cell in row.cells.items() if not is_text(column))
    used = set(re.findall(r"[^\s'\"=(),]+", cells))
    seen: set[str] = set()
    for row in workbook.choices:
        name = row.cells.get("list_name", "")
        if name not in used and name not in seen:
            seen.add(name)
            yield row.origin, name
