"""Answering without JavaScript: nothing is lost, nothing is asked twice, nothing is stored that was not meant."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from app.responses.database import StorageUnavailable
from app.responses.drafts import Conflict
from app.responses.submission import stored_responses
from app.services import Services
from tests.support import EVERY_TYPE, Clock, PolicedClient, policed

SURVEY = "/lv/every-type"


def words(page: TestResponse) -> str:
    """What a person reads on a page."""
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.text)))


def begin(client: PolicedClient, language: str = "lv") -> TestResponse:
    """Press start and agree; gives the page after it."""
    client.press(client.get(f"/{language}/every-type/"))
    page = client.get(f"/{language}/every-type/agree")
    return client.get(client.press(page, agree="yes").location)


def test_the_start_button_leads_to_the_first_question(client: PolicedClient) -> None:
    response = client.press(client.get(f"{SURVEY}/"), action="start")
    assert response.status_code == 302
    assert response.location == f"{SURVEY}/agree"


def test_nothing_is_stored_before_the_first_answer(client: PolicedClient, services: Services) -> None:
    client.get(f"{SURVEY}/")
    client.get(f"{SURVEY}/agree")
    with services.database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM drafts").scalar_one() == 0


def test_a_good_answer_leads_to_the_next_page_and_is_there_when_one_comes_back(client: PolicedClient) -> None:
    after = begin(client)
    assert after.request.path == f"{SURVEY}/welcome"
    assert re.search(r'value="yes" checked', client.get(f"{SURVEY}/agree").text)


def test_a_required_question_that_was_left_blank_comes_back_with_its_own_sentence(client: PolicedClient) -> None:
    page = client.get(f"{SURVEY}/agree")
    response = client.press(page)
    assert response.status_code == 303
    assert response.location == f"{SURVEY}/agree#kludas"
    error = client.get(f"{SURVEY}/agree")
    assert words(error).count("Izvēlieties, vai piedalīsieties.") == 2  # in the summary and beside the question
    assert "<title>Kļūda:" in error.text


def test_a_required_question_cannot_be_skipped(client: PolicedClient) -> None:
    assert 'value="skip"' not in client.get(f"{SURVEY}/agree").text
    client.press(client.get(f"{SURVEY}/agree"), action="skip")
    assert client.get(f"{SURVEY}/check").location == f"{SURVEY}/agree?then=check"


def test_skipping_takes_an_answer_back(client: PolicedClient) -> None:
    begin(client)
    client.press(client.get(f"{SURVEY}/fruits"), fruits="apple")
    assert "checked" in client.get(f"{SURVEY}/fruits").text
    client.press(client.get(f"{SURVEY}/fruits"), action="skip")
    assert "checked" not in client.get(f"{SURVEY}/fruits").text


def test_typed_nonsense_comes_back_as_it_was_typed(client: PolicedClient) -> None:
    begin(client)
    client.press(client.get(f"{SURVEY}/hours"), hours="daudz <b>stundu</b>")
    page = client.get(f"{SURVEY}/hours")
    assert 'value="daudz &lt;b&gt;stundu&lt;/b&gt;"' in page.text
    assert 'aria-invalid="true"' in page.text


def test_an_error_is_not_thrown_at_somebody_who_has_moved_on(client: PolicedClient) -> None:
    begin(client)
    client.press(client.get(f"{SURVEY}/hours"), hours="daudz")
    client.press(client.get(f"{SURVEY}/fruits"), fruits="apple")
    page = client.get(f"{SURVEY}/hours")
    assert 'id="kludas"' not in page.text
    assert 'value="daudz"' in page.text


@pytest.mark.parametrize("typed", ["12", "daudz"])
def test_changing_the_language_keeps_what_was_typed_valid_or_not(client: PolicedClient, typed: str) -> None:
    begin(client)
    response = client.press(client.get(f"{SURVEY}/hours"), action="language:ru", hours=typed)
    assert response.location == "/ru/every-type/hours"
    page = client.get(response.location)
    assert f'value="{typed}"' in page.text
    assert 'id="kludas"' not in page.text


@pytest.mark.parametrize("action", ["easy:on", "appearance", "later"])
def test_every_button_that_leads_away_keeps_what_was_typed(client: PolicedClient, action: str) -> None:
    begin(client)
    client.press(client.get(f"{SURVEY}/story"), action=action, story="pusteikums")
    assert "pusteikums" in client.get(f"{SURVEY}/story").text


def test_the_appearance_that_was_saved_shows_on_every_page_and_one_returns(client: PolicedClient) -> None:
    begin(client)
    to_appearance = client.press(client.get(f"{SURVEY}/hours"), action="appearance")
    page = client.get(to_appearance.location)
    back = client.press(page, action="save", size="300", colours="yellow-on-black", spacing="wide")
    assert back.location == f"{SURVEY}/hours"
    assert 'data-colours="yellow-on-black" data-size="300" data-spacing="wide"' in client.get(back.location).text


def test_nobody_is_sent_to_another_site(client: PolicedClient) -> None:
    page = client.get("/lv/appearance?return=https://elsewhere.example/")
    assert "elsewhere" not in page.text
    response = client.post("/lv/view", data={"action": "language:ru", "return": "//elsewhere.example/"})
    assert response.location == "/"


def test_easy_to_read_stays_on_the_same_question(client: PolicedClient) -> None:
    page = client.get(f"{SURVEY}/agree")
    response = client.press(page, action="easy:on")
    easy = client.get(response.location)
    assert easy.request.path == f"{SURVEY}/agree"
    assert "Vai gribat?" in easy.text
    assert '<html lang="lv"' in easy.text


def test_an_expired_token_shows_the_page_with_everything_typed_and_stores_on_the_next_press(
    client: PolicedClient,
) -> None:
    begin(client)
    old = client.post(f"{SURVEY}/hours", data={"hours": "12", "action": "continue", "csrf": "an old one"})
    assert old.status_code == 200
    assert 'value="12"' in old.text
    assert 'value="12"' not in client.get(f"{SURVEY}/hours").text
    assert client.press(old, hours="12").status_code == 303
    assert 'value="12"' in client.get(f"{SURVEY}/hours").text


def test_a_post_from_another_site_stores_nothing(client: PolicedClient) -> None:
    page = begin(client)
    fields = {"csrf": unescape(re.search(r'name="csrf" value="([^"]+)"', page.text)[1]), "hours": "12"}  # type: ignore[index]
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}):
        response = client.post(f"{SURVEY}/hours", data=fields, headers=headers)
        assert response.status_code == 200
        assert 'value="12"' not in client.get(f"{SURVEY}/hours").text


def test_a_post_as_browsers_send_it_under_our_referrer_policy_is_stored(client: PolicedClient) -> None:
    page = begin(client)
    fields = {"csrf": unescape(re.search(r'name="csrf" value="([^"]+)"', page.text)[1]), "hours": "12"}  # type: ignore[index]
    client.post(f"{SURVEY}/hours", data=fields, headers={"Sec-Fetch-Site": "same-origin", "Origin": "null"})
    assert 'value="12"' in client.get(f"{SURVEY}/hours").text


def test_waiting_for_26_hours_loses_nothing(client: PolicedClient, clock: Clock) -> None:
    begin(client)
    page = client.get(f"{SURVEY}/hours")
    clock.pass_time(hours=26)
    assert client.press(page, hours="12").status_code == 303
    assert 'value="12"' in client.get(f"{SURVEY}/hours").text


def test_an_answer_whose_draft_is_gone_is_carried_through_the_return_code(client: PolicedClient) -> None:
    begin(client)
    code = client.get(client.press(client.get(f"{SURVEY}/hours"), action="later").location)
    return_code = unescape(re.search(r'class="code"[^>]*>([^<]+)<', code.text)[1])  # type: ignore[index]
    page = client.get(f"{SURVEY}/hours")
    client.delete_cookie("balss")
    lost = client.press(page, hours="12")
    assert lost.status_code == 200
    again = client.press(lost, action="resume", code=return_code)
    assert again.location == f"{SURVEY}/hours"
    assert 'value="12"' in client.get(again.location).text


def test_two_windows_that_answer_different_questions_keep_both(client: PolicedClient) -> None:
    begin(client)
    one, other = client.get(f"{SURVEY}/hours"), client.get(f"{SURVEY}/weight")
    client.press(one, hours="12")
    client.press(other, weight="3,5")
    assert 'value="12"' in client.get(f"{SURVEY}/hours").text
    assert 'value="3,5"' in client.get(f"{SURVEY}/weight").text


def test_two_windows_that_answer_the_same_question_differently_are_asked(client: PolicedClient) -> None:
    begin(client)
    one, other = client.get(f"{SURVEY}/hours"), client.get(f"{SURVEY}/hours")
    client.press(one, hours="12")
    asked = client.press(other, hours="20")
    assert asked.status_code == 200
    assert "12" in words(asked)
    assert 'value="20"' in asked.text
    assert client.press(asked, hours="20").status_code == 303
    assert 'value="20"' in client.get(f"{SURVEY}/hours").text


def test_a_double_click_on_continue_is_one_answer(client: PolicedClient) -> None:
    begin(client)
    page = client.get(f"{SURVEY}/hours")
    assert client.press(page, hours="12").location == client.press(page, hours="12").location


def test_back_leads_to_the_page_before_and_from_a_change_to_the_check_page(client: PolicedClient) -> None:
    begin(client)
    assert f'href="{SURVEY}/welcome"' in client.get(f"{SURVEY}/fruits").text
    assert f'href="{SURVEY}/check"' in client.get(f"{SURVEY}/fruits?then=check").text


def test_refusing_to_take_part_ends_politely_and_sends_nothing(client: PolicedClient, services: Services) -> None:
    client.press(client.get(f"{SURVEY}/"))
    response = client.press(client.get(f"{SURVEY}/agree"), agree="no")
    end = client.get(response.location)
    assert "Paldies par interesi." in end.text
    assert "Turpināt" not in words(end).rpartition("Paldies par interesi.")[2]
    assert client.get(f"{SURVEY}/check").location == f"{SURVEY}/declined?then=check"
    assert list(stored_responses(services.database, "every-type")) == []
    client.press(end, action="discard")
    with services.database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM drafts").scalar_one() == 0


def test_an_unknown_page_is_not_found_and_one_off_the_route_leads_on(client: PolicedClient) -> None:
    assert client.get(f"{SURVEY}/nothing").status_code == 404
    assert client.get(f"{SURVEY}/declined").status_code == 302


@pytest.mark.parametrize("failure", [StorageUnavailable("database is locked"), Conflict()])
def test_a_storage_that_fails_gives_a_page_that_carries_the_answer(
    client: PolicedClient, services: Services, monkeypatch: pytest.MonkeyPatch, failure: Exception
) -> None:
    begin(client)
    page = client.get(f"{SURVEY}/hours")

    def fail(*_: object) -> None:
        raise failure

    with monkeypatch.context() as failing:
        failing.setattr(type(services.drafts), "save", fail)
        unavailable = client.press(page, hours="12")
    assert unavailable.status_code == 503
    assert client.press(unavailable).status_code == 303
    assert 'value="12"' in client.get(f"{SURVEY}/hours").text


def test_a_survey_that_is_not_open_says_so_on_every_page(client: PolicedClient, clock: Clock) -> None:
    clock.pass_time(days=-400)
    assert "01" in words(client.get(f"{SURVEY}/")) or "2026" in words(client.get(f"{SURVEY}/"))
    assert 'name="agree"' not in client.get(f"{SURVEY}/agree").text
    clock.pass_time(days=900)
    assert 'name="agree"' not in client.get(f"{SURVEY}/agree").text
    assert client.post(f"{SURVEY}/check").status_code == 200


def test_a_day_begins_at_midnight_in_latvia(make_app: Callable[..., Flask], tmp_path: Path, clock: Clock) -> None:
    folder = tmp_path / "surveys" / "day"
    folder.mkdir(parents=True)
    (folder / "survey.yaml").write_bytes((EVERY_TYPE / "every-type" / "survey.yaml").read_bytes())
    (folder / "form.yaml").write_text(
        "settings: {form_id: day, default_language: lv}\n"
        "survey: [{type: note, name: now, label: {lv: 'Diena: ${day}', ru: 'День: ${day}'}},"
        " {type: calculate, name: day, calculation: today()}]\n"
    )
    clock.now = datetime(2026, 11, 22, 22, 30, tzinfo=UTC)
    assert "2026-11-23" in words(policed(make_app(tmp_path / "surveys")).get("/lv/day/now"))


def test_only_what_is_shown_or_played_is_fetched_from_the_media_folder(client: PolicedClient) -> None:
    with client.get(f"{SURVEY}/media/apple.svg") as picture:
        assert picture.mimetype == "image/svg+xml"
    assert client.get(f"{SURVEY}/media/towns.csv").status_code == 404
    assert client.get(f"{SURVEY}/media/../form.yaml").status_code == 404


@pytest.mark.parametrize("path", ["/xx/", "/lv/unknown/", "/lv/every-type/agree/more", "/favicon.ico"])
def test_what_is_not_there_is_a_page_that_says_so(client: PolicedClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_too_much_text_is_refused_with_a_page(client: PolicedClient) -> None:
    begin(client)
    assert client.post(f"{SURVEY}/story", data={"story": "a" * 300_000}).status_code == 413


def test_too_many_tries_of_a_code_are_refused_with_a_page(make_app: Callable[..., Flask]) -> None:
    client = make_app().test_client()
    statuses = {client.post(f"{SURVEY}/resume", data={"code": "a b c"}).status_code for _ in range(40)}
    assert statuses == {200, 429}
