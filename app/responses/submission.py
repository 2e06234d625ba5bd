"""Sending: a draft becomes a response exactly once, in one transaction. And reading responses in a stream."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Row, select

from app.responses import codes, withdrawal
from app.responses.database import Database, insert
from app.responses.drafts import Conflict, Draft, remove_draft
from app.responses.receipts import Receipts
from app.responses.sealing import Secrets
from app.responses.tables import Answers, ResponseRow

ROWS_AT_A_TIME = 500


@dataclass(frozen=True, slots=True, repr=False)
class Response:
    """What was sent. It has no repr, so that answers never stand in a log."""

    survey: str
    version: str
    language: str
    mode: str
    week: str
    """The ISO week, such as `2026-W47`: no finer time is known."""
    answers: Mapping[str, str | None]
    """A value; `""` seen and left blank; None not reached; absent: not asked."""


class Responses:
    """The responses of a database. A `submission` is the key that a draft got when its answers were shown."""

    def __init__(self, database: Database, secrets: Secrets, *, words: codes.WordList = codes.words) -> None:
        """`words` gives the words that receipts are made of."""
        self._database = database
        self._receipts = Receipts(secrets, words)

    def send(self, response: Response, *, draft_key: str, draft: Draft) -> str:
        """Keep the response, delete the draft it came from with its return code, and give the receipt.

        The same submission again gives the same receipt and stores nothing. Raises Conflict when the draft
        was changed since it was opened, and StorageUnavailable: then nothing was stored.
        """
        submission = draft.submission_key
        if submission is None:
            raise ValueError("the draft has no submission key")
        if (receipt := self.receipt(submission)) is not None:
            return receipt
        receipt, kept = self._receipts.new(submission, response.language)
        row = {"key": _row_key(submission), **_columns(response), "receipt": kept}
        if self._store(row, draft_key, draft):
            return receipt
        return self.receipt(submission) or receipt

    def was_sent(self, submission: str) -> bool:
        """Whether a response of this submission is here and can be found."""
        return self._find(submission) is not None

    def receipt(self, submission: str) -> str | None:
        """The receipt of a submission, in the words it was first given in; None when there is none."""
        row = self._find(submission)
        return self._receipts.again(submission, row.language, row.receipt) if row else None

    def withdraw(self, survey: str, receipt: str, today: date) -> bool:
        """Delete the response of this receipt. False: there is none, or it can no longer be found."""
        return withdrawal.withdraw(self._database, survey, self._receipts.hashes(receipt), today)

    def _find(self, submission: str) -> Row[str, bytes | None] | None:
        wanted = select(ResponseRow.language, ResponseRow.receipt).where(
            ResponseRow.key == _row_key(submission), ResponseRow.receipt.is_not(None)
        )
        with self._database.reading() as connection:
            return connection.execute(wanted).one_or_none()

    def _store(self, row: Mapping[str, object], draft_key: str, draft: Draft) -> bool:
        """Insert the response and remove the draft, or neither. False: it had been sent before."""
        with self._database.writing() as connection:
            once = insert(connection, ResponseRow).values(row).on_conflict_do_nothing(index_elements=["key"])
            is_new = connection.execute(once.returning(ResponseRow.key)).first() is not None
            is_unchanged = remove_draft(connection, draft_key, draft)
            if is_new and not is_unchanged:
                raise Conflict
            return is_new


def stored_responses(database: Database, survey: str) -> Iterator[Response]:
    """Every response of a survey, in the order of their random keys, a few in memory at a time."""
    columns = (getattr(ResponseRow, name) for name in Response.__slots__)
    wanted = select(*columns).where(ResponseRow.survey == survey).order_by(ResponseRow.key)
    with database.reading() as connection:
        for row in connection.execution_options(yield_per=ROWS_AT_A_TIME).execute(wanted):
            yield Response(*row)


def _columns(response: Response) -> dict[str, str | Answers]:
    return {name: getattr(response, name) for name in Response.__slots__}


def _row_key(submission: str) -> bytes:
    """The key of the row: the submission leads to it, and it leads to nothing."""
    return hashlib.sha256(b"balss response " + submission.encode(errors="replace")).digest()
