"""Checks of accessibility: small classes in a registry, each with pages that it must pass and must fail.

`html_checks()` look at a server's HTML alone, `pages_checks()` compare pages with each other.
"""

from app.accessibility.checks import (  # importing a module registers its checks
    aria,
    errors,
    forms,
    landmarks,
    language,
    links,
    media,
    scripts,
    structure,
    titles,
)
from app.accessibility.checks.check import REGISTRY, Check, Finding, registered, run_all
from app.accessibility.checks.html_page import HtmlCheck, HtmlPage
from app.accessibility.checks.titles import PagesCheck

THEMES = (aria, errors, forms, landmarks, language, links, media, scripts, structure, titles)
"""The modules that hold checks."""

__all__ = [
    "REGISTRY", "THEMES", "Check", "Finding", "HtmlCheck", "HtmlPage", "PagesCheck",
    "html_checks", "pages_checks", "run_all",
]  # fmt: skip


def html_checks() -> list[HtmlCheck]:
    """Every check of one page's HTML."""
    return [check for check in registered() if isinstance(check, HtmlCheck)]


def pages_checks() -> list[PagesCheck]:
    """Every check that compares pages."""
    return [check for check in registered() if isinstance(check, PagesCheck)]
