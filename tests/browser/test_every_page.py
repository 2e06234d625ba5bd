"""Every page of the route map, in every state, in lv and ru, in a real browser.

Two checks compare pictures taken at each Tab stop and in each kind of sight, which takes seconds a page: they look
at a few pages that hold every component between them. All others look at every page.
"""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from selenium.webdriver import Chrome
from werkzeug.wrappers import Response

from app.accessibility.audit import audit
from app.accessibility.checks import BrowserCheck, Finding, HtmlPage, browser_checks, pages_checks, run_all
from app.accessibility.checks.browser import BrowserPage
from app.accessibility.snapshots import SnapshotServer
from app.respondent.appearance import COLOURS
from tests.visited import LANGUAGES, SURVEYS, visited

SHARDS = 10
"""Runs into which the pages are dealt, so that workers share them."""
PICTURED = {"C-04", "C-22"}
EVERYWHERE = [check for check in browser_checks() if check.id not in PICTURED]
THEMES = [colours for colours in COLOURS if colours != "automatic"]
SAMPLES = [
    "every-type/fruits/error-exclusive",
    "every-type/hours/error-words",
    "every-type/day/filled",
    "every-type/story/empty",
    "every-type/order/empty",
    "every-type/battery/filled",
    "every-type/check",
    "every-type/done",
    "every-type/resume/wrong",
    "appearance",
]


def look_at(
    chromium: Chrome,
    server: SnapshotServer,
    pages: Iterable[tuple[tuple[str, str], Response]],
    checks: Iterable[BrowserCheck],
) -> list[str]:
    """What the checks find on the pages, in each theme."""
    found = []
    for (name, language), response in pages:
        address = server.add(f"{language}/{name}", response.get_data(), response.headers.items())
        findings: list[Finding] = audit(BrowserPage(chromium, address), checks, THEMES)
        found += [f"{language} {name}: {finding}" for finding in findings]
    return found


@pytest.mark.parametrize("shard", range(SHARDS))
@pytest.mark.parametrize("which", SURVEYS)
def test_every_page_passes_the_checks_of_a_browser(
    which: str, shard: int, chromium: Chrome, snapshot_server: SnapshotServer
) -> None:
    found = look_at(chromium, snapshot_server, list(visited(which).documents())[shard::SHARDS], EVERYWHERE)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", SAMPLES)
def test_focus_is_seen_and_nothing_is_told_by_colour_alone(
    name: str, chromium: Chrome, snapshot_server: SnapshotServer
) -> None:
    pages = [((name, language), visited("every-type").pages[name, language]) for language in LANGUAGES]
    checks = [check for check in browser_checks() if check.id in PICTURED]
    found = look_at(chromium, snapshot_server, pages, checks)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("which", SURVEYS)
def test_the_pages_together_have_valid_html_and_titles_of_their_own(which: str) -> None:
    pages = [
        HtmlPage(response.get_data(as_text=True), url=f"{language}/{name}", language=language)
        for (name, language), response in visited(which).documents()
    ]
    nu = [check for check in pages_checks() if check.id == "C-35-nu"]
    assert run_all(nu, pages) == []
