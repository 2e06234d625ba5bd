"""The blueprint, and what each of its URLs begins with: a language, then a survey."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, g, session

from app.i18n import DEFAULT_LANGUAGE, LANGUAGES
from app.respondent.appearance import Appearance
from app.security import csrf_token
from app.services import services
from app.survey import Contact, Survey

LANGUAGE = f"/<any({', '.join(LANGUAGES)}):language>"
"""How the URL of every page in one language begins."""
SURVEY = f"{LANGUAGE}/<survey>"
"""How the URL of every page of a survey begins."""
blueprint = Blueprint("respondent", __name__)


@blueprint.url_value_preprocessor
def find(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Take language and survey out of the URL; an unknown one is not found."""
    values = values if values is not None else {}
    g.language = values.pop("language", DEFAULT_LANGUAGE)
    if "survey" in values:
        g.survey = services().surveys.get(values.pop("survey")) or abort(404)


@blueprint.url_defaults
def stay(_endpoint: str, values: dict[str, Any]) -> None:
    """Links stay in the language of their page."""
    values.setdefault("language", g.get("language", DEFAULT_LANGUAGE))


def survey() -> Survey:
    """The survey in this request's URL."""
    found: Survey = g.survey
    return found


def variant() -> str:
    """The language to read questions in: `lv`, or `lv-x-easy` where easy to read was chosen."""
    language: str = g.language
    easy = Appearance.of(session).easy and "survey" in g and survey().has_easy(language)
    return f"{language}-x-easy" if easy else language


def _contact() -> Contact | None:
    """Whom to ask: the survey's people, or on pages of no survey those of the first, so that help never moves."""
    asked: Survey | None = g.get("survey") or next(iter(services().surveys.values()), None)
    return asked.contact if asked else None


@blueprint.app_context_processor
def page_facts() -> dict[str, Any]:
    """What every template may use."""
    language = g.get("language", DEFAULT_LANGUAGE)
    return {
        "language": language,
        "languages": LANGUAGES,
        "survey": g.get("survey"),
        "contact": _contact(),
        "appearance": Appearance.of(session),
        "easy": Appearance.of(session).easy,
        "csrf": csrf_token,
    }
