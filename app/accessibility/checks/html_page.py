"""A page as a server sent it, parsed as strictly as html5lib can, and the checks that need no browser."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import ClassVar, cast
from urllib.parse import urlsplit

import html5lib
from html5lib.constants import E as PARSE_ERRORS
from lxml import etree

from app.accessibility.checks.check import Check, Finding

Element = etree._Element

ERROR_PREFIX = {"lv": "Kļūda:", "ru": "Ошибка:", "en": "Error:"}
"""What the title of a page in its error state begins with, and each message beside a control."""

UNPROCESSABLE = 422
CONTROLS = "self::input[not(@type='hidden')] or self::select or self::textarea"
"""XPath test: something that a respondent fills in. Our buttons are never inputs."""


@dataclass(frozen=True)
class ParseError:
    """Where html5lib had to guess what was meant."""

    line: int
    column: int
    sentence: str


@dataclass
class HtmlPage:
    """One response's HTML. `language` is the language that it was asked for in, '' if that is not known."""

    html: str
    url: str = "http://localhost/"
    language: str = ""
    status: int = 200
    parse_errors: list[ParseError] = field(default_factory=list, init=False)
    root: Element = field(init=False)

    def __post_init__(self) -> None:
        """Parse at once: every check needs the tree."""
        builder = html5lib.getTreeBuilder("lxml")
        parser = html5lib.HTMLParser(tree=builder, namespaceHTMLElements=False)
        self.root = parser.parse(self.html).getroot()
        self.parse_errors = [
            ParseError(line, column, PARSE_ERRORS[code] % data)
            for (line, column), code, data in parser.errors
        ]

    def all(self, xpath: str) -> list[Element]:
        """The elements that an XPath finds."""
        return cast(list[Element], self.root.xpath(xpath))

    def first(self, xpath: str) -> Element | None:
        """The first element that an XPath finds."""
        return next(iter(self.all(xpath)), None)

    @cached_property
    def position(self) -> dict[Element, int]:
        """The place of each element in document order."""
        return {element: index for index, element in enumerate(self.root.iter(etree.Element))}

    @cached_property
    def by_id(self) -> dict[str, Element]:
        """The first element with each id."""
        return {element.get("id", ""): element for element in reversed(self.all("//*[@id]"))}

    @cached_property
    def lang(self) -> str:
        """The primary language that the page says it is in."""
        return self.root.get("lang", "").partition("-")[0].lower()

    @cached_property
    def main(self) -> Element | None:
        """The main landmark."""
        return self.first("//main")

    @cached_property
    def title(self) -> str:
        """The page's title, its spaces folded."""
        return squeezed(text_of(self.first("//head/title")))

    @cached_property
    def faulty(self) -> list[Element]:
        """The controls that say they hold an error."""
        return self.all("//*[@aria-invalid='true']")

    @cached_property
    def error_summary(self) -> Element | None:
        """The list of errors above the heading: what can take focus and links to parts of this page."""
        return self.first("//main//*[@tabindex='-1'][.//a[starts-with(@href, '#')]][not(descendant::h1)]")

    @property
    def is_error(self) -> bool:
        """Whether the page shows errors: one sign of it is enough, so that a missing sign is found."""
        titled = self.title.startswith(tuple(ERROR_PREFIX.values()))
        return self.status == UNPROCESSABLE or bool(self.faulty) or titled or self.error_summary is not None

    def is_own(self, address: str) -> bool:
        """Whether an address is on the server that the page came from."""
        parts = urlsplit(address)
        return (not parts.netloc and not parts.scheme) or parts.netloc == urlsplit(self.url).netloc


class HtmlCheck(Check[HtmlPage]):
    """A check of the HTML alone."""

    needs_browser: ClassVar[bool] = False

    def at(self, element: Element, sentence: str, criterion: str = "") -> Finding:
        """A finding about one element."""
        return self.found(selector_of(element), opening_tag(element), sentence, criterion)


def within(element: Element, xpath: str) -> list[Element]:
    """The elements that an XPath finds from an element."""
    return cast(list[Element], element.xpath(xpath))


def text_of(element: Element | None) -> str:
    """All text inside an element, as it stands."""
    return "" if element is None else cast(str, element.xpath("string()"))


def squeezed(text: str) -> str:
    """Text with every run of spaces folded to one, as a browser shows it."""
    return " ".join(text.split())


def words_of(element: Element | None) -> str:
    """The text inside an element as it is read: spaces folded."""
    return squeezed(text_of(element))


def opening_tag(element: Element) -> str:
    """The start of an element as HTML, with a little of its text."""
    attributes = "".join(f' {name}="{element.get(name)}"' for name in map(str, element.attrib))
    return f"<{element.tag}{attributes}>{words_of(element)}"


def selector_of(element: Element) -> str:
    """A CSS selector that finds this element: from the nearest id, or from the root."""
    steps: list[str] = []
    for step in (element, *element.iterancestors()):
        if name := step.get("id"):
            return " > ".join([f'[id="{name}"]', *reversed(steps)])
        steps.append(step_to(step))
    return " > ".join(reversed(steps))


def step_to(element: Element) -> str:
    """The last step of a selector: the element's name, and its place among those of that name."""
    name = etree.QName(element).localname
    parent = element.getparent()
    alike = [element] if parent is None else list(parent.iterchildren(element.tag))
    return name if len(alike) == 1 else f"{name}:nth-of-type({alike.index(element) + 1})"
