"""C-20, C-21: text and edges are seen in every theme, and in the colours of the user's own system."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from app.accessibility.checks.browser_check import BrowserCheck
from app.accessibility.checks.check import Finding

if TYPE_CHECKING:
    from app.accessibility.checks.browser import BrowserPage

MARK = 12
"""How many pixels at least tell a chosen option from one that is not."""


class TextContrast(BrowserCheck):
    """Text has a contrast of 7 to 1, large text 4.5 to 1."""

    id = "C-21"
    criteria = ("1.4.6", "1.4.3")
    each_theme = True

    def run(self, subject: BrowserPage) -> Iterator[Finding]:
        """Yield text that is too faint, or that lies on a picture."""
        yield from self.faults(subject.measure("paleText", 7, 4.5))


class ControlContrast(BrowserCheck):
    """The edge of each control has a contrast of 3 to 1 with what surrounds it."""

    id = "C-21b"
    criteria = ("1.4.11",)
    each_theme = True
    sampled = True

    def run(self, subject: BrowserPage) -> Iterator[Finding]:
        """Yield inputs, buttons, radios and checkboxes with a faint edge."""
        yield from self.faults(subject.measure("paleBorders", 3))
        for option in one_of_each(subject):
            ratio = subject.measure("strongest", picture(subject, option))
            if ratio < 3:
                sentence = f"its edge has a contrast of {ratio:.2f} to 1"
                yield self.found(option["selector"], option["html"], sentence)


class Chosen(BrowserCheck):
    """A chosen option looks different from one that is not."""

    id = "C-22"
    criteria = ("1.4.11", "1.4.1")
    each_theme = True
    sampled = True

    def run(self, subject: BrowserPage) -> Iterator[Finding]:
        """Yield options whose choice is not seen."""
        for option in one_of_each(subject):
            yield from unmarked(self, subject, option)


class ForcedColours(BrowserCheck):
    """In the user's own colours every edge and every choice is still seen, and no text is lost."""

    id = "C-20"
    criteria = ("1.4.11", "1.4.1", "2.4.7")
    sampled = True

    def run(self, subject: BrowserPage) -> Iterator[Finding]:
        """Yield what keeps its own colours, loses its edge, or looks chosen and not chosen alike."""
        before = subject.measure("text")
        with subject.media(forced_colors="active"):
            yield from self.faults(subject.measure("unforced"), "forced colours")
            yield from self.faults(subject.measure("paleBorders", 3), "forced colours")
            for option in one_of_each(subject):
                yield from unmarked(self, subject, option, "forced colours: ")
            if subject.measure("text") != before:
                yield self.found("body", "", "forced colours: the text is not the same")


def unmarked(
    check: BrowserCheck, page: BrowserPage, option: Mapping[str, Any], where: str = ""
) -> Iterator[Finding]:
    """Yield an option that looks the same when it is chosen."""
    selector = option["selector"]
    chosen = page.measure("tick", selector, True)
    on = picture(page, option)
    page.measure("tick", selector, False)
    off = picture(page, option)
    page.measure("tick", selector, chosen)
    if page.measure("changed", off, on, 3) < MARK:
        yield check.found(selector, option["html"], f"{where}one does not see that it is chosen")


def one_of_each(page: BrowserPage) -> list[Mapping[str, Any]]:
    """The first radio and the first checkbox: the others look the same."""
    first: dict[str, Mapping[str, Any]] = {}
    for option in page.measure("options"):
        first.setdefault(option["type"], option)
    return list(first.values())


def picture(page: BrowserPage, option: Mapping[str, Any]) -> str:
    """An option with a little of what surrounds it."""
    box = option["box"]
    return page.screenshot(box["x"] - 2, box["y"] - 2, box["width"] + 4, box["height"] + 4)
