"""What the database can tell: its shape, and every byte of its files."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Date, DateTime, Inspector, Time, inspect, select

from app.responses.codes import fold
from app.responses.database import Database
from app.responses.drafts import Drafts, purge
from app.responses.sealing import NONCE_BYTES, Safe, derive
from app.responses.submission import Responses
from app.responses.tables import DoorRow, DraftRow, ResponseRow, Table
from app.responses.withdrawal import freeze
from tests.responses import postgres
from tests.responses.keeping import SECRETS, Calendar, send, some_draft, some_response

ALLOWED = {
    "alembic_version": {"version_num"},
    "drafts": {"id", "sealed", "revision", "expires_on"},
    "doors": {"id", "sealed_key", "expires_on"},
    "responses": {"key", "survey", "version", "language", "mode", "week", "answers", "receipt"},
    "withdrawals": {"survey", "day", "count"},
}


@pytest.fixture
def schema(database: Database) -> Inspector:
    return inspect(database.engine)


# Its shape


def test_there_is_no_column_beyond_these(schema: Inspector) -> None:
    found = {table: {column["name"] for column in schema.get_columns(table)} for table in schema.get_table_names()}
    assert found == ALLOWED
    assert schema.get_view_names() == []


def test_no_table_points_at_another(schema: Inspector) -> None:
    assert [key for table in ALLOWED for key in schema.get_foreign_keys(table)] == []


def test_no_column_holds_a_time_and_none_of_a_response_holds_a_day(schema: Inspector) -> None:
    types = {(table, column["name"]): column["type"] for table in ALLOWED for column in schema.get_columns(table)}
    assert [place for place, kind in types.items() if isinstance(kind, DateTime | Time)] == []
    days = [place for place, kind in types.items() if isinstance(kind, Date)]
    assert days == [("drafts", "expires_on"), ("doors", "expires_on"), ("withdrawals", "day")]


def test_the_database_fills_in_nothing_by_itself(schema: Inspector) -> None:
    columns = [column for table in ALLOWED for column in schema.get_columns(table)]
    assert [column["name"] for column in columns if column["default"] or column.get("identity")] == []
    assert schema.get_sequence_names() == [] if schema.dialect.supports_sequences else True


def test_no_table_of_sqlite_has_a_row_number(sqlite_database: Database) -> None:
    with sqlite_database.reading() as connection:
        tables = dict(connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'table'").all())
        triggers = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").all()
    assert {name for name, made in tables.items() if "WITHOUT ROWID" not in made} == {"alembic_version"}
    assert triggers == []


# What an operator can open who has the database, its backups and the server's secret


def _all_values(database: Database) -> Iterator[bytes]:
    with database.reading() as connection:
        for table in Table.metadata.sorted_tables:
            for row in connection.execute(select(table)):
                yield from (value if isinstance(value, bytes) else str(value).encode() for value in row)


def _keys_at_hand(database: Database) -> set[bytes]:
    held = set(chain(_all_values(database), [SECRETS.current], *map(SECRETS.peppers, PURPOSES)))
    return held | {value.hex().encode() for value in held} | {value[:32] for value in held}


PURPOSES = ("return code", "receipt", "receipt hash")


def _opens(key: bytes, place: bytes, sealed: bytes) -> bool:
    """Whether `key` opens what was sealed, used as any of the keys that a draft or door has."""
    purposes = ("draft", "door")
    if any(Safe(key, purpose).unlock(sealed, revision) for purpose in purposes for revision in range(3)):
        return True
    ciphers = [derive(key, f"{purpose} key") for purpose in purposes] + [key[:32]] * (len(key) >= 32)
    contexts = [place + revision.to_bytes(8) for revision in range(3)]
    return any(_decrypts(cipher, sealed, context) for cipher in ciphers for context in contexts)


def _decrypts(cipher: bytes, sealed: bytes, context: bytes) -> bool:
    try:
        AESGCM(cipher).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], context)
    except InvalidTag:
        return False
    return True


def test_nothing_that_the_operator_has_opens_a_draft_or_a_door(
    drafts: Drafts, responses: Responses, database: Database
) -> None:
    send(drafts, responses)
    draft = some_draft(answers={"why": "canary"}, submission_key="mine")
    key = drafts.create(draft)
    drafts.issue_code(key, draft)
    with database.reading() as connection:
        sealed_draft = connection.execute(select(DraftRow.id, DraftRow.sealed)).one()
        sealed_door = connection.execute(select(DoorRow.id, DoorRow.sealed_key)).one()
    assert _opens(key.encode(), *sealed_draft)  # the respondent's key does
    for candidate in _keys_at_hand(database):
        assert not _opens(candidate, *sealed_draft)
        assert not _opens(candidate, *sealed_door)


def test_the_length_of_a_draft_does_not_tell_how_much_was_answered(drafts: Drafts, database: Database) -> None:
    drafts.create(some_draft())
    drafts.create(some_draft(answers={f"question_{number}": "answer" for number in range(100)}))
    with database.reading() as connection:
        assert len({len(sealed) for sealed in connection.execute(select(DraftRow.sealed)).scalars()}) == 1


# Every byte of its files


@pytest.fixture
def files(database: Database, url: str) -> "Files":
    return Files(database, url)


class Files:
    """The bytes of the database on disk: for SQLite also its journal, for PostgreSQL also its log of writes."""

    def __init__(self, database: Database, url: str) -> None:
        self._database = database
        self._paths = url.removeprefix("sqlite:///") if url.startswith("sqlite") else ""

    def hold(self, canary: str | bytes) -> bool:
        needle = canary if isinstance(canary, bytes) else canary.encode()
        return any(needle in _bytes(path) for path in self._all())

    def _all(self) -> list[Path]:
        if self._paths:
            file = Path(self._paths)
            return [path for path in file.parent.iterdir() if path.name.startswith(file.name)]
        with self._database.reading() as connection:
            connection.exec_driver_sql("CHECKPOINT")
        return [path for path in postgres.FOLDER.rglob("*") if path.is_file()]


def _bytes(path: Path) -> bytes:
    """What a file holds; nothing when the database server has renamed a temporary one since it was listed."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def test_the_files_hold_no_answer_key_or_code_of_a_draft(drafts: Drafts, files: Files) -> None:
    draft = some_draft(answers={"why": "first canary"}, submission_key="second canary")
    key = drafts.create(draft)
    draft.typed = {"why": {"fields": {"why": ["third canary"]}, "checked": True}}
    drafts.save(key, draft)
    code = drafts.issue_code(key, draft)
    assert drafts.enter(code) == key
    secrets = ["first canary", "second canary", "third canary", key, code, fold(code), code.replace(" ", "")]
    assert [secret for secret in secrets if files.hold(secret)] == []
    assert files.hold(Safe(key.encode(), "draft").id)  # what should be there is found


