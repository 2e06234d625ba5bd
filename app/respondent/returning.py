"""Stopping and coming back: a return code of words, on any device."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from http import HTTPStatus

from flask import g, redirect, render_template, request, session, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from app.respondent.appearance import Appearance
from app.respondent.blueprint import SURVEY, blueprint, survey
from app.respondent.forms import CodeForm
from app.respondent.notices import empty_code, forged, unknown_code
from app.respondent.view import carried_view, change_of_view
from app.respondent.visit import Visit, remember
from app.responses import codes
from app.responses.drafts import Draft
from app.security import CODES, is_trustworthy_post, limiter
from app.services import services


@blueprint.get(f"{SURVEY}/code")
def code() -> str | Response:
    """Show the return code of this browser's draft, the same one each time."""
    visit = Visit()
    if visit.is_new:
        return redirect(url_for("respondent.resume", survey=survey().id))
    page = visit.interview.page(visit.draft.page)
    words = visit.return_code()
    return render_template(
        "respondent/code.html",
        code=words,
        code_language=codes.language(words) or g.language,
        back_url=url_for("respondent.question", survey=survey().id, name=page.name) if page else None,
        draft_days=services().settings.draft_days,
    )


@blueprint.route(f"{SURVEY}/resume", methods=["GET", "POST"])
@limiter.limit(CODES, methods=["POST"])
def resume() -> str | Response:
    """Enter a return code; the draft opens at the page where it was left."""
    form = CodeForm(request.form)
    if request.method == "GET":
        return _resume_page(form)
    if change := change_of_view():
        return carried_view(change) or _resume_page(form)
    if not is_trustworthy_post():
        return _resume_page(form, notice=forged())
    key = services().drafts.enter(form.code.data) if form.code.data else None
    if key is None:
        form.refuse(unknown_code() if form.code.data else empty_code())
        return _resume_page(form)
    return _open(key)


def _resume_page(form: CodeForm, notice: str = "", *, lost: bool = False) -> str:
    return render_template("respondent/resume.html", form=form, notice=notice, lost=lost)


def show_lost(page: str, posted: MultiDict[str, str]) -> str:
    """An answer arrived without its draft: ask for the return code, and carry the answer along."""
    carried = {name: posted.getlist(name) for name in posted if name not in ("csrf", "action", "known")}
    return _resume_page(CodeForm(carried_page=page, carried=json.dumps(carried)), lost=True)


def _open(key: str) -> Response:
    remember(survey().id, key)
    visit = Visit()
    replace(Appearance.of(session), easy=visit.draft.easy).keep(session)
    name = _carry(visit) or visit.draft.page
    page = visit.interview.page(name) or visit.interview.unfinished() or visit.interview.route[0]
    url = url_for(
        "respondent.question", language=visit.draft.language or g.language, survey=survey().id, name=page.name
    )
    return redirect(url, HTTPStatus.SEE_OTHER)


def _carry(visit: Visit) -> str:
    """Put an answer that lost its draft back where it was typed; gives the page's name."""
    name = request.form.get("carried_page", "")
    fields = _fields(request.form.get("carried", ""))
    if not fields or visit.interview.page(name) is None:
        return ""

    def change(draft: Draft) -> None:
        draft.typed = {**draft.typed, name: {"fields": fields, "checked": False}}

    visit.keep(change)
    return name


def _fields(text: str) -> Mapping[str, list[str]]:
    try:
        fields = json.loads(text)
    except ValueError:
        return {}
    if not isinstance(fields, dict):
        return {}
    return {str(name): [str(one) for one in many] for name, many in fields.items() if isinstance(many, list)}
