"""What the pages promise about privacy: no address is kept, one cookie, strict headers in production."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from tests.support import PolicedClient, policed

SURVEY = "/lv/every-type"
ADDRESS = "203.0.113.77"
AGENT = "Canary/7.7"


def test_neither_address_nor_browser_is_kept_in_database_or_log(
    make_app: Callable[..., Flask], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    client = policed(make_app())
    client.environ_base |= {"REMOTE_ADDR": ADDRESS, "HTTP_USER_AGENT": AGENT}
    client.press(client.get(f"{SURVEY}/agree"), agree="yes")
    client.press(client.get(f"{SURVEY}/read"), read="OK")
    client.press(client.get(f"{SURVEY}/check"), action="send")
    client.press(client.get(f"{SURVEY}/resume"), code="nav tādu vārdu")
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()) + caplog.text.encode()
    assert b"every-type" in kept  # the response itself is there
    assert ADDRESS.encode() not in kept
    assert AGENT.encode() not in kept


def test_in_production_the_cookie_and_the_pages_keep_to_https(make_app: Callable[..., Flask]) -> None:
    client = policed(make_app(BALSS_ENV="production"))
    page = client.get(f"{SURVEY}/agree", base_url="https://survey.example")
    (cookie,) = page.headers.getlist("Set-Cookie")
    assert cookie.startswith("__Host-balss=")
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
    assert page.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


def test_no_page_of_an_interview_names_a_secret_in_its_address(client: PolicedClient) -> None:
    client.press(client.get(f"{SURVEY}/agree"), agree="yes")
    code = client.press(client.get(f"{SURVEY}/weight"), action="later")
    assert code.location == f"{SURVEY}/code"
    with client.session_transaction() as session:
        (key,) = session["keys"].values()
    for address in ("agree", "code", "check", "resume"):
        assert key not in client.get(f"{SURVEY}/{address}").text
