"""Checks of accessibility: small classes in a registry, each with pages that it must pass and must fail.

`html_checks()` look at a server's HTML alone, `pages_checks()` at many pages together, `browser_checks()` at
a page in Chromium (which needs Selenium: `app.accessibility.checks.browser`).
"""

from app.accessibility.checks import (  # importing a module registers its checks
    aria,
    colours,
    engines,
    errors,
    forms,
    keyboard,
    landmarks,
    language,
    links,
    loading,
    media,
    reflow,
    scripts,
    structure,
    targets,
    titles,
)
from app.accessibility.checks.browser_check import BrowserCheck
from app.accessibility.checks.check import REGISTRY, Check, Finding, registered, run_all
from app.accessibility.checks.html_page import HtmlCheck, HtmlPage
from app.accessibility.checks.titles import PagesCheck

THEMES = (
    aria, colours, engines, errors, forms, keyboard, landmarks, language, links, loading, media, reflow,
    scripts, structure, targets, titles,
)  # fmt: skip
"""The modules that hold checks."""

__all__ = [
    "REGISTRY", "THEMES", "BrowserCheck", "Check", "Finding", "HtmlCheck", "HtmlPage", "PagesCheck",
    "browser_checks", "html_checks", "pages_checks", "run_all",
]  # fmt: skip


def html_checks() -> list[HtmlCheck]:
    """Every check of one page's HTML."""
    return [check for check in registered() if isinstance(check, HtmlCheck)]


def browser_checks() -> list[BrowserCheck]:
    """Every check of a page in a browser."""
    return [check for check in registered() if isinstance(check, BrowserCheck)]


def pages_checks() -> list[PagesCheck]:
    """Every check that compares pages."""
    return [check for check in registered() if isinstance(check, PagesCheck)]
