"""Each check of HTML fails on its broken page, at the very elements that are marked there, and passes good ones."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from app.accessibility.checks import REGISTRY, HtmlPage, html_checks, pages_checks
from app.accessibility.checks.html_page import selector_of

PAGES = Path(__file__).with_name("pages")
GOOD = sorted(PAGES.glob("good-*.html"))
HTML_CHECKS = {check.id: check for check in html_checks()}
PAGES_CHECKS = {check.id: check for check in pages_checks()}
WHOLE_PAGE = {"C-35-parse"}
"""Checks whose findings have a line, not an element."""


def read(path: Path) -> HtmlPage:
    return HtmlPage(path.read_text(encoding="utf-8"), url=f"http://localhost/{path.name}")


def marked(page: HtmlPage) -> set[str]:
    return {selector_of(element) for element in page.all("//*[@data-broken]")}


def test_every_registered_check_has_a_broken_page() -> None:
    missing = [name for name in REGISTRY if not (PAGES / f"{name}.html").exists()]
    assert not missing


def test_every_broken_page_belongs_to_a_registered_check() -> None:
    names = {path.name.removesuffix(".html").removesuffix(".2") for path in PAGES.glob("*.html")}
    assert {name for name in names if not name.startswith("good-")} == set(REGISTRY)


@pytest.mark.parametrize("name", HTML_CHECKS)
def test_a_check_finds_exactly_what_is_broken(name: str) -> None:
    page = read(PAGES / f"{name}.html")
    found = {finding.selector for finding in HTML_CHECKS[name].run(page)}
    assert found
    if name not in WHOLE_PAGE:
        assert found == marked(page)


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
@pytest.mark.parametrize("name", HTML_CHECKS)
def test_a_check_passes_good_pages(name: str, path: Path) -> None:
    assert list(HTML_CHECKS[name].run(read(path))) == []


@pytest.mark.parametrize("name", PAGES_CHECKS)
def test_a_check_of_many_pages_finds_what_is_broken(name: str) -> None:
    pages: Sequence[HtmlPage] = [read(path) for path in sorted(PAGES.glob(f"{name}*.html"))]
    assert list(PAGES_CHECKS[name].run(pages))


@pytest.mark.parametrize("name", PAGES_CHECKS)
def test_a_check_of_many_pages_passes_good_pages(name: str) -> None:
    assert list(PAGES_CHECKS[name].run([read(path) for path in GOOD])) == []
