import secrets
import subprocess
import sys
from pathlib import Path

from sqlalchemy import insert

from app.responses.database import Database
from app.responses.tables import ResponseRow

FORM = """
settings: {form_id: walks, version: '1', default_language: lv}
survey:
  - {type: text, name: why, label: {lv: Kāpēc?}}
"""
FEW, MANY = 500, 8_000
ANSWER = 3_000
"""Characters of each answer: 24 MB of them must not stand in memory together."""


def _store(database: Database, survey: str, count: int) -> None:
    row = {"survey": survey, "version": "1", "language": "lv", "mode": "web", "week": "2026-W47", "receipt": None}
    rows = [row | {"key": secrets.token_bytes(32), "answers": {"why": "x" * ANSWER}} for _ in range(count)]
    with database.writing() as connection:
        connection.execute(insert(ResponseRow), rows)


def test_exporting_takes_no_more_memory_for_more_responses(url: str, database: Database, tmp_path: Path) -> None:
    form = tmp_path / "form.yaml"
    form.write_text(FORM, encoding="utf-8")
    _store(database, "few", FEW)
    _store(database, "many", MANY)
    command = [sys.executable, "-m", "tests.responses.exporter", url, str(form), "few", "many"]
    exported = subprocess.run(command, check=True, capture_output=True, text=True)
    few, many = map(int, exported.stdout.split())
    assert (many - few) * 1024 < MANY * ANSWER / 4
