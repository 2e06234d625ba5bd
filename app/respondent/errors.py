"""Pages for everything that can go wrong, in the language of the URL, with a way on."""

from __future__ import annotations

from http import HTTPStatus

from flask import Flask, current_app, g, render_template, request
from werkzeug.exceptions import HTTPException

from app.i18n import DEFAULT_LANGUAGE, LANGUAGES
from app.responses.database import StorageUnavailable
from app.responses.drafts import Conflict

SHOWN = (400, 403, 404, 405, 413, 429, 500, 503)
"""Statuses with a text of their own; any other is shown as the 400 or 500 that it is a kind of."""


def register(app: Flask) -> None:
    """Show every error as a page."""
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(StorageUnavailable, _storage_unavailable)
    app.register_error_handler(Conflict, _storage_unavailable)
    app.register_error_handler(Exception, _unforeseen)


def _http_error(error: HTTPException) -> tuple[str, int]:
    return _page(error.code or HTTPStatus.INTERNAL_SERVER_ERROR)


def _unforeseen(error: Exception) -> tuple[str, int]:
    # The traceback goes to the operator's log; it holds code, never an answer.
    current_app.logger.error("Unforeseen error", exc_info=error)
    return _page(HTTPStatus.INTERNAL_SERVER_ERROR)


def _storage_unavailable(error: Exception) -> tuple[str, int]:
    current_app.logger.error("Storage unavailable: %s", error or type(error).__name__)
    return _page(HTTPStatus.SERVICE_UNAVAILABLE)


def _page(status: int) -> tuple[str, int]:
    if "language" not in g:
        first = request.path.strip("/").partition("/")[0]
        g.language = first if first in LANGUAGES else DEFAULT_LANGUAGE
    code = status if status in SHOWN else status // 100 * 100
    return render_template("respondent/error.html", code=code, carried=_carried()), status


def _carried() -> list[tuple[str, str]]:
    """What was posted, to be posted again by the page's button: a failure of ours loses no answer."""
    if request.method != "POST" or request.content_length is None:
        return []
    try:
        return list(request.form.items(multi=True))
    except HTTPException:
        return []  # too large to read
