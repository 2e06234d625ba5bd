"""What checks in a browser have in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, ClassVar

from app.accessibility.checks.check import Check, Finding

if TYPE_CHECKING:
    from app.accessibility.checks.browser import BrowserPage  # noqa: F401  # named in quotes below

Fault = tuple[str, str, str]
"""Selector, HTML and sentence, as measure.js gives them."""


class BrowserCheck(Check["BrowserPage"]):
    """A check of a page in Chromium."""

    needs_browser: ClassVar[bool] = True
    each_theme: ClassVar[bool] = False
    """Whether it looks at colours, and so has to be run in each theme."""

    sampled: ClassVar[bool] = False
    """Whether it takes pictures, which is slow: a few pages stand for all, since components are the same."""

    def faults(self, faults: Iterable[Fault], where: str = "") -> Iterator[Finding]:
        """Findings of what measure.js has found; `where` says in which surroundings."""
        for selector, html, sentence in faults:
            yield self.found(selector, html, f"{where}: {sentence}" if where else sentence)
