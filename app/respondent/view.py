"""Changing how a page is shown (language, easy to read, appearance) from any page, with nothing lost.

The buttons in the header post the page's own form, so that what was typed travels with them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from flask import current_app, g, redirect, request, session, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from app.i18n import LANGUAGES
from app.respondent.appearance import Appearance
from app.respondent.blueprint import LANGUAGE, blueprint


@dataclass(frozen=True)
class Change:
    """What a header button asks for: one of the three."""

    language: str = ""
    easy: bool | None = None
    appearance: bool = False


def change_of_view() -> Change | None:
    """The change that this post asks for; None when it is an ordinary one."""
    what, _, value = request.form.get("action", "").partition(":")
    if what == "language" and value in LANGUAGES:
        return Change(language=value)
    if what == "easy" and value in ("on", "off"):
        return Change(easy=value == "on")
    return Change(appearance=True) if what == "appearance" else None


def changed_view(change: Change, path: str = "") -> Response:
    """Make the change and come back to the page at `path` (default: this one)."""
    _keep_easy(change)
    path = path or _this_path()
    if change.appearance:
        back: dict[str, Any] = {"return": path}
        return redirect(url_for("respondent.appearance", **back), HTTPStatus.SEE_OTHER)
    return redirect(_in_language(path, change.language or g.language), HTTPStatus.SEE_OTHER)


def carried_view(change: Change) -> Response | None:
    """The same for a page whose typed text no draft can keep: the browser posts it again in the new language.

    None: nothing but the look changed, or the text has arrived. The caller shows the page with it.
    """
    if change.appearance:
        return changed_view(change)
    _keep_easy(change)
    if change.language in ("", g.language):
        return None
    return redirect(_in_language(_this_path(), change.language), HTTPStatus.TEMPORARY_REDIRECT)


def _keep_easy(change: Change) -> None:
    if change.easy is not None:
        replace(Appearance.of(session), easy=change.easy).keep(session)
        session.permanent = True


def _this_path() -> str:
    return request.full_path.rstrip("?")


def _in_language(path: str, language: str) -> str:
    first, slash, rest = path.removeprefix("/").partition("/")
    return f"/{language}/{rest}" if first in LANGUAGES and slash else path


def local_path(path: str) -> str:
    """`path` when it is one of our own pages, else the first page: nobody is sent to another site."""
    parts = urlsplit(path)
    try:
        current_app.url_map.bind("").match(parts.path, "GET")
    except HTTPException:
        return url_for("respondent.languages")
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


@blueprint.post(f"{LANGUAGE}/view")
def view() -> Response:
    """Header buttons of pages that have no form of their own."""
    return changed_view(change_of_view() or Change(), local_path(request.form.get("return", "")))
