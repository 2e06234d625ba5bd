"""Texts of `survey.yaml` as HTML, with the survey's own facts put into their placeholders."""

from __future__ import annotations

from flask import g
from flask_babel import format_date
from markupsafe import Markup

from app.questionnaire import markdown
from app.respondent.blueprint import survey, variant
from app.survey import Translated, spoken_in

FACTS = ("contractor", "controller", "opens", "closes", "freeze", "email", "phone")
"""What may stand in braces: `{contractor}`."""


def text_of_survey(texts: Translated) -> Markup:
    """A text in the language of the page, easy to read where that was chosen."""
    source = spoken_in(texts, variant())
    for index, name in enumerate(FACTS):
        source = source.replace(f"{{{name}}}", markdown.slot(index))
    return markdown.block(source, _facts())


def opening_and_details(text: Markup) -> tuple[Markup, Markup]:
    """A text before its first heading, and from there on."""
    opening, heading, details = text.partition("<h2>")
    return Markup(opening), Markup(heading + details)  # noqa: S704  (parts of what is safe already)


def _facts() -> list[str]:
    asked = survey()
    return [
        spoken_in(asked.contractor, g.language),
        spoken_in(asked.controller, g.language),
        *(str(format_date(day, "long")) for day in (asked.opens, asked.closes, asked.freeze)),
        asked.contact.email,
        asked.contact.phone,
    ]
