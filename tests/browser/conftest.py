"""One Chromium for all tests of a worker, and a server of captured pages for it to look at."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from selenium.webdriver import Chrome

from app.accessibility.checks.browser import BrowserPage, headless_chromium
from app.accessibility.snapshots import SnapshotServer

STATIC = Path(__file__).parents[2] / "static"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chrome]:
    """A headless Chromium; a machine without one fails the tests that need it."""
    driver = headless_chromium()
    yield driver
    driver.quit()


@pytest.fixture(scope="session")
def snapshot_server() -> Iterator[SnapshotServer]:
    with SnapshotServer(STATIC) as server:
        yield server


@pytest.fixture
def open_page(chromium: Chrome, snapshot_server: SnapshotServer) -> Callable[..., BrowserPage]:
    """Load captured HTML in the browser: `open_page(name, html, headers)`."""

    def load(name: str, html: str | bytes, headers: list[tuple[str, str]] | None = None) -> BrowserPage:
        return BrowserPage(chromium, snapshot_server.add(name, html, headers or []))

    return load