def test_the_files_hold_nothing_that_leads_from_a_respondent_to_a_response(
    drafts: Drafts, responses: Responses, files: Files
) -> None:
    draft = some_draft(submission_key="a submission's canary")
    key = drafts.create(draft)
    code = drafts.issue_code(key, draft)
    answers = {"why": "an answer's canary"}
    receipt = responses.send(some_response(answers=answers), draft_key=key, draft=draft)
    secrets = ["a submission's canary", key, code, fold(code), receipt, fold(receipt), SECRETS.current]
    assert [secret for secret in secrets if files.hold(secret)] == []
    assert files.hold("an answer's canary")  # the answers are there, and lead to nobody


@pytest.fixture
def sqlite_files(sqlite_database: Database, sqlite_file: Path) -> Files:
    return Files(sqlite_database, f"sqlite:///{sqlite_file}")


def test_a_purged_draft_is_gone_from_the_files_of_sqlite(sqlite_database: Database, sqlite_files: Files) -> None:
    calendar = Calendar()
    drafts = Drafts(sqlite_database, SECRETS, today=calendar)
    draft = some_draft()
    drafts.issue_code(drafts.create(draft), draft)
    remains = [value for value in _all_values(sqlite_database) if len(value) >= 32]
    pieces = [value[start : start + 16] for value in remains for start in range(0, len(value) - 15, 16)]
    assert sum(map(sqlite_files.hold, pieces)) > 250  # all but those that a page's end cuts
    assert purge(sqlite_database, calendar.day + timedelta(days=31)) == 1
    assert [piece for piece in pieces if sqlite_files.hold(piece)] == []


def test_a_sent_draft_is_gone_from_the_files_of_sqlite_after_the_next_purge(
    sqlite_database: Database, sqlite_files: Files
) -> None:
    drafts, responses = Drafts(sqlite_database, SECRETS), Responses(sqlite_database, SECRETS)
    draft = some_draft(submission_key="sent")
    key = drafts.create(draft)
    place = Safe(key.encode(), "draft").id
    responses.send(some_response(), draft_key=key, draft=draft)
    assert sqlite_files.hold(place)  # in the journal
    purge(sqlite_database, date(2026, 1, 1))
    assert not sqlite_files.hold(place)


def test_a_withdrawn_response_is_gone_from_the_files_of_sqlite(sqlite_database: Database, sqlite_files: Files) -> None:
    drafts, responses = Drafts(sqlite_database, SECRETS), Responses(sqlite_database, SECRETS)
    send(drafts, responses, "theirs", answers={"why": "their canary"})
    receipt = send(drafts, responses, "mine", answers={"why": "my canary " + "x" * 10_000})
    assert sqlite_files.hold("my canary")
    assert responses.withdraw("walks", receipt, date(2026, 11, 22))
    assert not sqlite_files.hold("my canary")
    assert sqlite_files.hold("their canary")


def test_frozen_receipts_and_keys_are_gone_from_the_files_of_sqlite(
    sqlite_database: Database, sqlite_files: Files
) -> None:
    drafts, responses = Drafts(sqlite_database, SECRETS), Responses(sqlite_database, SECRETS)
    for number in range(50):
        send(drafts, responses, str(number))
    with sqlite_database.reading() as connection:
        findable = list(chain(*connection.execute(select(ResponseRow.key, ResponseRow.receipt))))
    assert all(sqlite_files.hold(value) for value in findable)
    freeze(sqlite_database, "walks")
    assert not any(sqlite_files.hold(value) for value in findable)
