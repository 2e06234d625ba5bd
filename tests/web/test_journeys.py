"""Whole journeys without JavaScript: every path of the survey, in lv and ru, with the stored answers compared."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from flask import Flask

from app.questionnaire.model import Page
from app.responses.database import open_database
from app.responses.submission import stored_responses
from app.services import Services
from app.survey import load_survey
from tests.journeys import ClientBrowser, HttpBrowser, Journey
from tests.paths import PATHS
from tests.support import ROOT, policed

SURVEY = "assistant-service"
SENT = {name: intended for name, (intended, _) in PATHS.items() if intended["consent"] == "yes"}


@pytest.fixture
def app(make_app: Callable[..., Flask]) -> Flask:
    return make_app(ROOT / "surveys")


def journey(app: Flask, intended: Mapping[str, str]) -> Journey:
    services: Services = app.extensions["balss"]
    return Journey(ClientBrowser(policed(app)), services.surveys[SURVEY].questionnaire, SURVEY, intended)


def stored(app: Flask) -> list[Mapping[str, str | None]]:
    services: Services = app.extensions["balss"]
    return [response.answers for response in stored_responses(services.database, SURVEY)]


@pytest.mark.parametrize("language", ["lv", "ru"])
@pytest.mark.parametrize("intended", SENT.values(), ids=SENT)
def test_what_is_answered_is_what_is_stored(app: Flask, intended: Mapping[str, str], language: str) -> None:
    walk = journey(app, intended)
    walk.begin(language)
    walk.walk()
    walk.browser.press("send", {})
    assert walk.browser.path == f"/{language}/{SURVEY}/done"
    assert stored(app) == [walk.expected()]
    assert {name: stored(app)[0].get(name) for name in intended if name in walk.expected()} == {
        name: value for name, value in intended.items() if name in walk.expected()
    }


def test_somebody_who_declines_sends_nothing(app: Flask) -> None:
    walk = journey(app, {"consent": "no"})
    walk.begin("lv")
    walk.walk()
    assert walk.browser.path == f"/lv/{SURVEY}/declined"
    assert stored(app) == []


def test_changing_the_language_on_every_page_loses_nothing(app: Flask) -> None:
    walk = journey(app, SENT["long-term adult, troubled"])

    def change(page: Page) -> None:
        language = "ru" if walk.browser.path.startswith("/lv/") else "lv"
        walk.browser.press(f"language:{language}", walk.interview().typed(page))
        assert walk.browser.path == f"/{language}/{SURVEY}/{page.name}"

    walk.begin("lv")
    walk.walk(change)
    walk.browser.press("send", {})
    assert stored(app) == [walk.expected()]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Callable[[], tuple[subprocess.Popen[str], str]]]:
    """Starts the real server on a database that outlives it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environ = {**os.environ, "BALSS_PORT": str(port), "BALSS_INSTANCE": str(tmp_path), "BALSS_WORKERS": "1"}
    started: list[subprocess.Popen[str]] = []

    def start() -> tuple[subprocess.Popen[str], str]:
        command = [str(Path(sys.executable).with_name("balss")), "serve"]
        process = subprocess.Popen(
            command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, text=True, start_new_session=True
        )
        started.append(process)
        assert process.stdout
        assert "ready" in process.stdout.readline()
        return process, f"http://127.0.0.1:{port}"

    yield start
    for process in started:
        _kill(process)


def _kill(process: subprocess.Popen[str]) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    if process.stdout:
        process.stdout.close()


def test_a_server_that_is_killed_in_the_middle_loses_nothing(
    server: Callable[[], tuple[subprocess.Popen[str], str]], tmp_path: Path
) -> None:
    process, url = server()
    questionnaire = load_survey(ROOT / "surveys" / SURVEY).questionnaire
    walk = Journey(HttpBrowser(url), questionnaire, SURVEY, SENT["new adult"])

    def kill_now_and_then(_: Page) -> None:
        nonlocal process
        if len(walk.walked) in (3, 20):
            _kill(process)
            process, _url = server()

    walk.begin("lv")
    walk.walk(kill_now_and_then)
    walk.browser.press("send", {})
    _kill(process)
    database = open_database(f"sqlite:///{tmp_path / 'balss.db'}")
    assert [response.answers for response in stored_responses(database, SURVEY)] == [walk.expected()]
    database.close()
