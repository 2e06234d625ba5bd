"""Visits a state of the route map through the application itself, and gives the page that a respondent would get."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, time
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from lxml import html
from werkzeug.exceptions import HTTPException, default_exceptions
from werkzeug.test import TestResponse
from werkzeug.wrappers import Response

from app.accessibility.route_map import RECEIPT, Post, State
from app.respondent.appearance import Appearance
from app.responses.database import StorageUnavailable
from app.responses.drafts import Draft
from app.services import Services
from app.survey import HERE

UNAVAILABLE = 503


def visit(app: Flask, state: State, language: str) -> Response:
    """The response to the last request of `state` in `language`: its page, headers and status."""
    with _on_day(app, state):
        if state.error:
            return _failing(app, state, language)
        client = app.test_client()
        receipt = _prepare(app, client, state, language)
        if state.post and state.post.blind:
            return client.post(_path(state, language), data={**state.post.typed, "action": state.post.action})
        page = client.get(_path(state, language), follow_redirects=True)
        return _press(client, page, state.post, receipt) if state.post else page


@contextmanager
def _on_day(app: Flask, state: State) -> Iterator[None]:
    services: Services = app.extensions["balss"]
    if state.day is None:
        yield
        return
    moment = datetime.combine(state.day, time(12), HERE)
    app.extensions["balss"] = replace(services, clock=lambda: moment)
    try:
        yield
    finally:
        app.extensions["balss"] = services


def _path(state: State, language: str) -> str:
    return state.path.replace("<language>", language)


def _prepare(app: Flask, client: FlaskClient, state: State, language: str) -> str:
    """Give the browser its appearance and its draft; gives the receipt when the draft is sent."""
    with client.session_transaction() as session:
        Appearance(easy=state.easy).keep(session)
        if state.draft is None:
            return ""
        services: Services = app.extensions["balss"]
        version = services.surveys[state.survey].questionnaire.version
        key = services.drafts.create(Draft(state.survey, version, language, **state.draft))
        session["keys"] = {state.survey: key}
    return _send(client, state, language) if state.sent else ""


def _send(client: FlaskClient, state: State, language: str) -> str:
    check = client.get(f"/{language}/{state.survey}/check")
    done = _press(client, check, Post("send"), "")
    return str(html.fromstring(done.text).xpath("normalize-space(//*[@class='code'])"))


def _press(client: FlaskClient, page: TestResponse, post: Post, receipt: str) -> TestResponse:
    """Type, and press a button of the page's form."""
    url, hidden = form_of(page)
    fields = {name: value for name, value in hidden.items() if name not in post.drop}
    typed = {name: [text.replace(RECEIPT, receipt) for text in texts] for name, texts in post.typed.items()}
    return client.post(url, data={**fields, **typed, "action": post.action}, follow_redirects=True)


def form_of(page: TestResponse) -> tuple[str, dict[str, str]]:
    """Where the form of a page is posted to, and its hidden fields."""
    document: Any = html.document_fromstring(page.text)
    (form,) = (form for form in document.forms if form.get("id") == "answers")
    hidden = {field.name: field.value for field in form.inputs if field.get("type") == "hidden"}
    return form.action or page.request.full_path.rstrip("?"), hidden


def _failing(app: Flask, state: State, language: str) -> Response:
    """What the application answers when something fails on the way: its own handlers, its own headers."""
    posted = {"action": "continue", "typed": "12"} if state.error == UNAVAILABLE else {}
    method = "POST" if posted else "GET"
    with app.test_request_context(_path(state, language), method=method, data=posted or None):
        response = app.make_response(app.handle_user_exception(_error(state.error)))
        return app.process_response(response)


def _error(status: int) -> Exception:
    if status == UNAVAILABLE:
        return StorageUnavailable("on the way")
    error: HTTPException = default_exceptions[status]()
    return error
