"""Processes are killed while they send: whatever was acknowledged is there, exactly once."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from secrets import randbelow

from sqlalchemy import func, select

from app.responses.database import Database
from app.responses.submission import Responses
from app.responses.tables import DraftRow, ResponseRow, Table

SENDERS = 12


@contextmanager
def _senders(url: str) -> Iterator[Iterator[list[str]]]:
    """What the senders say, line by line, until the last of them is dead."""
    command = [sys.executable, "-m", "tests.responses.sender", url, str(SENDERS)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield (line.rstrip("\n").split(" ", 2) for line in process.stdout)
    assert process.returncode == 0


def _send_until_killed(url: str) -> dict[str, str]:
    """Kill each sender at some moment after it has sent something; gives the receipts by submission."""
    acknowledged: dict[str, str] = {}
    killed: set[str] = set()
    with _senders(url) as lines:
        for sender, submission, receipt in lines:
            assert acknowledged.setdefault(submission, receipt) == receipt
            if sender not in killed and randbelow(25) == 0:
                os.kill(int(sender), signal.SIGKILL)
                killed.add(sender)
    assert len(killed) == SENDERS
    return acknowledged


def _count(database: Database, table: type[Table]) -> int:
    with database.reading() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


def test_whatever_was_acknowledged_before_a_kill_is_there_exactly_once(
    url: str, database: Database, responses: Responses
) -> None:
    acknowledged = _send_until_killed(url)
    assert {submission: responses.receipt(submission) for submission in acknowledged} == acknowledged
    # each sender may have died between storing a response and saying so, or between a draft and its response
    assert 0 <= _count(database, ResponseRow) - len(acknowledged) <= SENDERS
    assert _count(database, DraftRow) <= SENDERS
    if database.engine.dialect.name == "sqlite":
        with database.reading() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
