"""Imports go down only: pages → analysis, responses → questionnaire. Read from the source."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.config import ROOT

BELOW = {
    "questionnaire": {"questionnaire"},
    "responses": {"questionnaire", "responses"},
    "analysis": {"questionnaire", "responses", "analysis"},
}
"""Rooms without a page, and the rooms that each may use."""
NOT_FOR = {
    "questionnaire": {"flask", "flask_babel", "werkzeug", "jinja2", "wtforms", "sqlalchemy", "alembic", "psycopg"},
    "responses": {"flask", "flask_babel", "werkzeug", "jinja2", "wtforms", "pyxform", "openpyxl"},
    "analysis": {"flask", "flask_babel", "werkzeug", "jinja2", "wtforms"},
}
"""Libraries that a room has no business with."""
TESTING = {"selenium", "html5lib", "axe_selenium_python"}
"""Libraries that are there for tests alone, so that serving must do without."""


def imported(path: Path) -> Iterator[str]:
    """Every module that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: imports are written in full"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def imports(room: str) -> Iterator[tuple[str, str]]:
    """Files of a room and what each imports."""
    for path in sorted((ROOT / "app" / room).rglob("*.py")):
        yield from ((path.relative_to(ROOT).as_posix(), name) for name in imported(path))


@pytest.mark.parametrize("room", BELOW)
def test_a_room_uses_only_rooms_below_it(room: str) -> None:
    found = [(file, name) for file, name in imports(room) if name.startswith("app.")]
    assert found
    assert [each for each in found if each[1].split(".")[1] not in BELOW[room]] == []


@pytest.mark.parametrize("room", NOT_FOR)
def test_a_room_knows_nothing_of_libraries_that_belong_elsewhere(room: str) -> None:
    assert [each for each in imports(room) if each[1].partition(".")[0] in NOT_FOR[room]] == []


def test_pages_for_respondents_know_nothing_of_those_for_testers() -> None:
    assert [each for each in imports("respondent") if each[1].startswith("app.accessibility")] == []


def test_serving_needs_no_library_of_the_tests() -> None:
    rooms = [*BELOW, "respondent"]
    assert [each for room in rooms for each in imports(room) if each[1].partition(".")[0] in TESTING] == []
    alone = [path for path in (ROOT / "app").glob("*.py") if path.name != "documentation.py"]
    assert [name for path in alone for name in imported(path) if name.partition(".")[0] in TESTING] == []


def test_an_import_is_found_wherever_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "module.py"
    path.write_text("import a.b\nif a:\n    from c import d\ndef e():\n    from f.g import h\n", encoding="utf-8")
    assert list(imported(path)) == ["a.b", "c.d", "f.g.h"]
