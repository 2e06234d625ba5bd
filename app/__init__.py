"""Balss: an accessible questionnaire server. `create_app` makes the web application."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from app.config import Settings


def create_app(settings: Settings, *, clock: Callable[[], datetime] | None = None) -> Flask:
    """Make the application. `clock` gives an aware time; without it, it is now.

    The web is imported only here, so that questionnaires, responses and analysis stay usable without it.
    """
    from app.application import make_application  # noqa: PLC0415

    return make_application(settings, clock)
