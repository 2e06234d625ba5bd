"""What the page for operators promises of proxies, secret keys, backups and monitoring."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask, request

from app.config import ROOT
from app.services import Services
from tests.support import PolicedClient, policed

PAGE = (ROOT / "docs" / "operators.md").read_text(encoding="utf-8")
SCRIPTS = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
SURVEY = "/lv/every-type"
OLD, NEW = "o" * 40, "n" * 40
FORWARDED = {
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "survey.example.lv",
    "X-Forwarded-For": "192.0.2.7",
}
MakeApp = Callable[..., Flask]


def seen_through(app: Flask) -> tuple[str, str | None]:
    """What the application takes for its own address and for that of the browser."""
    seen = []

    @app.before_request
    def look() -> None:
        seen.append((request.host_url, request.remote_addr))

    app.test_client().get("/healthz", headers=FORWARDED)
    return seen[0]


def test_behind_a_proxy_its_headers_are_believed(make_app: MakeApp) -> None:
    assert seen_through(make_app(BALSS_PROXIES="1")) == ("https://survey.example.lv/", "192.0.2.7")


def test_without_one_nobody_can_pretend_to_be_a_proxy(make_app: MakeApp) -> None:
    assert seen_through(make_app()) == ("http://localhost/", "127.0.0.1")


def test_in_production_the_cookie_travels_over_https_only(make_app: MakeApp) -> None:
    app = make_app(BALSS_ENV="production", BALSS_SECRET_KEY=NEW, BALSS_PROXIES="1")
    response = app.test_client().get(f"{SURVEY}/", headers=FORWARDED)
    cookie = response.headers["Set-Cookie"]
    assert cookie.startswith("__Host-balss=")
    assert "; Secure;" in cookie
    assert "max-age=" in response.headers["Strict-Transport-Security"]


def test_an_interview_goes_on_under_a_new_secret_key(make_app: MakeApp) -> None:
    before = policed(make_app(BALSS_SECRET_KEY=OLD))
    before.press(before.get(f"{SURVEY}/agree"), agree="yes")
    after = with_cookie(before, make_app(BALSS_SECRET_KEY=NEW, BALSS_SECRET_KEY_FALLBACKS=OLD))
    assert "checked" in after.get(f"{SURVEY}/agree").text
    assert after.press(after.get(f"{SURVEY}/hours"), hours="3").location
    forgotten = with_cookie(before, make_app(BALSS_SECRET_KEY=NEW))
    assert "checked" not in forgotten.get(f"{SURVEY}/agree").text


def with_cookie(client: PolicedClient, app: Flask) -> PolicedClient:
    """The same browser, at another application."""
    cookie = client.get_cookie("balss")
    assert cookie
    other = policed(app)
    other.set_cookie("balss", cookie.value)
    return other


def test_monitoring_is_answered_without_cookie(client: PolicedClient) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.text) == (200, "ok")
    assert "Set-Cookie" not in response.headers


def test_a_copy_made_as_the_page_says_has_the_responses_and_no_draft(
    client: PolicedClient, services: Services, tmp_path: Path
) -> None:
    client.press(client.get(f"{SURVEY}/agree"), agree="yes")
    client.get(client.press(client.get(f"{SURVEY}/hours"), action="later", hours="3").location)
    with services.database.writing() as connection:
        values = "'k', 'every-type', '1', 'lv', 'web', '2026-W47', '{}', 'r'"
        columns = "key, survey, version, language, mode, week, answers, receipt"
        connection.exec_driver_sql(f"INSERT INTO responses ({columns}) VALUES ({values})")  # noqa: S608
    source = tmp_path / "instance" / "balss.db"
    assert counted(source) == {"drafts": 1, "doors": 1, "responses": 1}
    (script,) = SCRIPTS
    (tmp_path / "backup.py").write_text(script, encoding="utf-8")
    subprocess.run([sys.executable, tmp_path / "backup.py", source, tmp_path / "copy.db"], check=True)
    assert counted(tmp_path / "copy.db") == {"drafts": 0, "doors": 0, "responses": 1}
    assert counted(source) == {"drafts": 1, "doors": 1, "responses": 1}


def counted(path: Path) -> dict[str, int]:
    """How many rows of each kind a database holds."""
    database = sqlite3.connect(path)
    counts = "SELECT (SELECT count(*) FROM drafts), (SELECT count(*) FROM doors), (SELECT count(*) FROM responses)"
    row = database.execute(counts).fetchone()
    database.close()
    return dict(zip(("drafts", "doors", "responses"), row, strict=True))


@pytest.mark.parametrize("name", sorted(set(re.findall(r"\b(?:BALSS_[A-Z_]+|DATABASE_URL)", PAGE))))
def test_every_setting_that_is_named_exists(name: str) -> None:
    assert f"| `{name}` |" in (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
