"""Every page in every state, in lv and ru: the route map is whole, and each page keeps the contract."""

from __future__ import annotations

from collections import defaultdict

import pytest
from lxml import html

from app.questionnaire.model import UNSEEN, QuestionType
from tests.contract import police
from tests.visited import SURVEYS, Visited
from tests.visited import visited as visit_all

NOT_PAGES = {"static", "respondent.healthz", "respondent.media"}


@pytest.fixture(params=SURVEYS)
def visited(request: pytest.FixtureRequest) -> Visited:
    return visit_all(request.param)


def test_every_state_of_every_page_keeps_the_page_contract(visited: Visited) -> None:
    broken = []
    for (name, language), page in visited.pages.items():
        if page.mimetype != "text/html":
            continue
        try:
            asked_in = "" if name == "languages" else language
            police(page.get_data(as_text=True), name, asked_in, page.status_code, page.headers)
        except AssertionError as error:
            broken.append(f"{language} {error}")
    assert not broken, "\n".join(broken)


def test_no_route_of_the_application_is_forgotten(visited: Visited) -> None:
    assert visited.endpoints - NOT_PAGES <= {state.endpoint for state in visited.states}


def test_every_page_of_every_questionnaire_is_reached(visited: Visited) -> None:
    mapped = {state.id for state in visited.states}
    for survey in visited.services.surveys.values():
        missing = [page.name for page in survey.questionnaire.pages if f"{survey.id}/{page.name}/empty" not in mapped]
        assert not missing


def test_every_state_shows_the_page_that_it_names(visited: Visited) -> None:
    for state in visited.states:
        page = visited.pages[state.id, "lv"]
        if state.error:
            assert page.status_code == state.error, state.id
        else:
            assert page.status_code == 200, state.id
        if state.id.endswith("/empty") and state.endpoint == "respondent.question":
            assert 'id="answers"' in page.get_data(as_text=True), state.id


def test_error_states_show_errors_and_other_states_do_not(visited: Visited) -> None:
    for state in visited.states:
        if state.endpoint == "respondent.question":
            page = visited.html()[state.id, "ru"]
            assert ('id="kludas"' in page) == ("/error-" in state.id), state.id


def test_titles_differ_from_page_to_page_and_between_a_page_and_its_errors(visited: Visited) -> None:
    titles = defaultdict(set)
    for (name, language), page in visited.html().items():
        titles[html.fromstring(page).findtext(".//title")].add(f"{language} {name}")
    for title, names in titles.items():
        pages = {(name.rpartition("/")[0], "/error" in name) for name in names if name.count("/") == 2}
        assert len(pages) <= 1, (title, sorted(names))


def test_every_type_of_question_is_drawn_and_can_go_wrong_in_the_survey_made_for_it(visited: Visited) -> None:
    survey = visited.services.surveys.get("every-type")
    if survey is None:
        return
    questions = survey.questionnaire.questions.values()
    assert {question.type for question in questions} >= set(QuestionType) - UNSEEN
    wrong = {state.id.split("/")[1] for state in visited.states if "/error-" in state.id}
    assert wrong >= {"agree", "fruits", "hours", "weight", "story", "day", "month", "year", "order", "read"}
