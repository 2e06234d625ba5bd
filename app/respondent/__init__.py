"""The pages for respondents: choice of language, survey, questions, check, sent; and what stands around them."""

from __future__ import annotations

from flask import Flask

from app.respondent import errors, information, media, question, returning, sending
from app.respondent.blueprint import blueprint

__all__ = ["register"]

MODULES = (information, media, question, returning, sending)
"""Importing a module adds its routes to the blueprint."""


def register(app: Flask) -> None:
    """Add the respondents' pages and the error pages to `app`."""
    app.register_blueprint(blueprint)
    errors.register(app)
