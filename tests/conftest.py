"""Fixtures that every room's tests share. Whatever page a test fetches goes through the page contract."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from app import create_app
from app.config import Settings
from app.security import limiter
from app.services import Services
from tests.support import EVERY_TYPE, ROOT, Clock, PolicedClient, policed


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def make_app(tmp_path: Path, clock: Clock) -> Iterator[Callable[..., Flask]]:
    """Makes an application with a database of its own; `surveys` is a folder of surveys."""
    made: list[Flask] = []

    def make(surveys: Path = EVERY_TYPE, **environ: str) -> Flask:
        settings = Settings.read(
            {
                "BALSS_SURVEYS": str(surveys),
                "BALSS_INSTANCE": str(tmp_path / "instance"),
                "BALSS_SECRET_KEY": "a secret key that only these tests know",
                **environ,
            }
        )
        app = create_app(settings, clock=clock)
        app.testing = True
        app.config["PROPAGATE_EXCEPTIONS"] = False
        app.test_client_class = PolicedClient
        _services(app).database.migrate()
        limiter.reset()
        made.append(app)
        return app

    yield make
    for app in made:
        _services(app).database.close()


def _services(app: Flask) -> Services:
    services: Services = app.extensions["balss"]
    return services


@pytest.fixture
def app(make_app: Callable[..., Flask]) -> Flask:
    """An application that serves the survey with every type of question."""
    return make_app()


@pytest.fixture
def client(app: Flask) -> PolicedClient:
    return policed(app)


@pytest.fixture
def services(app: Flask) -> Services:
    return _services(app)


class Silent(WSGIRequestHandler):
    """Logs no requests."""

    def log_request(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def live_server(make_app: Callable[..., Flask]) -> Iterator[str]:
    """The address of a server with the real surveys, for browsers."""
    server = make_server("127.0.0.1", 0, make_app(ROOT / "surveys"), threaded=True, request_handler=Silent)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()
