"""What the documentation tells of settings, commands, types, functions, rules and checks is what the program knows."""

from dataclasses import fields
from pathlib import Path

import pytest

from app.accessibility.checks import REGISTRY
from app.cli import all_commands
from app.config import Settings
from app.documentation import PARTS, pages, written
from app.questionnaire.expressions.calls import SPECIAL
from app.questionnaire.expressions.functions import FUNCTIONS, NATIVE
from app.questionnaire.lint.finding import RULES
from app.questionnaire.reading.vocabulary import TYPES, UNSERVED

KNOWN = {
    "settings": [field.metadata["name"] for field in fields(Settings)],
    "commands": [name for name, _ in all_commands()],
    "types": [kind for kind in TYPES if kind.partition("_")[2] not in UNSERVED],
    "refused": list(UNSERVED),
    "functions": [*SPECIAL, *NATIVE, *FUNCTIONS],
    "lint": list(RULES),
    "checks": list(REGISTRY),
}


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_a_generated_part_is_what_the_program_knows(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert text == written(text), "Run `make docs`."


def test_every_generated_part_stands_in_one_page() -> None:
    text = "".join(page.read_text(encoding="utf-8") for page in pages())
    assert {name: text.count(f"<!-- generated: {name} -->") for name in PARTS} == dict.fromkeys(PARTS, 1)
    assert text.count("<!-- end -->") == len(PARTS)


@pytest.mark.parametrize("name", KNOWN)
def test_a_part_names_everything_that_its_registry_knows(name: str) -> None:
    text = PARTS[name]()
    missing = [each for each in KNOWN[name] if f"`{each}`" not in text and f"`{each}(" not in text]
    assert not missing


@pytest.mark.parametrize("name", ["settings", "types", "refused", "functions", "lint", "checks"])
def test_no_cell_of_a_generated_table_is_empty(name: str) -> None:
    header, _, *rows = PARTS[name]().splitlines()
    columns = header.count("|")
    assert rows
    for row in rows:
        cells = [cell.strip() for cell in row.replace("\\|", "").strip("|").split("|")]
        assert all(cells), row
        assert len(cells) == columns - 1, row


def test_a_part_that_is_out_of_date_is_found_and_written_anew() -> None:
    page = "Before.\n<!-- generated: lint -->\nof yesterday\n<!-- end -->\nAfter.\n"
    anew = written(page)
    assert "of yesterday" not in anew
    assert PARTS["lint"]() in anew
    assert anew.startswith("Before.\n")
    assert anew.endswith("After.\n")
    assert written(anew) == anew


def test_a_part_that_nothing_writes_is_an_error() -> None:
    with pytest.raises(KeyError, match="weather"):
        written("<!-- generated: weather -->\n<!-- end -->\n")
