"""Bytes that travel: what a first visit brings, and the largest of all later pages."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator

from flask import Flask

from app.accessibility.route_map import states
from app.accessibility.visiting import visit
from app.compression import LEVEL
from app.i18n import LANGUAGES
from app.survey import Survey
from bench.figures import Figure

KILOBYTE = 1000
_ASSET = re.compile(r'(?:href|src)="(/static/[^"]+)"')


def size_figures(app: Flask, survey: Survey) -> Iterator[Figure]:
    """Bodies as they travel, compressed; headers left out."""
    first = max(_first_visit(app, path) for path in ("/", *(f"/{language}/{survey.id}/" for language in LANGUAGES)))
    yield Figure("First visit: page, style sheet, script and icon, compressed", first / KILOBYTE, "KB", most=14)
    sizes = list(_later(app, survey))
    yield Figure(f"Largest of {len(sizes)} later pages, compressed", max(sizes) / KILOBYTE, "KB", most=6)


def _first_visit(app: Flask, path: str) -> int:
    page = app.test_client().get(path).text
    return sum(_travelling(app, each) for each in {path, *_ASSET.findall(page)})


def _travelling(app: Flask, path: str) -> int:
    response = app.test_client().get(path, headers={"Accept-Encoding": "gzip"})
    assert response.status_code == 200, path  # noqa: S101
    return len(response.data)


def _later(app: Flask, survey: Survey) -> Iterator[int]:
    """Every page of the route map in every language: empty, filled, each kind of error."""
    for state in states({survey.id: survey}):
        for language in LANGUAGES:
            page = visit(app, state, language)
            if page.mimetype == "text/html":
                yield len(gzip.compress(page.get_data(), LEVEL))
