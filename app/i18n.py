"""The interface's languages. A questionnaire may have more variants of them, such as easy to read."""

from __future__ import annotations

from functools import lru_cache

import flask_babel
from babel.support import NullTranslations, Translations

from app.config import ROOT

LANGUAGES = {"lv": "Latviešu", "ru": "Русский"}
"""Code (BCP 47) → the language's own name. The first is the default: the law puts Latvian first."""
DEFAULT_LANGUAGE = next(iter(LANGUAGES))
CATALOGUES = ROOT / "translations"


@lru_cache
def translations(language: str) -> NullTranslations:
    """The gettext catalogue of a language; English, which the source is written in, for an unknown one."""
    return Translations.load(CATALOGUES, [language])


def gettext(message: str, **values: object) -> str:
    """A sentence of the interface in the language of the page."""
    return str(flask_babel.gettext(message, **values))
