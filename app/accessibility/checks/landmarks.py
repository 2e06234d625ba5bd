"""C-07, C-16: the frame of every page, its landmarks and the order of its parts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from app.accessibility.checks.check import Finding
from app.accessibility.checks.html_page import CONTROLS, HtmlCheck, HtmlPage, words_of

FRAME = {"header": "banner", "main": "main", "footer": "contentinfo"}

ORDER = {
    "the skip link": "//body/*[1][self::a]",
    "the header": "//body/header",
    "the back link": "//body/*[not(self::header)][not(self::main)]"
    "/descendant-or-self::a[following::main][preceding::header]",
    "the error summary": "//main//*[@tabindex='-1'][.//a[starts-with(@href, '#')]][not(descendant::h1)]",
    "the question": "//main//h1",
    "the first control": f"(//main//*[{CONTROLS}])[1]",
    "the last control": f"(//main//*[{CONTROLS}])[last()]",
    "the button that continues": "//main//button[@value='continue'][not(ancestor-or-self::*[@hidden])]",
    "the button that skips": "//main//button[@value='skip']",
    "the button that saves for later": "//main//button[@value='later']",
    "the footer": "//body/footer",
}
"""P5: the parts of a question page, in the order in which they are read."""


class Landmarks(HtmlCheck):
    """A screen-reader user finds a banner, one main part and the footer on every page."""

    id = "C-16-landmarks"
    criteria = ("1.3.1", "2.4.1")

    def run(self, subject: HtmlPage) -> Iterator[Finding]:
        """Yield each landmark that is missing or doubled."""
        for tag, role in FRAME.items():
            found = subject.all(f"//body/{tag}" if tag != "main" else "//main")
            if not found:
                yield self.at(subject.root, f"there is no {role} landmark (<{tag}>)")
            for second in found[1:]:
                yield self.at(second, f"there is a second {role} landmark")
        navigations = subject.all("//nav")
        names = [nav.get("aria-label") or nav.get("aria-labelledby") for nav in navigations]
        for nav, name in zip(navigations, names, strict=True):
            if not nav.xpath(".//a"):
                yield self.at(nav, "the navigation landmark holds no link")
            if names.count(name) > 1:
                yield self.at(nav, "two navigation landmarks have the same name")


class SkipLink(HtmlCheck):
    """The first thing in the body leads to the main part, past the header; it stands in no landmark."""

    id = "C-07-skip-link"
    criteria = ("2.4.1",)

    def run(self, subject: HtmlPage) -> Iterator[Finding]:
        """Yield a skip link that is missing, hidden, inside a landmark or leads nowhere."""
        link = subject.first("//body/*[not(self::script)][1][self::a]")
        if link is None or not link.get("href", "").startswith("#"):
            yield self.at(subject.root, "the body does not begin with a skip link")
            return
        target = subject.by_id.get(link.get("href", "")[1:])
        if target is None or target.tag != "main":
            yield self.at(link, "the skip link does not lead to <main>")
        elif target.get("tabindex") != "-1":
            yield self.at(link, "the target of the skip link cannot take focus (tabindex=-1)")


class Order(HtmlCheck):
    """The parts of a page come in the same order everywhere."""

    id = "C-16-order"
    criteria = ("P5", "3.2.3", "1.3.2")
    house: ClassVar[bool] = True

    def run(self, subject: HtmlPage) -> Iterator[Finding]:
        """Yield each part that stands before one it should follow."""
        last, before = -1, ""
        for name, xpath in ORDER.items():
            part = subject.first(xpath)
            if part is None:
                continue
            place = subject.position[part]
            if place < last:
                yield self.at(part, f"{name} comes before {before}")
            last, before = max(last, place), name


class HelpBlock(HtmlCheck):
    """Human help is one action away, at the same place of each page: the footer."""

    id = "C-16-help"
    criteria = ("P13", "3.2.6", "3.3.5")
    house: ClassVar[bool] = True

    def run(self, subject: HtmlPage) -> Iterator[Finding]:
        """Yield a footer in which nobody can be reached, or a help link without words."""
        ways = subject.all("//body/footer//a[starts-with(@href, 'tel:') or starts-with(@href, 'mailto:')]")
        if not ways:
            yield self.at(subject.root, "the footer names no telephone or e-mail for help")
        for way in ways:
            if not words_of(way):
                yield self.at(way, "a way to get help has no words")
