"""C-35, C-40: the HTML is whole, its ids are unique, its headings are a table of contents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import ClassVar

from app.accessibility.checks.check import Finding
from app.accessibility.checks.html_page import CONTROLS, Element, HtmlCheck, HtmlPage, words_of

HEADINGS = "//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6]"


class Parses(HtmlCheck):
    """Assistive technology meets no tree that a parser had to guess."""

    id = "C-35-parse"
    criteria = ("4.1.2", "1.3.1")

    def run(self, subject: HtmlPage) -> Iterator[Finding]:
        """Yield each place where html5lib, in strict reading, found an error."""
        lines = subject.html.splitlines()
        for error in subject.parse_errors:
            line = lines[error.line - 1] if error.line <= len(lines) else ""
            yield self.found("html", line.strip(), f"line {error.line}: {error.sentence}")


class UniqueIds(HtmlCheck):
    """An id belongs to one element: labels and descriptions are found by it."""

    id = "C-35-ids"
    criteria = ("4.1.2", "1.3.1")

    def run(self, subject: HtmlPage) -> Iterator[Finding]:
        """Yield each element whose id was used before it."""
        counts = Counter(element.get("id", "") for element in subject.all("//*[@id]"))
        for element in subject.all("//*[@id]"):
            name = element.get("id", "")
            if not name or any(map(str.isspace, name)):
                yield self.at(element, "the id is empty or holds a space")
            elif counts[name] > 1 and element is not subject.by_id[name]:
                yield self.at(element, f"another element has the id {name} too")


class OneHeading(HtmlCheck):
    """One h1 says what the page is; other headings never skip a level."""

    id = "C-40-headings"
    criteria = ("2.4.6", "1.3.1", "2.4.10")

    def run(self, subject: HtmlPage) -> Iterator[Finding]:
        """Yield missing, second, empty and skipping headings."""
        headings = subject.all(f"{HEADINGS}[not(ancestor::*[@hidden])]")
        first = subject.first("//h1")
        if first is None:
            yield self.at(subject.root, "there is no h1")
        level = 0
        for heading in headings:
            now = int(str(heading.tag)[1])
            if now == 1 and heading is not first:
                yield self.at(heading, "there is a second h1")
            if not words_of(heading):
                yield self.at(heading, "the heading is empty")
            if now > level + 1 and (level or now > 2):
                yield self.at(heading, f"the heading's level jumps from {level} to {now}")
            level = now


class QuestionIsHeading(HtmlCheck):
    """On a page with one question, its legend or label is the h1, so that it is read once."""

    id = "C-40-question"
    criteria = ("P2", "1.3.1")
    house: ClassVar[bool] = True

    def run(self, subject: HtmlPage) -> Iterator[Finding]:
        """Yield the h1 of a one-question page that stands elsewhere."""
        questions = list(self.questions(subject))
        heading = subject.first("//h1")
        if len(questions) != 1 or heading is None:
            return
        if heading.xpath("not(ancestor::legend or ancestor::label or descendant::label)"):
            yield self.at(heading, "the h1 stands outside the legend or label of the page's only question")

    def questions(self, subject: HtmlPage) -> Iterator[Element]:
        """Outermost fieldsets, and controls outside any fieldset, of the questionnaire's form."""
        yield from subject.all("//main//form[@id='answers']//fieldset[not(ancestor::fieldset)]")
        yield from subject.all(f"//main//form[@id='answers']//*[{CONTROLS}][not(ancestor::fieldset)]")
