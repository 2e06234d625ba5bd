"""C-15: every run of text is in the language that the page says it is in.

A screen reader speaks Cyrillic with a Latvian voice as noise, or as nothing at all; so language is detected
from what is written, and compared with the nearest `lang`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from lxml import etree

from app.accessibility.checks.check import Finding
from app.accessibility.checks.html_page import Element, HtmlCheck, HtmlPage, squeezed

CYRILLIC = re.compile(r"[\u0400-\u04ff]+")
LATIN_WORD = re.compile(r"[A-Za-zĀ-žÀ-ÿ]{2,}")
LATVIAN = re.compile(r"\w*[āčēģīķļņšūžĀČĒĢĪĶĻŅŠŪŽ]\w*")
ENGLISH = re.compile(r"\b(?:the|and|of|your|you|this|with|have|is|are|please)\b", re.IGNORECASE)
ADDRESS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|\b[\w-]+\.(?:lv|eu|org|com)\b(?:/\S*)?")
STRAIGHT_QUOTES = re.compile(r"[\"'`]")

NAMES = frozenset({
    "SMS", "WhatsApp", "Signal", "Balss", "WCAG", "PDF", "HTML", "JavaScript", "NVDA", "JAWS", "VoiceOver",
    "TalkBack", "Orca", "Enter", "Tab", "Shift", "Esc", "Ctrl", "Alt", "Dragon", "EN", "AA", "AAA",
})  # fmt: skip
"""Words that are the same in every language."""

SILENT = frozenset({"script", "style", "template", "noscript", "code", "kbd", "samp"})
READ_ATTRIBUTES = ("alt", "aria-label", "title", "placeholder", "label")

Run = tuple[Element, str, str]
"""An element, the primary language it is in ('' where that is not known), and a piece of its text."""


class PageLanguage(HtmlCheck):
    """The page says which language it is in, and it is the one that was asked for."""

    id = "C-15-page"
    criteria = ("3.1.1",)

    def run(self, subject: HtmlPage) -> Iterator[Finding]:
        """Yield a page without a language, or with another one."""
        if not subject.lang:
            yield self.at(subject.root, "the page does not say which language it is in")
        elif subject.language and subject.lang != subject.language.partition("-")[0]:
            yield self.at(subject.root, f"it was asked for in {subject.language} and says {subject.lang}")


class LanguageOfParts(HtmlCheck):
    """Text in another script or language than its surroundings carries its own `lang`."""

    id = "C-15"
    criteria = ("3.1.2", "3.1.1")

    def run(self, subject: HtmlPage) -> Iterator[Finding]:
        """Yield each run of text that cannot be in the language it is marked with."""
        for element, language, text in runs(subject):
            word = foreign_word(ADDRESS.sub(" ", text), language)
            if word:
                yield self.at(element, f"“{word}” is not {language}")


class LanguageSwitches(HtmlCheck):
    """A switch to another language is written in that language, and says so to a screen reader."""

    id = "C-15-switches"
    criteria = ("3.1.2",)

    def run(self, subject: HtmlPage) -> Iterator[Finding]:
        """Yield each switch whose text is not marked with the language it leads to."""
        for link in subject.all("//a[@hreflang]"):
            if language_at(link) != link.get("hreflang"):
                yield self.at(link, f"the link to {link.get('hreflang')} carries no such lang")
        for button in subject.all("//button[starts-with(@value, 'language:')]"):
            language = button.get("value", "").partition(":")[2]
            if language_at(button) != language:
                yield self.at(button, f"the button for {language} carries no such lang")


class Quotes(HtmlCheck):
    """Quotation marks are typographic: „…” in Latvian, «…» in Russian."""

    id = "C-15-quotes"
    criteria = ("P1",)
    house: ClassVar[bool] = True

    def run(self, subject: HtmlPage) -> Iterator[Finding]:
        """Yield text with the straight quotes of a typewriter."""
        for element, language, text in runs(subject):
            if language and STRAIGHT_QUOTES.search(text):
                yield self.at(element, f"straight quotation marks in “{squeezed(text)}”")


def runs(page: HtmlPage) -> Iterator[Run]:
    """Every piece of text that a person reads or hears; what a respondent typed is left out."""
    for element in page.root.iter(etree.Element):
        if element.tag in SILENT or element.tag == "textarea":
            continue
        language = language_at(element)
        pieces = [element.text, *(child.tail for child in element)]
        pieces += [element.get(name) for name in READ_ATTRIBUTES]
        yield from ((element, language, piece) for piece in pieces if piece and piece.strip())


def language_at(element: Element) -> str:
    """The primary language of an element: the nearest `lang`; '' where a page says it does not know."""
    for step in (element, *element.iterancestors()):
        if "lang" in step.attrib:
            language = step.get("lang", "").partition("-")[0].lower()
            return "" if language == "und" else language
    return ""


def foreign_word(text: str, language: str) -> str:
    """The first word in `text` that cannot be in `language`; '' when there is none."""
    if language in {"lv", "en"} and (found := CYRILLIC.search(text)):
        return found.group()
    if language == "ru" and (found := LATVIAN.search(text)):
        return found.group()
    if language == "ru":
        return next((word for word in LATIN_WORD.findall(text) if word not in NAMES), "")
    if language == "lv" and (found := ENGLISH.search(text)):
        return found.group()
    return ""
