"""C-01, C-02, C-03: a narrow window, large text and wide spacing lose nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from app.accessibility.checks.browser_check import BrowserCheck
from app.accessibility.checks.check import Finding

if TYPE_CHECKING:
    from app.accessibility.checks.browser import BrowserPage

NARROW = (320, 256)
"""CSS pixels of WCAG 1.4.10: a window of 1280 × 1024 at 400 %."""
SPACING = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }
"""
"""The values of WCAG 1.4.12."""


class Reflow(BrowserCheck):
    """At 320 px nothing needs scrolling in two directions, with the usual and with the largest text."""

    id = "C-01"
    criteria = ("1.4.10", "1.4.4")

    def run(self, subject: BrowserPage) -> Iterator[Finding]:
        """Yield what reaches out of a narrow window."""
        with subject.viewport(*NARROW):
            yield from self.faults(subject.measure("overflowing"), "320 px")
            yield from self.faults(subject.measure("cutOff"), "320 px")
            with subject.appearance(size="300"):
                yield from self.faults(subject.measure("overflowing"), "320 px, text 300 %")


class TextSize(BrowserCheck):
    """Text of twice the size is whole, whether the browser or our own setting doubles it."""

    id = "C-02"
    criteria = ("1.4.4",)

    def run(self, subject: BrowserPage) -> Iterator[Finding]:
        """Yield text that does not grow, is cut off, or lies on other text."""
        before = {selector: size for selector, _, size in subject.measure("fontSizes")}
        with subject.default_font(32):
            yield from self.grown(subject, before)
            yield from self.faults(subject.measure("lost"), "browser's font 200 %")
        with subject.appearance(size="200"):
            yield from self.faults(subject.measure("lost"), "text 200 %")

    def grown(self, page: BrowserPage, before: dict[str, float]) -> Iterator[Finding]:
        """Yield text that did not double with the browser's font."""
        for selector, html, size in page.measure("fontSizes"):
            if selector in before and size < 1.9 * before[selector]:
                yield self.found(selector, html, f"its text grows only from {before[selector]} to {size} px")


class TextSpacing(BrowserCheck):
    """A person who needs wider spacing loses no text, in a wide and in a narrow window."""

    id = "C-03"
    criteria = ("1.4.12",)

    def run(self, subject: BrowserPage) -> Iterator[Finding]:
        """Yield text that is cut off, overlaps, or vanishes with the user's spacing."""
        before = subject.measure("text")
        with subject.styled(SPACING):
            yield from self.faults(subject.measure("lost"), "spacing")
            if subject.measure("text") != before:
                yield self.found("body", "", "the text is not the same with the user's spacing")
            with subject.viewport(*NARROW):
                yield from self.faults(subject.measure("lost"), "spacing at 320 px")
