"""Every page in every state, in lv and ru: the route map is whole, and each page keeps the contract."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from lxml import html
from werkzeug.wrappers import Response

from app import create_app
from app.accessibility.route_map import State, states
from app.accessibility.visiting import visit
from app.config import Settings
from app.questionnaire.model import UNSEEN, QuestionType
from app.security import limiter
from app.services import Services
from tests.contract import police
from tests.support import EVERY_TYPE, NOW, ROOT

LANGUAGES = ("lv", "ru")
NOT_PAGES = {"static", "respondent.healthz", "respondent.media"}
SURVEYS = {"real": ROOT / "surveys", "every-type": EVERY_TYPE}


@dataclass
class Visited:
    """An application, its route map, and every page of it in each language."""

    app: Flask
    services: Services
    states: list[State]
    pages: dict[tuple[str, str], Response]

    def titles(self) -> dict[str, set[str]]:
        """The addresses (with their state of error or not) that share a title."""
        found: dict[str, set[str]] = defaultdict(set)
        for (name, language), page in self.pages.items():
            if page.mimetype == "text/html":
                found[html.fromstring(page.get_data(as_text=True)).findtext(".//title")].add(f"{language} {name}")
        return found


@pytest.fixture(scope="module", params=SURVEYS)
def visited(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visited]:
    folder = tmp_path_factory.mktemp("instance")
    environ = {"BALSS_SURVEYS": str(SURVEYS[request.param]), "BALSS_INSTANCE": str(folder)}
    app = create_app(Settings.read(environ), clock=lambda: NOW)
    services: Services = app.extensions["balss"]
    services.database.migrate()
    limiter.enabled = False
    mapped = states(services.surveys)
    pages = {(state.id, language): visit(app, state, language) for state in mapped for language in LANGUAGES}
    yield Visited(app, services, mapped, pages)
    limiter.enabled = True
    services.database.close()


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
    routes = {rule.endpoint for rule in visited.app.url_map.iter_rules()} - NOT_PAGES
    assert routes <= {state.endpoint for state in visited.states}


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
        page = visited.pages[state.id, "ru"]
        if state.endpoint == "respondent.question":
            assert ('id="kludas"' in page.get_data(as_text=True)) == ("/error-" in state.id), state.id


def test_titles_differ_from_page_to_page_and_between_a_page_and_its_errors(visited: Visited) -> None:
    for title, names in visited.titles().items():
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
