"""Storage: the yardstick of a save, and the export of many responses in bounded memory."""

from __future__ import annotations

import os
import secrets
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

from sqlalchemy import insert

from app.questionnaire.interview import Interview
from app.responses.database import open_database
from app.responses.tables import ResponseRow
from app.survey import Survey
from bench.figures import Figure
from bench.respondent import Walk

COMMITS = 1000
FEW, MANY = 10_000, 100_000
"""Responses to export."""
AT_ONCE = 10_000


def commit_rate(folder: Path) -> Figure:
    """How often a second this disk takes one row and says that it is safe: no save can be faster than that."""
    with closing(sqlite3.connect(folder / "commits.db", isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("CREATE TABLE drafts (id BLOB PRIMARY KEY, sealed BLOB) WITHOUT ROWID")
        began = time.perf_counter()
        for _ in range(COMMITS):
            row = (secrets.token_bytes(32), bytes(4096))
            connection.execute("INSERT INTO drafts VALUES (?, ?)", row)
        rate = COMMITS / (time.perf_counter() - began)
    return Figure("SQLite: bare INSERT of 4 KiB, each on disk, one connection", rate, "/s")


def export_figures(survey: Survey, walk: Walk, folder: Path) -> Iterator[Figure]:
    """`balss export` as it is called, at two sizes: memory must not grow with rows."""
    peaks = []
    for rows in (FEW, MANY):
        url = f"sqlite:///{folder / f'{rows}.db'}"
        _fill(url, survey, walk, rows)
        seconds, peak = _export(survey.id, {"DATABASE_URL": url}, folder / f"{rows}.csv")
        peaks.append(peak)
        yield Figure(f"Export of {rows:,} responses to CSV", rows / seconds, "rows/s")
        yield Figure(f"Export of {rows:,} responses: peak memory", peak, "MB")
    yield Figure(f"Export: memory at {MANY:,} ÷ at {FEW:,}", peaks[1] / peaks[0], most=1.1)


def _fill(url: str, survey: Survey, walk: Walk, rows: int) -> None:
    """As many responses as wanted, all of the same answers: to an export they are as good as different ones."""
    questionnaire = survey.questionnaire
    answers = Interview(questionnaire, walk.answers).kept(questionnaire.questions)
    about = {"survey": survey.id, "version": questionnaire.version, "language": "lv", "mode": "web", "week": "2026-W47"}
    database = open_database(url)
    database.migrate()
    for _ in range(rows // AT_ONCE):
        batch = [{**about, "key": secrets.token_bytes(32), "answers": answers, "receipt": None} for _ in range(AT_ONCE)]
        with database.writing() as connection:
            connection.execute(insert(ResponseRow), batch)
    database.close()


def _export(survey: str, environ: Mapping[str, str], out: Path) -> tuple[float, float]:
    """Seconds and megabytes at most, of the whole command."""
    command = [str(Path(sys.executable).with_name("balss")), "export", survey, "--out", str(out)]
    began = time.perf_counter()
    process = subprocess.Popen(command, env={**os.environ, **environ}, stderr=subprocess.DEVNULL)  # noqa: S603
    _, status, used = os.wait4(process.pid, 0)
    assert status == 0, status  # noqa: S101
    return time.perf_counter() - began, used.ru_maxrss / 1024
