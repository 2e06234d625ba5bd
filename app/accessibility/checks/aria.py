"""C-35, C-12: little ARIA, and all of it leads somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from app.accessibility.checks.check import Finding
from app.accessibility.checks.html_page import CONTROLS, HtmlCheck, HtmlPage, words_of

ATTRIBUTES = frozenset({
    "aria-atomic", "aria-current", "aria-describedby", "aria-hidden", "aria-invalid", "aria-label",
    "aria-labelledby", "aria-live",
})  # fmt: skip
ROLES = frozenset({"alert", "status", "group"})
NAMED = frozenset({"nav", "section", "audio", "video"})
"""Elements that have no visible text of their own, and so may be named by `aria-label`."""
REFERENCES = ("aria-describedby", "aria-labelledby")


class AllowList(HtmlCheck):
    """Native HTML says nearly everything; what else is used is on a short list that was heard with Orca."""

    id = "C-35-aria"
    criteria = ("4.1.2",)
    house: ClassVar[bool] = True

    def run(self, subject: HtmlPage) -> Iterator[Finding]:
        """Yield attributes and roles that are not on the list, and names that hide the visible text."""
        for element in subject.all("//*[@role or @*[starts-with(name(), 'aria-')]]"):
            names = {str(name) for name in element.attrib if str(name).startswith("aria-")}
            for name in sorted(names - ATTRIBUTES):
                yield self.at(element, f"{name} is not on the list of ARIA that we use")
            if element.get("role", "alert") not in ROLES:
                yield self.at(element, f"role={element.get('role')} is not on the list of ARIA that we use")
            if names & {"aria-label", "aria-labelledby"} and element.tag not in NAMED:
                yield self.at(element, "a name that is not the visible text", "2.5.3")


class References(HtmlCheck):
    """What describes a control exists, says something, and is said once."""

    id = "C-35-references"
    criteria = ("1.3.1", "4.1.2")

    def run(self, subject: HtmlPage) -> Iterator[Finding]:
        """Yield each reference to nothing, to an empty text, or twice to the same text."""
        for name in REFERENCES:
            for element in subject.all(f"//*[@{name}]"):
                ids = element.get(name, "").split()
                if not ids or len(ids) != len(set(ids)):
                    yield self.at(element, f"{name} is empty or names the same id twice")
                for identifier in ids:
                    target = subject.by_id.get(identifier)
                    if target is None:
                        yield self.at(element, f"{name} names {identifier}, which is not on the page")
                    elif not words_of(target):
                        yield self.at(element, f"{name} names {identifier}, which says nothing")


class HiddenFocus(HtmlCheck):
    """What is hidden from screen readers cannot take focus."""

    id = "C-35-hidden"
    criteria = ("4.1.2", "2.4.3")

    def run(self, subject: HtmlPage) -> Iterator[Finding]:
        """Yield links and controls inside `aria-hidden`."""
        hidden = "ancestor-or-self::*[@aria-hidden='true']"
        reachable = f"self::a[@href] or self::button or {CONTROLS}"
        for element in subject.all(f"//*[{reachable}][{hidden}]"):
            yield self.at(element, "it can take focus and is hidden from screen readers")


class LiveRegions(HtmlCheck):
    """A live region is there and empty when a page arrives: only what changes later is announced."""

    id = "C-29-static"
    criteria = ("4.1.3",)

    def run(self, subject: HtmlPage) -> Iterator[Finding]:
        """Yield status regions that already say something, and regions that interrupt."""
        for region in subject.all("//*[@aria-live or @role='status']"):
            if region.get("aria-live") == "assertive":
                yield self.at(region, "aria-live=assertive interrupts")
            elif words_of(region):
                yield self.at(region, "the live region is not empty when the page arrives")
