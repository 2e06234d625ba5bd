"""The interface's languages. A questionnaire may have more variants of them, such as easy to read."""

from __future__ import annotations

from functools import lru_cache

from babel.support import NullTranslations, Translations
from flask import g
from markupsafe import Markup

from app.config import ROOT

LANGUAGES = {"lv": "Latviešu", "ru": "Русский"}
"""Code (BCP 47) → the language's own name. The first is the default: the law puts Latvian first."""
DEFAULT_LANGUAGE = next(iter(LANGUAGES))
CATALOGUES = ROOT / "translations"


@lru_cache
def translations(language: str) -> NullTranslations:
    """The gettext catalogue of a language; English, which the source is written in, for an unknown one."""
    return Translations.load(CATALOGUES, [language])


def _of_this_page() -> NullTranslations:
    return translations(g.get("language", DEFAULT_LANGUAGE))


def gettext(message: str, **values: object) -> str:
    """A sentence of the interface in the language of the page."""
    sentence = _of_this_page().gettext(message)
    return sentence % values if values else sentence


def _markup(message: str, /, **values: object) -> Markup:
    sentence = Markup(_of_this_page().gettext(message))  # noqa: S704  (from our catalogue; values are escaped)
    return sentence % values if values else sentence


def _plural_markup(singular: str, plural: str, number: int, /, **values: object) -> Markup:
    sentence = Markup(_of_this_page().ngettext(singular, plural, number))  # noqa: S704
    return sentence % {"num": number, **values}


IN_TEMPLATES = {"_": _markup, "gettext": _markup, "ngettext": _plural_markup}
"""What templates call, two dozen times a page: a look into the catalogue and nothing else."""
