"""Measure everything and print it; a figure that misses its goal says so. Ends with 0 all the same: machines differ."""

from __future__ import annotations

import os
import platform
import tempfile
from collections.abc import Iterator
from pathlib import Path

from app import create_app
from app.config import ROOT, Settings
from app.survey import load_survey
from bench.figures import Figure
from bench.pages import page_figures
from bench.questionnaire import questionnaire_figures
from bench.respondent import Walk
from bench.sizes import size_figures
from bench.storage import commit_rate, export_figures

SURVEY = ROOT / "surveys" / "assistant-service"


def _figures(folder: Path) -> Iterator[Figure]:
    environ = {"BALSS_INSTANCE": str(folder), "BALSS_PROXIES": "1"}
    app = create_app(Settings.read(environ))
    database = app.extensions["balss"].database
    database.migrate()
    survey = load_survey(SURVEY)
    walk = Walk.of(survey)
    yield from questionnaire_figures(survey.questionnaire, walk, SURVEY)
    yield from size_figures(app, survey)
    yield commit_rate(folder)
    database.close()
    yield from page_figures(walk, environ, folder)
    yield from export_figures(survey, walk, folder)


def main() -> None:
    """Print each figure as soon as it is known."""
    print(f"Python {platform.python_version()}, {os.cpu_count()} processors, {platform.machine()}")
    with tempfile.TemporaryDirectory() as folder:
        for figure in _figures(Path(folder)):
            print(figure, flush=True)


if __name__ == "__main__":
    main()
