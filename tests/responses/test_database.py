import sqlite3
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import delete, event, exc, select

from app.responses.database import BUSY_TIMEOUT, Database, StorageUnavailable, open_database
from app.responses.drafts import Drafts
from app.responses.sealing import Secrets
from app.responses.tables import DraftRow
from tests.responses.keeping import some_draft

POSTGRES_SETTINGS = ["synchronous_commit", "lock_timeout"]


def _pragma(database: Database, name: str) -> object:
    with database.reading() as connection:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),  # FULL
        ("secure_delete", 1),
        ("temp_store", 2),  # MEMORY
        ("busy_timeout", BUSY_TIMEOUT * 1000),
    ],
)
def test_every_sqlite_connection_is_safe_when_power_fails_and_wipes_what_it_deletes(
    sqlite_database: Database, name: str, value: object
) -> None:
    assert _pragma(sqlite_database, name) == value


def test_postgresql_waits_for_the_disk_and_not_for_ever_for_a_lock(postgres_server: str) -> None:
    with closing(open_database(postgres_server, busy_timeout=1.5)) as database:
        with database.reading() as connection:
            settings = [connection.exec_driver_sql(f"SHOW {name}").scalar_one() for name in POSTGRES_SETTINGS]
        assert settings == ["on", "1500ms"]


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_every_spelling_of_a_postgresql_address_chooses_psycopg_3(scheme: str) -> None:
    with closing(open_database(f"{scheme}://somewhere/balss")) as database:
        assert database.engine.dialect.driver == "psycopg"


@pytest.mark.parametrize("url", ["mysql://somewhere/balss", "postgresql+psycopg2://somewhere/balss"])
def test_another_kind_of_database_is_refused_with_a_sentence(url: str) -> None:
    with pytest.raises(ValueError, match="is not served: use sqlite"):
        open_database(url)


def test_an_error_does_not_tell_what_was_being_stored(database: Database) -> None:
    row = {"id": b"1" * 32, "sealed": b"canary", "revision": None, "expires_on": None}
    with pytest.raises(exc.IntegrityError) as caught, database.writing() as connection:
        connection.execute(DraftRow.__table__.insert().values(row))
    assert "canary" not in str(caught.value)


def _delete_and_fail(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(delete(DraftRow))
        raise RuntimeError


def test_a_transaction_that_fails_leaves_nothing(database: Database, drafts: Drafts) -> None:
    key = drafts.create(some_draft())
    with pytest.raises(RuntimeError):
        _delete_and_fail(database)
    assert drafts.open(key) is not None


def test_a_write_takes_the_lock_of_sqlite_at_once_and_a_read_does_not(sqlite_database: Database) -> None:
    statements: list[str] = []
    event.listen(sqlite_database.engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
    with sqlite_database.writing() as connection:
        connection.execute(select(DraftRow.id))
    with sqlite_database.reading() as connection:
        connection.execute(select(DraftRow.id))
    assert [line for line in statements if line.startswith("BEGIN")] == ["BEGIN IMMEDIATE", "BEGIN"]


def _drafts_of(database: Database) -> Drafts:
    return Drafts(database, Secrets(b"secret"))


@pytest.mark.usefixtures("sqlite_database")
def test_a_locked_sqlite_is_unavailable_and_then_available_again(sqlite_file: Path) -> None:
    impatient = open_database(f"sqlite:///{sqlite_file}", busy_timeout=0.01)
    other = sqlite3.connect(sqlite_file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageUnavailable, match="locked"):
        _drafts_of(impatient).create(some_draft())
    other.execute("ROLLBACK")
    other.close()
    assert _drafts_of(impatient).create(some_draft())
    impatient.close()


def test_a_locked_sqlite_can_still_be_read(sqlite_database: Database) -> None:
    drafts = _drafts_of(sqlite_database)
    key = drafts.create(some_draft())
    with sqlite_database.writing():
        assert drafts.open(key) is not None


def test_a_locked_postgresql_is_unavailable(postgres_url: str) -> None:
    impatient = open_database(postgres_url, busy_timeout=0.01)
    impatient.migrate()
    with psycopg.connect(postgres_url) as other:
        other.execute("LOCK TABLE drafts")
        with pytest.raises(StorageUnavailable, match="lock"):
            _drafts_of(impatient).create(some_draft())
    impatient.close()


def test_a_full_sqlite_is_unavailable_and_what_it_holds_can_be_read(
    sqlite_database: Database, sqlite_file: Path
) -> None:
    kept = _drafts_of(sqlite_database).create(some_draft())
    full = open_database(f"sqlite:///{sqlite_file}")
    event.listen(full.engine, "connect", lambda raw, _: raw.execute("PRAGMA max_page_count=1"))
    with pytest.raises(StorageUnavailable, match="full"):
        [_drafts_of(full).create(some_draft()) for _ in range(20)]
    assert _drafts_of(full).open(kept) is not None
    full.close()


def _query_only(raw: sqlite3.Connection, _record: object) -> None:
    raw.execute("PRAGMA query_only=ON")


def test_a_read_only_sqlite_is_unavailable_and_what_it_holds_can_be_read(
    sqlite_database: Database, sqlite_file: Path
) -> None:
    kept = _drafts_of(sqlite_database).create(some_draft())
    read_only = open_database(f"sqlite:///file:{sqlite_file}?mode=ro&uri=true")
    with pytest.raises(StorageUnavailable, match="readonly"):
        _drafts_of(read_only).create(some_draft())
    assert _drafts_of(read_only).open(kept) is not None
    read_only.close()
    event.listen(sqlite_database.engine, "connect", _query_only)
    sqlite_database.engine.dispose()
    with pytest.raises(StorageUnavailable, match="readonly"):
        _drafts_of(sqlite_database).create(some_draft())


def test_a_read_only_postgresql_is_unavailable_and_what_it_holds_can_be_read(
    postgres_url: str,
) -> None:
    primary = open_database(postgres_url)
    primary.migrate()
    kept = _drafts_of(primary).create(some_draft())
    standby = open_database(f"{postgres_url}%20-cdefault_transaction_read_only%3Don")
    with pytest.raises(StorageUnavailable, match="read-only"):
        _drafts_of(standby).create(some_draft())
    assert _drafts_of(standby).open(kept) is not None
    primary.close()
    standby.close()


@pytest.mark.parametrize("url", ["sqlite:////nowhere/at/all/balss.db", "postgresql:///balss?host=/nowhere"])
def test_a_database_that_is_not_there_is_unavailable(url: str) -> None:
    with closing(open_database(url)) as database, pytest.raises(StorageUnavailable):
        _drafts_of(database).open("key")


def test_a_database_with_every_connection_in_use_is_unavailable(sqlite_database: Database) -> None:
    engine = sqlite_database.engine
    engine.pool._timeout = 0.01  # type: ignore[attr-defined]
    taken = [engine.connect() for _ in range(engine.pool.size() + engine.pool._max_overflow)]  # type: ignore[attr-defined]
    with pytest.raises(StorageUnavailable, match="in use"):
        _drafts_of(sqlite_database).open("key")
    for connection in taken:
        connection.close()


def test_a_mistake_in_a_statement_is_not_mistaken_for_a_busy_database(database: Database) -> None:
    with pytest.raises(exc.DBAPIError), database.reading() as connection:
        connection.exec_driver_sql("SELECT nothing FROM nowhere")
