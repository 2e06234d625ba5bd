"""An audit of one loaded page: every check once, and those that look at colours in each theme."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from app.accessibility.checks import BrowserCheck, Finding, run_all

if TYPE_CHECKING:
    from app.accessibility.checks.browser import BrowserPage


def audit(page: BrowserPage, checks: Iterable[BrowserCheck], themes: Iterable[str] = ()) -> list[Finding]:
    """Everything that `checks` find on `page` as it is, and in each of `themes` (`<html data-colours>`)."""
    checks = list(checks)
    found = run_all(checks, page)
    coloured = [check for check in checks if check.each_theme]
    for theme in themes:
        with page.appearance(colours=theme):
            for finding in run_all(coloured, page):
                found.append(replace(finding, sentence=f"{theme}: {finding.sentence}"))
    return found
