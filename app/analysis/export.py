"""The controller's raw export: every response of a survey, one a row. It is not anonymised for release.

Rows come and go one by one: memory does not grow with their number.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain, count
from typing import IO, Protocol

from app.analysis.columns import Cell, Columns, columns_of
from app.analysis.guard import guard
from app.questionnaire.model import Questionnaire

BYTE_ORDER_MARK = "\ufeff"
"""Spreadsheets take a CSV file for UTF-8 only when it begins with this."""
ABOUT = ("version", "language", "mode", "week")
"""The columns before the answers: what is known of a response besides them."""
UNPLACED = "unplaced"
"""The column after the answers: those that this questionnaire has no column for, as JSON by question."""


class Response(Protocol):
    """What was sent, as the room of responses keeps it."""

    @property
    def version(self) -> str: ...  # noqa: D102
    @property
    def language(self) -> str: ...  # noqa: D102
    @property
    def mode(self) -> str: ...  # noqa: D102
    @property
    def week(self) -> str: ...  # noqa: D102
    @property
    def answers(self) -> Mapping[str, str | None]: ...  # noqa: D102


def write_csv(
    questionnaire: Questionnaire, responses: Iterable[Response], out: IO[str], *, language: str | None = None
) -> None:
    """Write RFC 4180 CSV, with a byte order mark, to a text file that leaves line ends alone (`newline=""`).

    In columns of one choice stand codes, or labels in `language`. Texts are guarded against being run as formulas
    (`app.analysis.guard`); numbers and codes stand as they are.
    """
    sheet = _Sheet(questionnaire, language)
    out.write(BYTE_ORDER_MARK)
    writer = csv.writer(out)
    writer.writerow([guard(name) for name in sheet.header])
    for response in responses:
        unplaced = sheet.unplaced(response.answers)
        cells = (*sheet.row(response), _json(unplaced) if unplaced else "")
        writer.writerow([guard(cell) if isinstance(cell, str) else cell for cell in cells])


def write_json(
    questionnaire: Questionnaire, responses: Iterable[Response], out: IO[str], *, language: str | None = None
) -> None:
    """Write a JSON array with an object a line, which has the columns of the CSV file: numbers, codes, and texts."""
    sheet = _Sheet(questionnaire, language)
    separator = "[\n"
    for response in responses:
        cells = (*sheet.row(response), sheet.unplaced(response.answers))
        out.write(separator + _json(dict(zip(sheet.header, cells, strict=True))))
        separator = ",\n"
    out.write("[]\n" if separator == "[\n" else "\n]\n")


class _Sheet:
    """The header, and the row that a response makes."""

    def __init__(self, questionnaire: Questionnaire, language: str | None) -> None:
        self._columns = columns_of(questionnaire, language)
        self._questions = {columns.question for columns in self._columns}
        self.header = list(_names(self._columns))

    def row(self, response: Response) -> Iterator[Cell]:
        """All but what is unplaced."""
        about = (getattr(response, name) for name in ABOUT)
        return chain(about, *(columns.row(response.answers) for columns in self._columns))

    def unplaced(self, answers: Mapping[str, str | None]) -> Mapping[str, str | None]:
        """What other versions asked or offered, so that nothing is dropped."""
        unasked = {name: answers[name] for name in sorted(answers.keys() - self._questions)}
        unoffered = {columns.question: columns.unplaced(answers) for columns in self._columns}
        return unasked | {name: codes for name, codes in unoffered.items() if codes}


def _names(every: Sequence[Columns]) -> Iterator[str]:
    """A question's name is its own; another name that is taken already gets a number: `language_2`."""
    taken = {columns.question.lower() for columns in every if columns.codes is None}
    yield from (_free(name, taken) for name in ABOUT)
    for columns in every:
        yield from columns.names if columns.codes is None else [_free(name, taken) for name in columns.names]
    yield _free(UNPLACED, taken)


def _free(name: str, taken: set[str]) -> str:
    """`name`, with a number if statistics packages would take it for one in `taken`; then it is taken too."""
    numbered = chain([name], (f"{name}_{number}" for number in count(2)))
    free = next(candidate for candidate in numbered if candidate.lower() not in taken)
    taken.add(free.lower())
    return free


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=_decimal)


def _decimal(value: object) -> float:
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(f"{type(value)} is nothing that a cell holds")
