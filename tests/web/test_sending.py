"""Checking, sending, receipt and withdrawal."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from html import unescape

from flask import Flask
from werkzeug.test import TestResponse

from app.responses.submission import Response, stored_responses
from app.services import Services
from tests.support import Clock, PolicedClient, policed

SURVEY = "/lv/every-type"
CODE = re.compile(r'class="code"[^>]*>([^<]+)<')


def answered(client: PolicedClient) -> TestResponse:
    """Answer what is required; gives the check page."""
    client.press(client.get(f"{SURVEY}/"), action="start")
    client.press(client.get(f"{SURVEY}/agree"), agree="yes")
    client.press(client.get(f"{SURVEY}/hours"), hours="12")
    client.press(client.get(f"{SURVEY}/read"), read="OK")
    return client.get(f"{SURVEY}/check")


def code_on(page: TestResponse) -> str:
    found = CODE.search(page.text)
    assert found
    return unescape(found[1])


def stored(services: Services) -> list[Response]:
    return list(stored_responses(services.database, "every-type"))


def test_sending_stores_one_response_and_shows_a_receipt(client: PolicedClient, services: Services) -> None:
    done = client.press(answered(client), action="send")
    assert done.location == f"{SURVEY}/done"
    assert len(code_on(client.get(done.location)).replace("-", " ").split()) == 6
    (response,) = stored(services)
    assert response.answers["agree"] == "yes"
    assert response.answers["hours"] == "12"
    assert response.answers["weight"] is None  # its page was never passed
    assert "declined" not in response.answers
    assert (response.language, response.mode, response.week) == ("lv", "web", "2026-W47")


def test_nothing_is_sent_without_the_check_page(client: PolicedClient, services: Services) -> None:
    client.press(client.get(f"{SURVEY}/agree"), agree="yes")
    client.press(client.get(f"{SURVEY}/read"), read="OK")
    page = client.get(f"{SURVEY}/hours")
    client.post(f"{SURVEY}/check", data={"csrf": re.search(r'name="csrf" value="([^"]+)"', page.text)[1]})  # type: ignore[index]
    assert stored(services) == []


def test_sending_twice_gives_the_same_receipt_and_stores_once(client: PolicedClient, services: Services) -> None:
    check = answered(client)
    first = client.get(client.press(check, action="send").location)
    second = client.get(client.press(check, action="send").location)
    assert code_on(first) == code_on(second) == code_on(client.get(f"{SURVEY}/done"))
    assert len(stored(services)) == 1


def test_a_hundred_sends_at_once_make_one_response(client: PolicedClient, app: Flask, services: Services) -> None:
    check = answered(client)
    cookie = client.get_cookie("balss")
    assert cookie

    def send(_: int) -> str:
        browser = policed(app)
        browser.set_cookie("balss", cookie.value)
        return code_on(browser.get(browser.press(check, action="send").location))

    with ThreadPoolExecutor(16) as pool:
        receipts = set(pool.map(send, range(100)))
    assert len(receipts) == 1
    assert len(stored(services)) == 1


def test_the_check_page_returns_to_what_is_missing(client: PolicedClient) -> None:
    client.press(client.get(f"{SURVEY}/agree"), agree="yes")
    assert client.get(f"{SURVEY}/check").location == f"{SURVEY}/read?then=check"


def test_nonsense_that_was_left_on_a_page_is_not_passed_over(client: PolicedClient) -> None:
    answered(client)
    client.press(client.get(f"{SURVEY}/hours"), hours="daudz")
    assert client.get(f"{SURVEY}/check").location == f"{SURVEY}/hours?then=check"


def test_changing_an_answer_returns_to_the_check_page(client: PolicedClient) -> None:
    check = answered(client)
    assert f'href="{SURVEY}/hours?then=check"' in check.text
    page = client.get(f"{SURVEY}/agree?then=check")
    after = client.press(page, agree="yes")
    assert after.location == f"{SURVEY}/welcome"  # never passed, so it comes next


def test_a_change_goes_past_every_page_that_was_passed_before_also_pages_of_several_questions(
    client: PolicedClient,
) -> None:
    client.press(answered(client), action="send")
    client.press(client.get(f"{SURVEY}/"), action="start")
    page = client.get(f"{SURVEY}/agree")
    while not (location := client.press(page, agree="yes", read="OK").location).endswith("check"):
        page = client.get(location)
    change = client.get(f"{SURVEY}/agree?then=check")
    assert client.press(change, agree="yes").location == f"{SURVEY}/check"


def test_after_sending_the_questions_are_closed_until_one_starts_again(client: PolicedClient) -> None:
    client.press(answered(client), action="send")
    assert 'name="agree"' not in client.get(f"{SURVEY}/check").text
    client.press(client.get(f"{SURVEY}/"), action="start")
    assert 'name="agree"' in client.get(f"{SURVEY}/agree").text


def test_a_receipt_withdraws_the_response_once(client: PolicedClient, services: Services) -> None:
    receipt = code_on(client.get(client.press(answered(client), action="send").location))
    withdrawn = client.press(client.get(f"{SURVEY}/withdraw"), action="withdraw", code=receipt.upper())
    assert withdrawn.status_code == 200
    assert stored(services) == []
    again = client.press(client.get(f"{SURVEY}/withdraw"), action="withdraw", code=receipt)
    assert 'id="kludas"' in again.text


def test_after_the_freeze_date_nothing_can_be_withdrawn(client: PolicedClient, clock: Clock) -> None:
    clock.pass_time(days=200)
    assert 'name="code"' not in client.get(f"{SURVEY}/withdraw").text


def test_the_promises_of_the_privacy_notice_are_kept(
    client: PolicedClient, services: Services, clock: Clock
) -> None:
    receipt = code_on(client.get(client.press(answered(client), action="send").location))
    client.press(client.get(f"{SURVEY}/"), action="start")
    client.press(client.get(f"{SURVEY}/agree"), agree="yes")
    clock.pass_time(days=200)
    services.tidy()
    with services.database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM drafts").scalar_one() == 0
        assert connection.exec_driver_sql("SELECT count(receipt) FROM responses").scalar_one() == 0
    assert not services.responses.withdraw("every-type", receipt, services.today())
    assert len(stored(services)) == 1


def test_finishing_on_a_shared_computer_leaves_nothing_behind(client: PolicedClient) -> None:
    done = client.get(client.press(answered(client), action="send").location)
    response = client.press(done, action="finish")
    assert response.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert client.get(f"{SURVEY}/done").status_code == 302


def test_a_return_code_opens_the_draft_on_another_device_at_the_same_question(
    client: PolicedClient, app: Flask
) -> None:
    client.press(client.get(f"{SURVEY}/agree"), agree="yes")
    page = client.press(client.get(f"{SURVEY}/weight"), action="later", weight="3,5")
    code = code_on(client.get(page.location))
    assert code == code_on(client.get(f"{SURVEY}/code"))
    other = policed(app)
    typed = "  " + code.upper().replace(" ", "  -") + " "
    opened = other.press(other.get(f"{SURVEY}/resume"), action="resume", code=typed)
    assert opened.location == f"{SURVEY}/weight"
    assert 'value="3,5"' in other.get(opened.location).text


def test_a_wrong_and_an_absent_code_look_alike(client: PolicedClient) -> None:
    texts = {
        client.press(client.get(f"{SURVEY}/resume"), action="resume", code=code).text.replace(code, "…")
        for code in ("nav tādu vārdu", "abols abols abols abols abols abols")
    }
    assert len({re.sub(r'name="csrf" value="[^"]+"', "", text) for text in texts}) == 1
