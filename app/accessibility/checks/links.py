"""C-12b, C-44: links say where they lead, and a page asks nothing of other servers."""

from __future__ import annotations

from collections.abc import Iterator

from app.accessibility.checks.check import Finding
from app.accessibility.checks.html_page import Element, HtmlCheck, HtmlPage, within, words_of

EMPTY_WORDS = frozenset(
    {"šeit", "te", "vairāk", "lasīt vairāk", "spiediet šeit", "saite",
     "здесь", "тут", "подробнее", "далее", "читать далее", "ещё", "еще", "ссылка", "нажмите здесь",
     "here", "more", "read more", "click here", "link"}
)  # fmt: skip
"""Link texts that say nothing when a screen reader lists the links of a page."""

SCHEMES = ("http://", "https://", "tel:", "sms:", "mailto:", "/", "#", "?", "./", "../")


class LinkWords(HtmlCheck):
    """A link's text alone says where it leads; links with the same text lead to the same place."""

    id = "C-12b"
    criteria = ("2.4.9", "2.4.4")

    def run(self, subject: HtmlPage) -> Iterator[Finding]:
        """Yield links that are empty, say nothing, or are called like another."""
        targets: dict[str, str] = {}
        for link in subject.all("//a[@href]"):
            pictures = within(link, ".//img[@alt]")
            words = (words_of(link) or " ".join(picture.get("alt", "") for picture in pictures)).casefold()
            href = link.get("href", "")
            if not words:
                yield self.at(link, "the link has no text")
            elif words.strip(" .…›»→") in EMPTY_WORDS:
                yield self.at(link, f"“{words}” does not say where the link leads")
            elif targets.setdefault(words, href) != href:
                yield self.at(link, f"another link with the same text leads to {targets[words]}")


class LinkTargets(HtmlCheck):
    """Links are addresses that work without script, in the same window."""

    id = "C-12b-targets"
    criteria = ("3.2.5", "2.1.1")

    def run(self, subject: HtmlPage) -> Iterator[Finding]:
        """Yield links without address, with a script for one, to a new window, or to a missing part."""
        for link in subject.all("//a"):
            href = link.get("href", "")
            if not href.startswith(SCHEMES):
                yield self.at(link, "the link has no address that a browser without script can follow")
            elif href.startswith("#") and href[1:] not in subject.by_id:
                yield self.at(link, f"there is no {href} on this page")
        for element in subject.all("//*[@target or @formtarget]"):
            yield self.at(element, "it opens another window")


class SameOrigin(HtmlCheck):
    """Nothing is asked of another server: neither its ears nor its failures belong in a survey."""

    id = "C-44-static"
    criteria = ("P10",)

    def run(self, subject: HtmlPage) -> Iterator[Finding]:
        """Yield everything that a browser would fetch from, or post to, elsewhere."""
        for name in ("src", "srcset", "poster", "action", "formaction", "data"):
            for element in subject.all(f"//*[@{name}]"):
                yield from self.fetches(subject, element, name)
        for element in subject.all("//link[@href]"):
            yield from self.fetches(subject, element, "href")

    def fetches(self, page: HtmlPage, element: Element, name: str) -> Iterator[Finding]:
        """Yield an attribute that holds an address of another server."""
        address = element.get(name, "")
        if not page.is_own(address):
            yield self.at(element, f"{name} leads to another server: {address}")


class NoRefresh(HtmlCheck):
    """A page never changes or leaves by itself."""

    id = "C-18-refresh"
    criteria = ("2.2.4", "2.2.1", "3.2.5")

    def run(self, subject: HtmlPage) -> Iterator[Finding]:
        """Yield every meta refresh."""
        for meta in subject.all("//meta[translate(@http-equiv, 'REFSH', 'refsh') = 'refresh']"):
            yield self.at(meta, "the page reloads or leaves by itself")
