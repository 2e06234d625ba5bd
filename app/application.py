"""The web application: surveys read, storage opened, every route guarded."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

from flask import Flask, g
from flask_babel import Babel
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from app import respondent, security
from app.compression import compress_responses
from app.config import ROOT, Settings
from app.i18n import CATALOGUES, DEFAULT_LANGUAGE, IN_TEMPLATES
from app.responses.database import open_database
from app.responses.drafts import Drafts
from app.responses.submission import Responses
from app.services import Services
from app.survey import HERE, load_surveys


def _now() -> datetime:
    return datetime.now(UTC)


def make_application(settings: Settings, clock: Callable[[], datetime] | None = None) -> Flask:
    """Put the rooms together."""
    app = Flask("app", template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "static"))
    app.secret_key = settings.secret()
    app.config["SECRET_KEY_FALLBACKS"] = list(settings.secret_key_fallbacks)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.extensions["balss"] = _services(settings, clock or _now)
    Babel(
        app,
        locale_selector=lambda: g.get("language", DEFAULT_LANGUAGE),
        default_translation_directories=str(CATALOGUES),
    )
    app.jinja_env.globals.update(IN_TEMPLATES)
    security.guard(app, draft_days=settings.draft_days, production=settings.is_production)
    compress_responses(app)
    respondent.register(app)
    if settings.proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies, x_host=settings.proxies
        )
    return app


def _services(settings: Settings, clock: Callable[[], datetime]) -> Services:
    database = open_database(settings.url_of_database())
    secrets = settings.secrets()

    def today() -> date:
        return clock().astimezone(HERE).date()

    return Services(
        settings=settings,
        surveys=load_surveys(settings.surveys),
        database=database,
        drafts=Drafts(database, secrets, days=settings.draft_days, today=today),
        responses=Responses(database, secrets),
        clock=clock,
    )
