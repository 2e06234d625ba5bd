"""Whatever README and docs name exists: pages, headings, pictures, files, targets of make, commands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import click
import pytest

from app.cli import main
from app.config import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
SIGNATURE = b"\x89PNG\r\n\x1a\n"
MOST_BYTES = 200_000
"""Of a picture: a page of documentation is read over any connection."""
FOLDERS = ("app", "docs", "surveys", "tests", "templates", "static", "translations", "bench", ".ci")

_LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)\s]+)\)")
_IMAGE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")
_CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
_PATH = re.compile(rf"(?<![\w./-])(?:{'|'.join(map(re.escape, FOLDERS))})/[\w./-]*")
_MAKE = re.compile(r"\bmake ([a-z]+)")
_BALSS = re.compile(r"\bbalss ((?:[a-z]+ ?)+)")
_TARGET = re.compile(r"^([a-z]+):", re.MULTILINE)
_PLACEHOLDER = re.compile(r"[A-Z]{3,}|…|\*|<")


def read(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def code(page: Path) -> Iterator[str]:
    """Pieces of code in a page, spans and blocks."""
    return (found[0].strip("`") for found in _CODE.finditer(read(page)))


def headings(page: Path) -> set[str]:
    """Anchors of the headings of a page."""
    titles = re.findall(r"^#+ (.+)$", read(page), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).strip().replace(" ", "-") for title in titles}


def named_paths(text: str) -> Iterator[str]:
    """Paths of the checkout in a piece of code; those with a placeholder in them are patterns, not paths."""
    for found in _PATH.finditer(text):
        after = text[found.end() : found.end() + 1]
        if not _PLACEHOLDER.search(found[0] + after):
            yield found[0].rstrip(".")


def command(words: str) -> click.Command | None:
    """The command that words name; what follows it are its arguments."""
    found: click.Command | None = main
    for word in words.split():
        if not isinstance(found, click.Group):
            return found
        found = found.commands.get(word)
    return found


pages = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())


@pages
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in _LINK.findall(read(page)):
        if target.startswith(("https://", "http://", "mailto:")):
            continue
        name, _, anchor = target.partition("#")
        path = (page.parent / name).resolve() if name else page
        assert path.exists(), target
        assert not anchor or anchor in headings(path), target


@pages
def test_every_picture_is_there_small_and_said_in_words(page: Path) -> None:
    for words, target in _IMAGE.findall(read(page)):
        picture = page.parent / target
        assert len(words.split()) > 5, target
        assert picture.read_bytes().startswith(SIGNATURE), target
        assert picture.stat().st_size < MOST_BYTES, target


@pages
def test_every_file_that_is_named_exists(page: Path) -> None:
    missing = [path for text in code(page) for path in named_paths(text) if not (ROOT / path).exists()]
    assert not missing


@pages
def test_every_target_of_make_that_is_named_exists(page: Path) -> None:
    targets = set(_TARGET.findall(read(ROOT / "Makefile")))
    named = {name for text in code(page) for name in _MAKE.findall(text)}
    assert named <= targets


@pages
def test_every_command_that_is_named_exists(page: Path) -> None:
    named = [words for text in code(page) for words in _BALSS.findall(text)]
    unknown = [words for words in named if command(words) is None]
    assert not unknown


@pages
def test_a_page_has_one_title_and_levels_that_follow_each_other(page: Path) -> None:
    prose = re.sub(r"```.*?```", "", read(page), flags=re.DOTALL)
    levels = [len(marks) for marks in re.findall(r"^(#+) ", prose, re.MULTILINE)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_page_of_the_documentation_can_be_found_from_the_readme() -> None:
    found, ahead = set(), [ROOT / "README.md"]
    while ahead:
        page = ahead.pop()
        if page in found or page.suffix != ".md":
            continue
        found.add(page)
        links = (target.partition("#")[0] for target in _LINK.findall(read(page)) if "//" not in target)
        ahead += [(page.parent / link).resolve() for link in links if link]
    assert set(PAGES) - found == set()


def test_what_is_missing_would_be_found() -> None:
    assert list(named_paths("see app/nothing.py, surveys/NAME/form.yaml and tests/…")) == ["app/nothing.py"]
    assert command("exports x") is None
    assert command("export assistant") is main.commands["export"]
    assert isinstance(command("drafts purge"), click.Command)
    assert command("drafts empty") is None
