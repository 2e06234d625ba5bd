"""The end of an interview: check the answers, send them once, keep a receipt, withdraw."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from itertools import groupby

from flask import g, redirect, render_template, request, session, url_for
from markupsafe import Markup
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from app.questionnaire.model import Page, QuestionType
from app.respondent.blueprint import SURVEY, blueprint, survey
from app.respondent.forms import CodeForm
from app.respondent.notices import empty_code, forged, unknown_receipt
from app.respondent.question import closed_page
from app.respondent.returning import show_lost
from app.respondent.texts import text_of_survey
from app.respondent.view import carried_view, change_of_view, changed_view
from app.respondent.visit import Visit
from app.responses import codes
from app.responses.drafts import Draft
from app.responses.submission import Response as Sent
from app.security import CODES, is_trustworthy_post, limiter
from app.services import services

WEB = "web"
"""The mode in which a response was given."""


@dataclass(frozen=True)
class Row:
    """One line of the page where answers are checked."""

    question: Markup
    answer: str | Markup
    is_answered: bool
    is_own_words: bool
    """Whether the respondent wrote it, perhaps in another language than the page's."""
    change_url: str


@dataclass(frozen=True)
class Section:
    """The lines of one section."""

    title: Markup
    rows: list[Row]


@blueprint.route(f"{SURVEY}/check", methods=["GET", "POST"])
def check() -> str | Response:
    """Everything that was answered, by section, with a link to change each; the button sends it."""
    if closed := closed_page():
        return closed
    visit = Visit()
    if request.method == "POST":
        return _receive(visit)
    if visit.was_sent:
        return render_template("respondent/already_sent.html")
    if visit.is_new:
        return redirect(url_for("respondent.start", survey=survey().id))
    return _obstacle(visit) or _check_page(visit)


def _obstacle(visit: Visit) -> Response | None:
    """The way to a page that must be put right first."""
    unfinished = visit.interview.unfinished() or _faulty(visit) or _end(visit)
    if unfinished is None:
        return None
    url = url_for("respondent.question", survey=survey().id, name=unfinished.name, then="check")
    return redirect(url, HTTPStatus.SEE_OTHER)


def _faulty(visit: Visit) -> Page | None:
    """A page on which something was typed that could not be kept."""
    names = (name for name, typed in visit.draft.typed.items() if typed["checked"])
    return next((page for name in names if (page := visit.interview.page(name))), None)


def _end(visit: Visit) -> Page | None:
    """The page after which nothing is sent."""
    return visit.interview.route[-1] if visit.interview.ends_unsent() else None


def _check_page(visit: Visit, notice: str = "") -> str:
    if visit.draft.submission_key is None:
        visit.keep(_prepare)
    last = visit.interview.route[-1]
    return render_template(
        "respondent/check.html",
        sections=list(_sections(visit)),
        submission=visit.draft.submission_key,
        back_url=url_for("respondent.question", survey=survey().id, name=last.name),
        notice=notice,
    )


def _prepare(draft: Draft) -> None:
    """Give the draft the key that makes sending it happen exactly once."""
    draft.submission_key = draft.submission_key or secrets.token_urlsafe(16)


def _sections(visit: Visit) -> Iterator[Section]:
    for _, pages in groupby(visit.interview.route, key=lambda page: page.section and page.section.path):
        together = list(pages)
        rows = [row for page in together for row in _rows(visit, page)]
        group = together[0].section
        if rows:
            yield Section(visit.interview.html(group.label) if group else Markup(""), rows)


def _rows(visit: Visit, page: Page) -> Iterator[Row]:
    url = url_for("respondent.question", survey=survey().id, name=page.name, then="check")
    for asked in visit.interview.questions(page):
        if asked.type is not QuestionType.NOTE:
            answer = visit.interview.spoken(asked)
            is_own = asked.type is QuestionType.TEXT
            yield Row(visit.interview.html(asked.label), answer, bool(answer), is_own, url)


def _receive(visit: Visit) -> str | Response:
    if change := change_of_view():
        return changed_view(change)
    submission = request.form.get("submission", "")
    if visit.is_new:
        return _sent_before(submission)
    if not is_trustworthy_post() or submission != visit.draft.submission_key:
        return _obstacle(visit) or _check_page(visit, notice=forged())
    return _obstacle(visit) or _send(visit, submission)


def _send(visit: Visit, submission: str) -> Response:
    sent = Sent(
        survey=survey().id,
        version=visit.draft.version,
        language=g.language,
        mode=WEB,
        week=_week(),
        answers=visit.interview.kept(visit.draft.seen),
    )
    services().responses.send(sent, draft_key=visit.key or "", draft=visit.draft)
    return _sent(submission)


def _week() -> str:
    """The ISO week: no finer time is kept (`2026-W47`)."""
    year, week, _ = services().today().isocalendar()
    return f"{year}-W{week:02}"


def _sent_before(submission: str) -> str | Response:
    """The same answers sent once more (a double click, a reload, a lost connection): the same receipt again."""
    if submission and services().responses.was_sent(submission):
        return _sent(submission)
    return show_lost("", MultiDict())


def _sent(submission: str) -> Response:
    session["sent"] = {**session.get("sent", {}), survey().id: submission}
    session["keys"] = {name: key for name, key in session.get("keys", {}).items() if name != survey().id}
    return redirect(url_for("respondent.done", survey=survey().id), HTTPStatus.SEE_OTHER)


@blueprint.route(f"{SURVEY}/done", methods=["GET", "POST"])
def done() -> str | Response:
    """Thanks, what happens next, and the receipt. The button makes this device forget it all."""
    submission = session.get("sent", {}).get(survey().id)
    if submission is None:
        return redirect(url_for("respondent.start", survey=survey().id))
    if request.method == "POST":
        if change := change_of_view():
            return changed_view(change)
        if is_trustworthy_post():
            return _forget()
    receipt = services().responses.receipt(submission) or ""
    return render_template(
        "respondent/done.html",
        receipt=receipt,
        receipt_language=codes.language(receipt) or g.language,
        closing=text_of_survey(survey().closing),
        can_withdraw=survey().can_withdraw(services().clock()),
    )


def _forget() -> Response:
    session.clear()
    response = redirect(url_for("respondent.languages"), HTTPStatus.SEE_OTHER)
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


@blueprint.route(f"{SURVEY}/withdraw", methods=["GET", "POST"])
@limiter.limit(CODES, methods=["POST"])
def withdraw() -> str | Response:
    """Take a response back with its receipt, until the survey's freeze date."""
    form = CodeForm(request.form)
    if not survey().can_withdraw(services().clock()):
        return render_template("respondent/withdraw_ended.html")
    if request.method == "GET":
        return _withdraw_page(form)
    if change := change_of_view():
        return carried_view(change) or _withdraw_page(form)
    if not is_trustworthy_post():
        return _withdraw_page(form, notice=forged())
    if not form.code.data:
        form.refuse(empty_code())
    elif services().responses.withdraw(survey().id, form.code.data, services().today()):
        return _withdrawn()
    else:
        form.refuse(unknown_receipt())
    return _withdraw_page(form)


def _withdraw_page(form: CodeForm, notice: str = "") -> str:
    return render_template("respondent/withdraw.html", form=form, notice=notice)


def _withdrawn() -> str:
    session["sent"] = {name: sent for name, sent in session.get("sent", {}).items() if name != survey().id}
    return render_template("respondent/withdrawn.html")
