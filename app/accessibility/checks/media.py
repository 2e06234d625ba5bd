"""C-33: pictures and sound have words beside them and never start by themselves."""

from __future__ import annotations

from collections.abc import Iterator

from app.accessibility.checks.check import Finding
from app.accessibility.checks.html_page import HtmlCheck, HtmlPage, words_of


class Images(HtmlCheck):
    """Every picture says what it shows, or says that it shows nothing (`alt=""`)."""

    id = "C-33-images"
    criteria = ("1.1.1",)

    def run(self, subject: HtmlPage) -> Iterator[Finding]:
        """Yield pictures without alt, and drawings that are neither named nor hidden."""
        for image in subject.all("//img[not(@alt)]"):
            yield self.at(image, "the picture has no alt")
        for drawing in subject.all("//*[local-name() = 'svg'][not(ancestor-or-self::*[@aria-hidden='true'])]"):
            if not words_of(drawing):
                yield self.at(drawing, "the drawing is neither named nor hidden")


class Recordings(HtmlCheck):
    """Sound and film wait for a press, have controls, and their text stands on the page or in captions."""

    id = "C-33"
    criteria = ("1.2.1", "1.2.2", "1.4.2")

    def run(self, subject: HtmlPage) -> Iterator[Finding]:
        """Yield recordings that start by themselves, lack controls, or have no text."""
        for media in subject.all("//audio | //video"):
            if "autoplay" in media.attrib:
                yield self.at(media, "it plays by itself", "1.4.2")
            if "controls" not in media.attrib:
                yield self.at(media, "it has no controls", "2.1.1")
            if media.tag == "video" and not media.xpath(".//track[@kind='captions']"):
                yield self.at(media, "the film has no captions", "1.2.2")
            transcript = subject.by_id.get(media.get("aria-describedby", ""))
            if media.tag == "audio" and not words_of(transcript):
                yield self.at(media, "aria-describedby names no text of what is heard", "1.2.1")
