"""C-44, C-30: no inline script or style, no size in the way of zooming."""

from __future__ import annotations

from collections.abc import Iterator

from app.accessibility.checks.check import Finding
from app.accessibility.checks.html_page import HtmlCheck, HtmlPage, squeezed


class NoInline(HtmlCheck):
    """A strict content security policy leaves no room for script or style inside a page."""

    id = "C-44-inline"
    criteria = ("P10", "1.4.12")

    def run(self, subject: HtmlPage) -> Iterator[Finding]:
        """Yield style attributes, style elements, scripts with content and on… handlers."""
        for element in subject.all("//*[@style] | //style | //script[not(@src)]"):
            yield self.at(element, "style or script inside the page")
        for element in subject.all("//*[@*[starts-with(name(), 'on')]]"):
            yield self.at(element, "an event handler inside the page")


class Viewport(HtmlCheck):
    """A page fits a telephone, and nothing keeps a person from zooming."""

    id = "C-30"
    criteria = ("1.4.4", "1.4.10")

    def run(self, subject: HtmlPage) -> Iterator[Finding]:
        """Yield a viewport that is missing, or that limits zooming."""
        meta = subject.first("//head/meta[@name='viewport']")
        if meta is None:
            yield self.at(subject.root, "there is no <meta name=viewport>")
            return
        content = squeezed(meta.get("content", "")).replace(" ", "").lower()
        if "user-scalable" in content or "maximum-scale" in content or "minimum-scale" in content:
            yield self.at(meta, "zooming is limited")
        if "width=device-width" not in content:
            yield self.at(meta, "the viewport is not as wide as the device")


class Charset(HtmlCheck):
    """The first thing in the head says UTF-8: without it ā and щ may be read as noise."""

    id = "C-35-charset"
    criteria = ("3.1.1",)

    def run(self, subject: HtmlPage) -> Iterator[Finding]:
        """Yield a head that does not begin with the character set."""
        first = subject.first("//head/*[1]")
        if first is None or first.get("charset", "").lower() != "utf-8":
            yield self.at(subject.root, "the head does not begin with <meta charset=utf-8>")
