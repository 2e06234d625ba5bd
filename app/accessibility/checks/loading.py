"""C-44, C-19: a page asks its own server only, and stands still once it is there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from app.accessibility.checks.browser_check import BrowserCheck
from app.accessibility.checks.check import Finding

if TYPE_CHECKING:
    from app.accessibility.checks.browser import BrowserPage

STILL = 0.001
"""Cumulative layout shift that is only rounding."""


class SameOriginRequests(BrowserCheck):
    """Nothing is fetched from another server, by whatever means."""

    id = "C-44"
    criteria = ("P10",)

    def run(self, subject: BrowserPage) -> Iterator[Finding]:
        """Yield each address elsewhere that the browser asked for."""
        own = urlsplit(subject.url)[:2]
        for address in subject.measure("requested"):
            if urlsplit(address)[:2] != own:
                yield self.found("html", address, "it was fetched from another server")


class StandsStill(BrowserCheck):
    """Nothing moves while a page loads: a person who aims slowly hits what they aimed at."""

    id = "C-19-shift"
    criteria = ("2.2.2", "3.2.1")

    def run(self, subject: BrowserPage) -> Iterator[Finding]:
        """Yield a page whose parts moved after they were painted."""
        if subject.shift > STILL:
            sentence = f"parts of the page moved after they were painted ({subject.shift:.3f})"
            yield self.found("body", "", sentence)
