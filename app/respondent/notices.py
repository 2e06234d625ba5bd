"""Sentences that stand above a page when something other than an answer was wrong."""

from __future__ import annotations

from app.i18n import gettext


def forged() -> str:
    """For a post that cannot be trusted, which is nearly always a cookie that ended."""
    return gettext(
        "Nothing has been saved yet, because this page was open for a long time or cookies are switched off. "
        "What you entered is still here. Press the button once more."
    )


def overtaken(saved: str) -> str:
    """For a question that another window answered differently meanwhile."""
    return gettext(
        "This question was answered in another window: %(answer)s. "
        "To keep the answer on this page instead, press Continue once more.",
        answer=saved or gettext("no answer"),
    )


def unknown_code() -> str:
    """For a code that opens nothing. A wrong one and an expired one look alike."""
    return gettext("This code does not open any answers. Check each word of the code, or begin again.")


def empty_code() -> str:
    """For a code field that was left empty."""
    return gettext("Enter the code: six words.")


def unknown_receipt() -> str:
    """For a receipt that finds no response, whether wrong or used already."""
    return gettext("This receipt code does not belong to any answers. Check each word of the code.")
