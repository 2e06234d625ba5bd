"""C-06, C-41: what is pressed, pointed at or called by voice is large enough, and is what it looks like."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from app.accessibility.checks.browser_check import BrowserCheck
from app.accessibility.checks.check import Finding

if TYPE_CHECKING:
    from app.accessibility.checks.browser import BrowserPage

PHONE = (360, 800)


class TargetSize(BrowserCheck):
    """Every target is at least 44 × 44 CSS px, up to its corners; an option's label is part of it."""

    id = "C-06"
    criteria = ("2.5.5", "2.5.8")

    def run(self, subject: BrowserPage) -> Iterator[Finding]:
        """Yield targets that are too small, or have corners that do not belong to them."""
        yield from self.faults(subject.measure("smallTargets", 44))
        with subject.viewport(*PHONE):
            yield from self.faults(subject.measure("smallTargets", 44), "telephone")


class HitTest(BrowserCheck):
    """Voice control finds each native control where it is seen, at least 24 × 24 CSS px large."""

    id = "C-41"
    criteria = ("2.5.3", "4.1.2", "2.5.8")

    def run(self, subject: BrowserPage) -> Iterator[Finding]:
        """Yield controls that are tiny, clipped, invisible or covered."""
        yield from self.faults(subject.measure("notHit", 24))
