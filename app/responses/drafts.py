"""Unfinished interviews, each sealed with its respondent's own key (how: `app.responses`)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, timedelta
from typing import TypedDict

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from app.responses import codes
from app.responses.database import Database
from app.responses.sealing import Safe, Secrets, new_key, pad, unpad
from app.responses.tables import DoorRow, DraftRow


class Conflict(Exception):  # noqa: N818  it is nobody's error
    """The draft was saved, sent, deleted or left to expire elsewhere since it was opened: open it again."""


class TypedPage(TypedDict):
    """What was typed on a page and could not be taken as answers, by input name."""

    fields: Mapping[str, Sequence[str]]
    checked: bool
    """Whether the respondent has been told what is wrong with it."""


@dataclass(repr=False)
class Draft:
    """One unfinished interview. It has no repr, so that answers never stand in a log."""

    survey: str
    version: str
    language: str
    answers: dict[str, str] = field(default_factory=dict)
    typed: dict[str, TypedPage] = field(default_factory=dict)
    """By page name."""
    seen: list[str] = field(default_factory=list)
    """Names of the questions whose page was shown."""
    page: str = ""
    easy: bool = False
    submission_key: str | None = None
    """Random, made when the answers are shown for checking: sending twice with it sends once."""
    return_code: str | None = None
    door: str | None = None
    """Hexadecimal id of the return code's door, so that it is kept open and closed with the draft."""
    revision: int = 0
    """How often it was saved. Not sealed: saving needs the one that was opened."""


# Statements of every request, put together once: that takes longer than running them.
_AT = DraftRow.id == bindparam("at")
_OPEN = select(DraftRow.sealed, DraftRow.revision).where(_AT, DraftRow.expires_on >= bindparam("today"))
_REPLACE = update(DraftRow).where(_AT, DraftRow.revision == bindparam("opened"))


class Drafts:
    """The drafts of a database. Whatever needs one needs its respondent's key."""

    def __init__(
        self,
        database: Database,
        secrets: Secrets,
        *,
        days: int = 30,
        today: Callable[[], date] = date.today,
        words: codes.WordList = codes.words,
    ) -> None:
        """`days`: how long a draft is kept after its last change, at least 1 (WCAG 2.2.6: over 20 hours)."""
        if days < 1:
            raise ValueError("drafts are kept for at least one day")
        self._database = database
        self._secrets = secrets
        self._days = days
        self._today = today
        self._words = words

    def create(self, draft: Draft) -> str:
        """Keep a new draft and give its key. Raises StorageUnavailable, as every method here does."""
        key = new_key()
        safe = _draft_safe(key)
        row = {"id": safe.id, "sealed": _seal(safe, draft, 0), "revision": 0, "expires_on": self._expiry()}
        with self._database.writing() as connection:
            connection.execute(insert(DraftRow).values(row))
        draft.revision = 0
        return key

    def open(self, key: str) -> Draft | None:
        """The draft of this key; None when there is none, or none any more."""
        safe = _draft_safe(key)
        with self._database.reading() as connection:
            row = connection.execute(_OPEN, {"at": safe.id, "today": self._today()}).one_or_none()
        return None if row is None else _unseal(safe, row.sealed, row.revision)

    def save(self, key: str, draft: Draft) -> None:
        """Keep a changed draft, for `days` from today. Raises Conflict when another was kept meanwhile."""
        with self._database.writing() as connection:
            self._update(connection, key, draft)
        draft.revision += 1

    def delete(self, key: str) -> None:
        """Take the draft away, and its return code with it. Raises Conflict when it was saved meanwhile."""
        draft = self.open(key)
        if draft is None:
            return
        with self._database.writing() as connection:
            if not remove_draft(connection, key, draft):
                raise Conflict

    def issue_code(self, key: str, draft: Draft) -> str:
        """The return code of this draft, made the first time, which saves the draft. Raises Conflict."""
        if draft.return_code is not None:
            return draft.return_code
        code = codes.new_code(self._words(draft.language))
        door = self._doors(code)[0]
        row = {"id": door.id, "sealed_key": door.lock(key.encode()), "expires_on": self._expiry()}
        coded = replace(draft, return_code=code, door=door.id.hex())
        with self._database.writing() as connection:
            connection.execute(insert(DoorRow).values(row))
            self._update(connection, key, coded)
        draft.return_code, draft.door, draft.revision = code, coded.door, draft.revision + 1
        return code

    def enter(self, code: str) -> str | None:
        """The key that a return code opens, or None. Right, wrong and absent codes cost the same work."""
        doors = {door.id: door for door in self._doors(code)}
        wanted = select(DoorRow.id, DoorRow.sealed_key).where(
            DoorRow.id.in_(doors), DoorRow.expires_on >= self._today()
        )
        with self._database.reading() as connection:
            row = connection.execute(wanted).first()
        key = doors[row.id].unlock(row.sealed_key) if row else None
        return None if key is None else key.decode()

    def _update(self, connection: Connection, key: str, draft: Draft) -> None:
        """Replace the draft if it is still at its revision, and keep its door open as long as it."""
        safe, expires_on = _draft_safe(key), self._expiry()
        revision = draft.revision + 1
        row = {"sealed": _seal(safe, draft, revision), "revision": revision, "expires_on": expires_on}
        saved = connection.execute(_REPLACE, {"at": safe.id, "opened": draft.revision, **row})
        if saved.rowcount == 0:
            raise Conflict
        if draft.door:
            door = bytes.fromhex(draft.door)
            connection.execute(update(DoorRow).where(DoorRow.id == door).values(expires_on=expires_on))

    def _expiry(self) -> date:
        return self._today() + timedelta(days=self._days)

    def _doors(self, code: str) -> list[Safe]:
        """What `code` may have made under each of the server's secrets, the current one's first."""
        peppers = self._secrets.peppers("return code")
        return [Safe(codes.stretch(code, pepper), "door") for pepper in peppers]


def purge(database: Database, today: date) -> int:
    """Delete what has expired, out of the file too, and say how many drafts that were."""
    with database.writing() as connection:
        connection.execute(delete(DoorRow).where(DoorRow.expires_on < today))
        purged = connection.execute(delete(DraftRow).where(DraftRow.expires_on < today)).rowcount
    database.forget()
    return purged


def remove_draft(connection: Connection, key: str, draft: Draft) -> bool:
    """Delete a draft and its door; say whether it was still there, unchanged since it was opened."""
    here = (DraftRow.id == _draft_safe(key).id, DraftRow.revision == draft.revision)
    unchanged = connection.execute(delete(DraftRow).where(*here)).rowcount == 1
    if draft.door:
        connection.execute(delete(DoorRow).where(DoorRow.id == bytes.fromhex(draft.door)))
    return unchanged


def _draft_safe(key: str) -> Safe:
    return Safe(key.encode(errors="replace"), "draft")


def _seal(safe: Safe, draft: Draft, revision: int) -> bytes:
    plain = json.dumps(vars(draft), ensure_ascii=False, separators=(",", ":"))
    return safe.lock(pad(plain.encode(errors="surrogatepass")), revision)


def _unseal(safe: Safe, sealed: bytes, revision: int) -> Draft | None:
    padded = safe.unlock(sealed, revision)
    if padded is None:
        return None
    stored = json.loads(unpad(padded).decode(errors="surrogatepass"))
    known = {name: stored[name] for name in _FIELDS & stored.keys()}  # another version may have kept others
    return Draft(**known | {"revision": revision})


_FIELDS = frozenset(item.name for item in fields(Draft))
