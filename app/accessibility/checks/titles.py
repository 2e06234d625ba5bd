"""C-13: the title says what the page is, in which survey, and whether something went wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import ClassVar

from app.accessibility.checks.check import Check, Finding
from app.accessibility.checks.html_page import ERROR_PREFIX, HtmlCheck, HtmlPage, words_of

SEPARATOR = " – "


class TitleForm(HtmlCheck):
    """`[Error: ]<heading> – [step – ]<survey>`: what is read first is what differs between pages."""

    id = "C-13-title"
    criteria = ("2.4.2", "2.4.8", "3.3.1")
    house: ClassVar[bool] = True

    def run(self, subject: HtmlPage) -> Iterator[Finding]:
        """Yield a title that is missing, has another form, or hides that there are errors."""
        element = subject.first("//head/title")
        if element is None or not subject.title:
            yield self.at(subject.root, "the page has no title")
            return
        prefix = ERROR_PREFIX.get(subject.lang, ERROR_PREFIX["en"]) + " "
        if subject.title.startswith(prefix) != subject.is_error:
            wrong = "does not begin" if subject.is_error else "begins"
            yield self.at(element, f"the title {wrong} with “{prefix}”", "3.3.1")
        parts = subject.title.removeprefix(prefix).split(SEPARATOR)
        if len(parts) < 2 or not all(map(str.strip, parts)):
            yield self.at(element, "the title is not of the form “heading – survey”")
        heading = words_of(subject.first("//h1"))
        if not subject.title.removeprefix(prefix).startswith(heading):
            yield self.at(element, f"the title does not begin with the heading “{heading}”")


class PagesCheck(Check[Sequence[HtmlPage]]):
    """A check that compares pages with each other; each page is one state of one page of a language."""


class DistinctTitles(PagesCheck):
    """No two pages, and no two states of which one shows errors, have the same title."""

    id = "C-13-distinct"
    criteria = ("2.4.2",)

    def run(self, subject: Sequence[HtmlPage]) -> Iterator[Finding]:
        """Yield titles of several addresses, and titles of a page both with and without errors."""
        places: dict[str, set[str]] = defaultdict(set)
        states: dict[tuple[str, str], set[bool]] = defaultdict(set)
        for page in subject:
            places[page.title].add(page.url)
            states[page.title, page.url].add(page.is_error)
        for title, urls in places.items():
            if len(urls) > 1:
                yield self.found("title", title, f"the same title on {', '.join(sorted(urls))}")
        for (title, url), kinds in states.items():
            if len(kinds) > 1:
                yield self.found("title", title, f"the same title on {url} with and without errors")
