"""The survey's first page and its question pages: show one, take what was typed, go on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from http import HTTPStatus

from flask import abort, g, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from app.questionnaire.interview import Outcome
from app.questionnaire.model import Page
from app.respondent.blueprint import SURVEY, blueprint, survey
from app.respondent.forms import Fields, PageForm, stored, typed_on
from app.respondent.notices import forged, overtaken
from app.respondent.returning import show_lost
from app.respondent.texts import opening_and_details, text_of_survey
from app.respondent.view import change_of_view, changed_view
from app.respondent.visit import Visit
from app.responses.drafts import Draft, TypedPage
from app.security import is_trustworthy_post
from app.services import services
from app.survey import State

Answer = str | Response | tuple[str, int]
CHECK = "check"
"""Where a page was reached from when its answer is being changed."""


@blueprint.route(f"{SURVEY}/", methods=["GET", "POST"])
def start() -> Answer:
    """What the survey is about; the button begins, or goes on where this browser stopped."""
    if closed := closed_page():
        return closed
    visit = Visit()
    if request.method == "GET":
        return _start_page(visit)
    if change := change_of_view():
        return changed_view(change)
    if not is_trustworthy_post():
        return _start_page(visit, notice=forged())
    session["sent"] = {}
    return redirect(_url(_first(visit)))


def _start_page(visit: Visit, notice: str = "") -> str:
    opening, details = opening_and_details(text_of_survey(survey().introduction))
    return render_template(
        "respondent/start.html",
        begun=not visit.is_new,
        was_sent=visit.was_sent is not None,
        notice=notice,
        opening=opening,
        details=details,
        count=visit.length(visit.interview.progress(visit.interview.route[0])),
    )


def _first(visit: Visit) -> Page:
    return visit.interview.page(visit.draft.page) or visit.interview.route[0]


@blueprint.route(f"{SURVEY}/<name>", methods=["GET", "POST"])
def question(name: str) -> Answer:
    """One page of the questionnaire."""
    if closed := closed_page():
        return closed
    visit = Visit()
    page = visit.interview.page(name)
    if request.method == "POST" and visit.is_new and page != visit.interview.route[0]:
        return _without_draft(visit, name)
    if page:
        return _receive(visit, page) if request.method == "POST" else _show(visit, page)
    if all(name != known.name for known in survey().questionnaire.pages):
        abort(HTTPStatus.NOT_FOUND)
    return _off_route(visit)


def _without_draft(visit: Visit, name: str) -> str:
    """An answer to a later page arrives from a browser that holds no draft: its cookie ended, or it was sent."""
    if visit.was_sent:
        return render_template("respondent/already_sent.html")
    return show_lost(name, request.form)


def _off_route(visit: Visit) -> Answer:
    """A page that these answers do not lead to: go where they do lead."""
    if visit.was_sent:
        return render_template("respondent/already_sent.html")
    return redirect(_url(visit.interview.unfinished() or _first(visit)))


def closed_page() -> str | None:
    """The page that says so, when no answers are taken."""
    state = survey().state(services().clock())
    if state is State.OPEN:
        return None
    name = "not_yet_open" if state is State.NOT_YET_OPEN else "closed"
    return render_template(f"respondent/{name}.html")


def _show(visit: Visit, page: Page, typed: Fields | None = None, notice: str = "") -> str:
    kept = visit.draft.typed.get(page.name)
    problems = visit.interview.answer(page, kept["fields"]).problems if kept and kept["checked"] else ()
    before = kept["fields"] if kept else visit.interview.typed(page)
    form = PageForm(visit.interview, page, before if typed is None else typed, problems)
    progress = visit.interview.progress(page)
    is_end = visit.interview.ends_unsent() and page == visit.interview.route[-1]
    return render_template(
        f"respondent/{'ended' if is_end else 'question'}.html",
        page=page,
        form=form,
        interview=visit.interview,
        progress=progress,
        length=visit.length(progress),
        back_url=_back(visit, page),
        notice=notice,
    )


def _back(visit: Visit, page: Page) -> str:
    if request.values.get("then") == CHECK:
        return url_for("respondent.check", survey=survey().id)
    before = visit.interview.before(page)
    return _url(before) if before else url_for("respondent.start", survey=survey().id)


def _is_overtaken(visit: Visit, page: Page, typed: Fields) -> bool:
    """Whether another window stored another answer to this page since this window showed it."""
    known = request.form.get("known")
    if known is None or known == stored(visit.interview, page):
        return False
    wanted = visit.interview.answer(page, typed).answers
    return any(wanted.get(asked.name) != visit.interview.answers.get(asked.name) for asked in page.questions)


def _in_words(visit: Visit, page: Page) -> str:
    return ", ".join(str(visit.interview.spoken(asked)) for asked in visit.interview.questions(page))


def _receive(visit: Visit, page: Page) -> Answer:
    typed = typed_on(page, request.form)
    if not is_trustworthy_post():
        return _show(visit, page, typed, notice=forged())
    if change := change_of_view():
        visit.keep(lambda draft: _put_aside(visit, draft, page, typed))
        return changed_view(change)
    if _is_overtaken(visit, page, typed):
        return _show(visit, page, typed, notice=overtaken(_in_words(visit, page)))
    action = ACTIONS.get(request.form.get("action", ""), _continue)
    return action(visit, page, typed)


def _continue(visit: Visit, page: Page, typed: Fields) -> Response:
    def change(draft: Draft) -> Outcome:
        outcome = visit.interview_of(draft).answer(page, typed)
        draft.answers = outcome.answers
        draft.typed = _unchecked(draft, page)
        if outcome.problems:
            draft.typed[page.name] = {"fields": typed, "checked": True}
        _pass(draft, page)
        return outcome

    outcome = visit.keep(change)
    if outcome.problems:
        return redirect(_url(page, stays=True, anchor="kludas"), HTTPStatus.SEE_OTHER)
    # A page of several questions that has more of them now is shown again.
    url = _url(page, stays=True) if outcome.revealed else _next_url(visit, page)
    return redirect(url, HTTPStatus.SEE_OTHER)


def _skip(visit: Visit, page: Page, _typed: Fields) -> Response:
    def change(draft: Draft) -> None:
        interview = visit.interview_of(draft)
        answerable = (asked for asked in interview.questions(page) if asked.is_answerable)
        blank = {asked.name: "" for asked in answerable if not interview.is_required(asked)}
        draft.answers = {**draft.answers, **blank}
        draft.typed.pop(page.name, None)
        _pass(draft, page)

    visit.keep(change)
    return redirect(_next_url(visit, page), HTTPStatus.SEE_OTHER)


def _later(visit: Visit, page: Page, typed: Fields) -> Response:
    visit.keep(lambda draft: _put_aside(visit, draft, page, typed))
    return redirect(url_for("respondent.code", survey=survey().id), HTTPStatus.SEE_OTHER)


def _discard(visit: Visit, _page: Page, _typed: Fields) -> Response:
    visit.forget()
    return redirect(url_for("respondent.languages"), HTTPStatus.SEE_OTHER)


ACTIONS: Mapping[str, Callable[[Visit, Page, Fields], Response]] = {
    "continue": _continue,
    "skip": _skip,
    "later": _later,
    "discard": _discard,
}


def _put_aside(visit: Visit, draft: Draft, page: Page, typed: Fields) -> None:
    """Keep what was typed, valid or not, without judging it yet."""
    outcome = visit.interview_of(draft).answer(page, typed)
    draft.answers = outcome.answers
    draft.page = page.name
    if outcome.problems and any(text.strip() for texts in typed.values() for text in texts):
        before = draft.typed.get(page.name)
        draft.typed[page.name] = {"fields": typed, "checked": bool(before and before["checked"])}


def _unchecked(draft: Draft, page: Page) -> dict[str, TypedPage]:
    """What was typed on other pages: kept, but not shown as an error to somebody who has moved on."""
    return {name: {**kept, "checked": False} for name, kept in draft.typed.items() if name != page.name}


def _pass(draft: Draft, page: Page) -> None:
    draft.page = page.name
    names = [asked.name for asked in page.questions]
    draft.seen = [*draft.seen, *(name for name in names if name not in draft.seen)]


def _next_url(visit: Visit, page: Page) -> str:
    going_to = visit.next_unseen(page) if request.values.get("then") == CHECK else visit.interview.after(page)
    return _url(going_to) if going_to else url_for("respondent.check", survey=survey().id)


def _url(page: Page, *, stays: bool = False, anchor: str | None = None) -> str:
    then = CHECK if stays and request.values.get("then") == CHECK else None
    return url_for(
        "respondent.question", language=g.language, survey=survey().id, name=page.name, _anchor=anchor, then=then
    )
