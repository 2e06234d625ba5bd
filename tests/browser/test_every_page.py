"""Every page of the route map, in every state, in lv and ru, in a real browser."""

from __future__ import annotations

import pytest
from selenium.webdriver import Chrome

from app.accessibility.audit import audit
from app.accessibility.checks import browser_checks
from app.accessibility.checks.browser import BrowserPage
from app.accessibility.snapshots import SnapshotServer
from tests.visited import SURVEYS, visited

SHARDS = 8
"""Runs into which the pages are dealt, so that workers share them."""
QUICK = [check for check in browser_checks() if not check.sampled]


def dealt(which: str, shard: int) -> list[tuple[tuple[str, str], str]]:
    """The pages of one shard."""
    return list(visited(which).html().items())[shard::SHARDS]


@pytest.mark.parametrize("shard", range(SHARDS))
@pytest.mark.parametrize("which", SURVEYS)
def test_every_page_passes_every_check(
    which: str, shard: int, chromium: Chrome, snapshot_server: SnapshotServer
) -> None:
    found = []
    for (name, language), html in dealt(which, shard):
        page = BrowserPage(chromium, snapshot_server.add(f"{language}/{name}", html))
        found += [f"{language} {name}: {finding}" for finding in audit(page, QUICK)]
    assert not found, "\n".join(found)
