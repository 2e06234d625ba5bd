"""The page contract speaks up: about findings in a page, and about headers and cookies."""

from pathlib import Path

import pytest
from werkzeug.datastructures import Headers

from tests.contract import HEADERS, POLICY, faulty_headers, police

GOOD = (Path(__file__).with_name("pages") / "good-question-lv.html").read_text(encoding="utf-8")


def good_headers() -> Headers:
    policy = "; ".join(f"{name} {value}" for name, value in POLICY.items())
    return Headers({**HEADERS, "Content-Security-Policy": policy, "Permissions-Policy": "camera=()"})


def test_a_good_page_with_good_headers_keeps_the_contract() -> None:
    police(GOOD, "/lv/s/hours", "lv", 200, good_headers())


def test_everything_that_is_wrong_is_told_at_once() -> None:
    broken = GOOD.replace("<footer>", "<div>").replace("</footer>", "</div>").replace('lang="lv"', "")
    with pytest.raises(AssertionError, match="breaks the page contract") as told:
        police(broken, "/lv/s/hours", "lv", 200, Headers())
    for part in ("/lv/s/hours", "C-16-landmarks", "C-15-page", "Referrer-Policy"):
        assert part in str(told.value)


def test_a_page_in_another_language_than_it_was_asked_for_breaks_the_contract() -> None:
    with pytest.raises(AssertionError, match="asked for in ru"):
        police(GOOD, "/ru/s/hours", "ru", 200, good_headers())


def test_a_page_refused_for_its_answers_must_show_errors() -> None:
    with pytest.raises(AssertionError, match="C-14-summary"):
        police(GOOD, "/lv/s/hours", "lv", 422, good_headers())


@pytest.mark.parametrize("name", [*HEADERS, "Permissions-Policy", "Content-Security-Policy"])
def test_each_header_is_missed(name: str) -> None:
    headers = good_headers()
    del headers[name]
    assert list(faulty_headers(headers))


@pytest.mark.parametrize("name", POLICY)
def test_each_directive_of_the_policy_is_missed(name: str) -> None:
    headers = good_headers()
    headers["Content-Security-Policy"] = headers["Content-Security-Policy"].replace(name, "x-nothing", 1)
    assert any(name in sentence for sentence in faulty_headers(headers))


def test_a_directive_that_lets_others_in_is_found() -> None:
    headers = good_headers()
    headers["Content-Security-Policy"] += "; connect-src https://example.org"
    assert list(faulty_headers(headers)) == ["the content security policy allows connect-src https://example.org"]


@pytest.mark.parametrize(
    ("cookie", "fault"),
    [
        ("session=1; HttpOnly; Path=/; SameSite=Lax", "a cookie called session is set"),
        ("balss=1; Path=/; SameSite=Lax", "the cookie balss is not httponly"),
        ("balss=1; HttpOnly; Path=/", "the cookie balss is not samesite=lax"),
        ("__Host-balss=1; HttpOnly; Path=/; SameSite=Lax", "the cookie __Host-balss is not secure"),
    ],
)
def test_any_cookie_but_the_one_of_the_draft_is_found(cookie: str, fault: str) -> None:
    headers = good_headers()
    headers.add("Set-Cookie", cookie)
    assert list(faulty_headers(headers)) == [fault]


def test_the_cookie_of_the_draft_is_allowed() -> None:
    headers = good_headers()
    headers.add("Set-Cookie", "__Host-balss=1; Secure; HttpOnly; Path=/; SameSite=Lax")
    assert list(faulty_headers(headers)) == []
