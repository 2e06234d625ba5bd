"""The route map, visited: every page in every state and language, fetched once for all tests of a worker."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from werkzeug.wrappers import Response

from app import create_app
from app.accessibility.route_map import State, states
from app.accessibility.visiting import visit
from app.config import Settings
from app.security import limiter
from app.services import Services
from tests.support import EVERY_TYPE, NOW, ROOT

LANGUAGES = ("lv", "ru")
SURVEYS = {"real": ROOT / "surveys", "every-type": EVERY_TYPE}


@dataclass(frozen=True)
class Visited:
    """The states of an application, and the page of each in each language."""

    services: Services
    endpoints: frozenset[str]
    states: list[State]
    pages: dict[tuple[str, str], Response]

    def documents(self) -> Iterator[tuple[tuple[str, str], Response]]:
        """The pages that are HTML, by state and language."""
        return ((key, page) for key, page in self.pages.items() if page.mimetype == "text/html")

    def html(self) -> dict[tuple[str, str], str]:
        """Their text."""
        return {key: page.get_data(as_text=True) for key, page in self.documents()}


@cache
def visited(which: str) -> Visited:
    """Every page of the application that serves `SURVEYS[which]`."""
    with tempfile.TemporaryDirectory() as folder:
        return _visit(SURVEYS[which], Path(folder))


def _visit(surveys: Path, instance: Path) -> Visited:
    environ = {"BALSS_SURVEYS": str(surveys), "BALSS_INSTANCE": str(instance)}
    app = create_app(Settings.read(environ), clock=lambda: NOW)
    services: Services = app.extensions["balss"]
    services.database.migrate()
    limiter.enabled = False
    try:
        mapped = states(services.surveys)
        pages = {(state.id, language): visit(app, state, language) for state in mapped for language in LANGUAGES}
    finally:
        limiter.enabled = True
        services.database.close()
    return Visited(services, frozenset(rule.endpoint for rule in app.url_map.iter_rules()), mapped, pages)
