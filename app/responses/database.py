"""The database behind a URL: SQLite or PostgreSQL, and one exception when it cannot serve."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
from sqlalchemy import Connection, Engine, create_engine, event, exc, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL
from sqlalchemy.orm import DeclarativeBase

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_TIMEOUT = 10.0
"""Seconds that a write waits for another to end."""

DRIVERS = {
    "sqlite": "sqlite+pysqlite",
    "sqlite+pysqlite": "sqlite+pysqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}
SQLITE_UNAVAILABLE = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PROTOCOL,
}
POSTGRES_UNAVAILABLE = ("08", "25006", "40", "53", "55P03", "57", "58")
"""Beginnings of SQLSTATE: connection, read-only, rollback, resources, lock, operator, system."""


class StorageUnavailable(Exception):  # noqa: N818  it is a state, and passes
    """The database is locked, full, read-only or away. Nothing was stored; the same call may work later."""


class Database:
    """An engine with two ways in: `reading` and `writing`. Any number of threads may share it."""

    def __init__(self, engine: Engine) -> None:
        """Take an engine that `open_database` prepared."""
        self.engine = engine
        self._writer = engine.execution_options(writes=True)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to read with. Raises `StorageUnavailable`."""
        with _storage_errors(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction, committed and on disk at the end, or rolled back. Raises `StorageUnavailable`."""
        with _storage_errors(), self._writer.begin() as connection:
            yield connection

    def migrate(self) -> None:
        """Bring the tables to the newest shape; keeps the data. Processes that do it at once wait in turn."""
        from alembic import command  # noqa: PLC0415  (slow, and only this method and tests need it)

        with self.writing() as connection:
            if connection.dialect.name == "postgresql":  # SQLite's writers wait for each other anyway
                connection.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtext('balss migrations'))")
            command.upgrade(alembic_config(connection), "head")

    def forget(self) -> None:
        """Take what was deleted out of SQLite's journal too (`secure_delete` wiped it from the table)."""
        if self.engine.dialect.name != "sqlite":
            return
        with _storage_errors(), closing(self.engine.raw_connection()) as connection:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()


def open_database(url: str, *, busy_timeout: float = BUSY_TIMEOUT) -> Database:
    """The database at `url`: `sqlite:///path` or `postgresql://…`. `busy_timeout` is in seconds.

    Raises ValueError for another kind of database. Connects to nothing yet.
    """
    address = _with_driver(url)
    is_sqlite = address.get_backend_name() == "sqlite"
    engine = create_engine(address, json_serializer=_json, hide_parameters=True, pool_pre_ping=not is_sqlite)
    prepare = _prepare_sqlite if is_sqlite else _prepare_postgres
    event.listen(engine, "connect", partial(prepare, round(busy_timeout * 1000)))
    if is_sqlite:
        event.listen(engine, "begin", _begin)
    return Database(engine)


def insert(connection: Connection, table: type[DeclarativeBase]) -> sqlite.Insert | postgresql.Insert:
    """An INSERT of this connection's dialect, which knows ON CONFLICT."""
    if connection.dialect.name == "sqlite":
        return sqlite.insert(table)
    return postgresql.insert(table)


def alembic_config(connection: Connection) -> Config:
    """Alembic's configuration for this connection; there is no alembic.ini."""
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _with_driver(url: str) -> URL:
    address = make_url(url)
    try:
        return address.set(drivername=DRIVERS[address.drivername])
    except KeyError:
        raise ValueError(f"{address.drivername} is not served: use sqlite:///… or postgresql://…") from None


def _prepare_sqlite(busy_timeout: int, connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves: Python puts it off until the first INSERT
    for pragma in (
        f"busy_timeout={busy_timeout}",
        "journal_mode=WAL",
        "synchronous=FULL",  # NORMAL may lose what was acknowledged when power fails
        "secure_delete=ON",
        "temp_store=MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _prepare_postgres(busy_timeout: int, connection: psycopg.Connection, _record: object) -> None:
    connection.autocommit = True
    connection.execute(f"SET lock_timeout = {busy_timeout}")
    connection.execute("SET synchronous_commit = on")
    connection.autocommit = False


def _begin(connection: Connection) -> None:
    """Take SQLite's write lock at once, for a read lock that turns into one later may be refused."""
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def _storage_errors() -> Iterator[None]:
    try:
        yield
    except exc.TimeoutError as error:
        raise StorageUnavailable("every connection is in use") from error
    except exc.DBAPIError as error:
        if _is_unavailable(error.orig):
            raise StorageUnavailable(str(error.orig)) from error
        raise
    except (sqlite3.Error, psycopg.Error) as error:
        raise StorageUnavailable(str(error)) from error


def _is_unavailable(error: BaseException | None) -> bool:
    if isinstance(error, psycopg.Error):
        if error.sqlstate is None:  # the server said nothing: it cannot be reached
            return isinstance(error, psycopg.OperationalError)
        return error.sqlstate.startswith(POSTGRES_UNAVAILABLE)
    code = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF in SQLITE_UNAVAILABLE


def _json(value: object) -> str:
    """Compact, and sorted: the order in which a respondent answered is nobody's business."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
