"""The one cookie: when it is set, and how long it is kept."""

from __future__ import annotations

from tests.support import PolicedClient

START = "/lv/every-type/"


def _begin(client: PolicedClient) -> str:
    """Press the button of the first page; gives the address of the first question."""
    return client.press(client.get(START)).location


def test_a_page_that_is_only_looked_at_again_sets_no_cookie(client: PolicedClient) -> None:
    first = _begin(client)
    client.get(first)
    assert "Set-Cookie" not in client.get(first).headers


def test_the_cookie_is_kept_as_long_as_the_draft_counted_from_each_save(client: PolicedClient) -> None:
    first = _begin(client)
    client.press(client.get(first))
    saved = client.press(client.get(first), action="skip")
    assert "Expires" in saved.headers["Set-Cookie"]
