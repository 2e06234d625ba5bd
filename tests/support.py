"""What tests in every room share: a clock to set, and a browser without JavaScript that polices each page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.accessibility.visiting import form_of
from tests.contract import police

ROOT = Path(__file__).resolve().parent.parent
EVERY_TYPE = ROOT / "tests" / "web" / "surveys"
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


@dataclass
class Clock:
    """A clock that tests set."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def pass_time(self, **amount: float) -> None:
        self.now += timedelta(**amount)


class PolicedClient(FlaskClient):
    """A browser without JavaScript: every HTML page that it gets must keep the page contract."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        response = super().open(*args, **kwargs)
        if response.mimetype == "text/html" and not response.location:
            path = response.request.path
            first = path.strip("/").partition("/")[0]
            language = first if first in ("lv", "ru") else ""
            police(response.text, path, language, response.status_code, response.headers)
        return response

    def press(self, page: TestResponse, action: str = "continue", **typed: Any) -> TestResponse:
        """Fill in the form of a page and press one of its buttons, as a browser would; follows no redirect."""
        url, hidden = form_of(page)
        return self.post(url, data={**hidden, **typed, "action": action})


def policed(app: Flask) -> PolicedClient:
    """Another browser."""
    client = app.test_client()
    assert isinstance(client, PolicedClient)
    return client
