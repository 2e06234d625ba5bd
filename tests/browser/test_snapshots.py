"""The server of captured pages gives back what was captured, and nothing else."""

from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest

from app.accessibility.snapshots import SnapshotServer


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    text: str


def get(address: str) -> Answer:
    parts = urlsplit(address)
    connection = HTTPConnection(parts.netloc)
    try:
        connection.request("GET", parts.path)
        response = connection.getresponse()
        return Answer(response.status, dict(response.getheaders()), response.read().decode())
    finally:
        connection.close()


@pytest.fixture
def static(tmp_path: Path) -> Path:
    folder = tmp_path / "static"
    folder.mkdir()
    (folder / "page.css").write_text("p { margin: 0 }")
    (tmp_path / "secret.txt").write_text("secret")
    return folder


def test_a_page_comes_back_with_its_headers_but_without_cookies(static: Path) -> None:
    headers = [("Content-Security-Policy", "default-src 'none'"), ("Set-Cookie", "balss=1")]
    with SnapshotServer(static) as server:
        answer = get(server.add("lv/who", "<p>Šķērslis</p>", headers))
    assert answer.text == "<p>Šķērslis</p>"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'"
    assert "Set-Cookie" not in answer.headers


def test_two_states_of_a_page_have_two_addresses(static: Path) -> None:
    with SnapshotServer(static) as server:
        assert server.add("lv/who", "one") != server.add("lv/who", "two")


def test_static_files_are_served_with_their_type(static: Path) -> None:
    with SnapshotServer(static) as server:
        assert get(server.url + "/static/page.css").headers["Content-Type"] == "text/css"


@pytest.mark.parametrize("path", ["/static/../secret.txt", "/static/absent.css", "/secret.txt", "/static/"])
def test_nothing_else_is_served(static: Path, path: str) -> None:
    with SnapshotServer(static) as server:
        assert get(server.url + path).status == 404
