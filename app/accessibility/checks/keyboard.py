"""C-04, C-05, C-07: the Tab key reaches everything once, in order, and one sees where it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from app.accessibility.checks.browser_check import BrowserCheck
from app.accessibility.checks.check import Finding

if TYPE_CHECKING:
    from app.accessibility.checks.browser import BrowserPage

AROUND = 8
"""CSS pixels around a control in which its focus ring may stand."""


class TabOrder(BrowserCheck):
    """Tab stops at every link and control, in the order in which one reads, once for a group of radios."""

    id = "C-07"
    criteria = ("2.4.3", "2.1.1", "2.1.2")

    def run(self, subject: BrowserPage) -> Iterator[Finding]:
        """Yield what Tab does not reach, reaches twice, or reaches in another order than it is read."""
        stops, wanted = subject.stops, subject.measure("reachable")
        reached = {stop["group"] or stop["selector"] for stop in stops}
        for target in wanted:
            if (target["group"] or target["selector"]) not in reached:
                yield self.found(target["selector"], target["html"], "the Tab key does not reach it", "2.1.1")
        if len(stops) > 3 * len(wanted) + 3:
            yield self.found("body", "", "the Tab key does not leave the page", "2.1.2")
            return
        for before, stop in pairwise(stops):
            if is_above(stop, before) or stop["index"] < before["index"]:
                yield self.found(stop["selector"], stop["html"], "the Tab key goes back to it")
            if stop["group"] and stop["group"] == before["group"]:
                yield self.found(stop["selector"], stop["html"], "the group has several Tab stops")


class FocusNotObscured(BrowserCheck):
    """Nothing lies on the control that has focus, and it is inside the window."""

    id = "C-05"
    criteria = ("2.4.12", "2.4.11")

    def run(self, subject: BrowserPage) -> Iterator[Finding]:
        """Yield each stop that is partly hidden."""
        for stop in subject.stops:
            if stop["hidden"]:
                yield self.found(stop["selector"], stop["html"], f"{stop['hidden']} of its points are hidden")


class FocusVisible(BrowserCheck):
    """The ring around the focus has the area of a 2 px line, and 3 to 1 contrast with what was there."""

    id = "C-04"
    criteria = ("2.4.13", "2.4.7")
    each_theme = True
    sampled = True

    def run(self, subject: BrowserPage) -> Iterator[Finding]:
        """Yield one stop of each kind whose focus is too faint."""
        first = {stop["kind"]: stop for stop in reversed(subject.stops)}
        subject.measure("remember", subject.whole_picture())
        for stop in first.values():
            pixels, least = self.ring(subject, stop)
            if pixels < least:
                sentence = f"focus changes {pixels} px enough, a line of 2 px would be {round(least)}"
                yield self.found(stop["selector"], stop["html"], sentence)

    def ring(self, page: BrowserPage, stop: Mapping[str, Any]) -> tuple[int, float]:
        """How many pixels in and around a control change by 3 to 1 when it gets focus, and how many should."""
        box = page.measure("focus", stop["selector"])
        left, top = max(0, int(box["x"]) - AROUND), max(0, int(box["y"]) - AROUND)
        after = page.screenshot(left, top, box["width"] + 2 * AROUND, box["height"] + 2 * AROUND)
        page.measure("rewind")
        return int(page.measure("changedSince", after, left, top, 3)), box["area"]


def is_above(stop: Mapping[str, Any], before: Mapping[str, Any]) -> bool:
    """Whether a stop ends above the place where the one before it begins."""
    return bool(stop["box"]["y"] + stop["box"]["height"] <= before["box"]["y"])
