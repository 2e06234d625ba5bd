"""Each check in a browser fails on its broken page, at the elements that are marked there, and passes good ones."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver import Chrome

from app.accessibility.audit import audit
from app.accessibility.checks import browser_checks
from app.accessibility.checks.browser import BrowserPage
from app.accessibility.snapshots import SnapshotServer

PAGES = Path(__file__).parents[1] / "accessibility" / "pages"
GOOD = sorted(PAGES.glob("good-*.html"))
CHECKS = {check.id: check for check in browser_checks()}
WHOLE_PAGE = {"C-44"}
"""Checks whose findings have an address, not an element."""


@pytest.fixture(scope="module")
def pages() -> Iterator[SnapshotServer]:
    with SnapshotServer(PAGES) as server:
        yield server


def load(chromium: Chrome, pages: SnapshotServer, path: Path) -> BrowserPage:
    return BrowserPage(chromium, pages.add(path.name, path.read_bytes()))


def marked(page: BrowserPage) -> set[str]:
    return set(page.measure("selectors", "[data-broken]"))


def elements(page: BrowserPage, selectors: set[str]) -> set[str]:
    """The same elements by one way of naming them: engines have their own."""
    return {name for selector in selectors for name in page.measure("selectors", selector)}


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_finds_exactly_what_is_broken(name: str, chromium: Chrome, pages: SnapshotServer) -> None:
    page = load(chromium, pages, PAGES / f"{name}.html")
    found = {finding.selector for finding in CHECKS[name].run(page)}
    assert found
    if name not in WHOLE_PAGE:
        assert elements(page, found) == marked(page)


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_good_pages_pass_every_check_in_each_theme(path: Path, chromium: Chrome, pages: SnapshotServer) -> None:
    assert audit(load(chromium, pages, path), CHECKS.values(), ("light", "dark")) == []


def test_a_theme_in_which_text_is_faint_is_found(chromium: Chrome, pages: SnapshotServer) -> None:
    html = (PAGES / "good-question-lv.html").read_text(encoding="utf-8")
    faint = html.replace("</head>", "<style>[data-colours=faint] h1 { color: #999 }</style></head>")
    page = BrowserPage(chromium, pages.add("faint", faint))
    found = audit(page, [CHECKS["C-21"]], ("light", "faint"))
    assert [finding.sentence.partition(":")[0] for finding in found] == ["faint"]


def test_checks_leave_a_page_as_it_was(chromium: Chrome, pages: SnapshotServer) -> None:
    page = load(chromium, pages, PAGES / "good-settings.html")
    state = "return [document.documentElement.outerHTML, innerWidth, scrollY, document.activeElement.tagName]"
    before = page.script(state)
    audit(page, CHECKS.values(), ("dark",))
    assert page.script(state) == before
