"""Pages around the interview: choice of language, open surveys, help, privacy, statement, keyboard, look."""

from __future__ import annotations

from http import HTTPStatus

from flask import redirect, render_template, request, session
from werkzeug.wrappers import Response

from app.respondent.appearance import Appearance
from app.respondent.blueprint import LANGUAGE, blueprint
from app.respondent.forms import AppearanceForm
from app.respondent.notices import forged
from app.respondent.view import carried_view, change_of_view, local_path
from app.security import is_trustworthy_post
from app.services import services
from app.survey import State, Survey


@blueprint.get("/")
def languages() -> str:
    """The choice of language, in both languages at once."""
    return render_template("respondent/languages.html")


@blueprint.get(f"{LANGUAGE}/")
def surveys() -> str:
    """The surveys that can be answered now."""
    return render_template("respondent/surveys.html", surveys=_open_surveys())


def _open_surveys() -> list[Survey]:
    now = services().clock()
    return [found for found in services().surveys.values() if found.state(now) is State.OPEN]


@blueprint.get("/healthz")
def healthz() -> tuple[str, int, dict[str, str]]:
    """For monitoring: answers when the application does."""
    return "ok", HTTPStatus.OK, {"Content-Type": "text/plain"}


@blueprint.get(f"{LANGUAGE}/help", endpoint="help")
def help_page() -> str:
    """How to answer, to pause, to enlarge, and whom to ask."""
    return render_template("respondent/help.html", draft_days=services().settings.draft_days)


@blueprint.get(f"{LANGUAGE}/privacy")
def privacy() -> str:
    """The privacy notice (GDPR article 13)."""
    return render_template(
        "respondent/privacy.html",
        draft_days=services().settings.draft_days,
        surveys=list(services().surveys.values()),
    )


@blueprint.get(f"{LANGUAGE}/accessibility")
def statement() -> str:
    """The accessibility statement, in the form of (EU) 2018/1523."""
    return render_template("respondent/statement.html")


@blueprint.get(f"{LANGUAGE}/keyboard")
def keyboard() -> str:
    """Which keys do what: only those that browsers have anyway."""
    return render_template("respondent/keyboard.html")


@blueprint.route(f"{LANGUAGE}/appearance", methods=["GET", "POST"])
def appearance() -> str | Response:
    """*Lapas izskats*: text size, colours and spacing; saving returns to where one was."""
    origin = local_path(request.values.get("return", ""))
    chosen = Appearance.of(session)
    form = AppearanceForm(request.form, obj=chosen)
    if request.method == "GET":
        return _appearance_page(form, origin)
    if (change := change_of_view()) and not change.appearance:
        return carried_view(change) or _appearance_page(form, origin)
    if not is_trustworthy_post():
        return _appearance_page(form, origin, notice=forged())
    if request.form.get("action") == "reset":
        Appearance(easy=chosen.easy).keep(session)
    elif form.validate():
        form.chosen(chosen).keep(session)
    session.permanent = True
    return redirect(origin, HTTPStatus.SEE_OTHER)


def _appearance_page(form: AppearanceForm, origin: str, notice: str = "") -> str:
    return render_template("respondent/appearance.html", form=form, origin=origin, notice=notice)
