"""Storage for tests: each test that asks for `database` runs on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.responses import codes
from app.responses.database import Database, open_database
from app.responses.drafts import Drafts
from app.responses.submission import Responses
from tests.responses import postgres
from tests.responses.keeping import SECRETS, Calendar


@pytest.fixture(scope="session")
def postgres_server() -> str:
    return postgres.start()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'balss.db'}"
        return
    with postgres.fresh_schema(request.getfixturevalue("postgres_server")) as address:
        yield address


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """For what only PostgreSQL has."""
    with postgres.fresh_schema(postgres_server) as address:
        yield address


@pytest.fixture
def empty_database(url: str) -> Iterator[Database]:
    """A database before its first migration."""
    database = open_database(url)
    yield database
    database.close()


@pytest.fixture
def database(empty_database: Database) -> Database:
    empty_database.migrate()
    return empty_database


@pytest.fixture
def sqlite_file(tmp_path: Path) -> Path:
    return tmp_path / "only.db"


@pytest.fixture
def sqlite_database(sqlite_file: Path) -> Iterator[Database]:
    """For what only SQLite has: files of its own, a limit of pages."""
    database = open_database(f"sqlite:///{sqlite_file}")
    database.migrate()
    yield database
    database.close()


@pytest.fixture(autouse=True)
def cheap_stretching(monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2id with next to no memory: what it costs in earnest has a test of its own."""
    monkeypatch.setattr(codes, "MEMORY_KIB", 8)
    monkeypatch.setattr(codes, "PASSES", 1)


@pytest.fixture
def calendar() -> Calendar:
    return Calendar()


@pytest.fixture
def drafts(database: Database, calendar: Calendar) -> Drafts:
    return Drafts(database, SECRETS, days=30, today=calendar)


@pytest.fixture
def responses(database: Database) -> Responses:
    return Responses(database, SECRETS)
