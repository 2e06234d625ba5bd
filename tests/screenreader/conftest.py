"""Orca, once for each language: starting it takes longest."""

from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

from app.accessibility.screenreader.orca import Orca
from app.accessibility.snapshots import SnapshotServer

PAGES = Path(__file__).parents[1] / "accessibility" / "pages"


@pytest.fixture(scope="module", params=["lv", "ru"])
def orca(request: pytest.FixtureRequest) -> Iterator[Orca]:
    with Orca(request.param) as session:
        yield session


@pytest.fixture(scope="session")
def pages() -> Iterator[SnapshotServer]:
    with SnapshotServer(PAGES) as server:
        yield server


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show what was said beside a failure."""
    report = yield
    session = getattr(item, "funcargs", {}).get("orca")
    if session and report.when == "call" and report.failed:
        lines = (f"[{done}] {' | '.join(said)}" for done, said in session.transcript[-20:])
        report.sections.append(("spoken", "\n".join(lines)))
    return report
