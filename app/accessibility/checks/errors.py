"""C-14: the error contract. What went wrong is told first, beside the control, and in the same words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from app.accessibility.checks.check import Finding
from app.accessibility.checks.html_page import (
    CONTROLS,
    ERROR_PREFIX,
    Element,
    HtmlCheck,
    HtmlPage,
    within,
    words_of,
)

BLAMING = re.compile(
    r"\b(?:nederīg\w*|aizliegt\w*|lūdzu|obligāt\w+ lauk\w*|kļūda laukā|неверн\w*|недопустим\w*|пожалуйста|"
    r"обязательно\w* пол\w*|запрещ\w*|invalid|illegal|forbidden|please|sorry|oops|you forgot|valid)\b",
    re.IGNORECASE,
)
"""Words that say a person did wrong instead of what to do."""


class ErrorSummary(HtmlCheck):
    """Points 2 and 4: the summary is first in the main part, takes focus, links to each faulty control."""

    id = "C-14-summary"
    criteria = ("3.3.1", "2.4.3")
    house: ClassVar[bool] = True

    def run(self, subject: HtmlPage) -> Iterator[Finding]:
        """Yield a summary that is missing, misplaced, named twice, or that leads nowhere."""
        if not subject.is_error:
            return
        summary = subject.error_summary
        if summary is None:
            yield self.at(subject.root, "no summary of errors can take focus (tabindex=-1)")
            return
        if summary.xpath("preceding::*[ancestor::main][self::h1 or self::input or self::p]"):
            yield self.at(summary, "the summary of errors is not the first thing in the main part")
        if summary.get("aria-labelledby") or summary.get("role") == "alert":
            yield self.at(summary, "with focus and aria-labelledby or role=alert the summary is read twice")
        if not summary.xpath(".//h2"):
            yield self.at(summary, "the summary of errors has no heading")
        for link in within(summary, ".//a[starts-with(@href, '#')]"):
            yield from self.leads(subject, link)

    def leads(self, page: HtmlPage, link: Element) -> Iterator[Finding]:
        """Yield a link that does not lead to a control marked as faulty."""
        target = page.by_id.get(link.get("href", "")[1:])
        if target is None or target.xpath(f"not({CONTROLS})"):
            yield self.at(link, "the link does not lead to a control")
        elif target.get("aria-invalid") != "true":
            yield self.at(link, "the control that the link leads to is not marked as faulty (aria-invalid)")


class ErrorMessages(HtmlCheck):
    """Points 5 and 6: the message stands in the legend or describes the input, word for word as above."""

    id = "C-14-messages"
    criteria = ("3.3.1", "3.3.3")
    house: ClassVar[bool] = True

    def run(self, subject: HtmlPage) -> Iterator[Finding]:
        """Yield each summarised error that is not repeated beside its control, with the prefix."""
        summary = subject.error_summary
        links = [] if summary is None else within(summary, ".//a[starts-with(@href, '#')]")
        prefix = ERROR_PREFIX.get(subject.lang, ERROR_PREFIX["en"])
        told: set[Element] = set()
        for link in links:
            control = subject.by_id.get(link.get("href", "")[1:])
            if control is None:
                continue
            told |= {control, *siblings(control)}
            expected = f"{prefix} {words_of(link)}"
            if expected not in beside(subject, control):
                yield self.at(control, f"“{expected}” is not told with the control")
        for control in subject.faulty:
            if control not in told:
                yield self.at(control, "the control is marked as faulty, and the summary does not tell why")


class ErrorWords(HtmlCheck):
    """A message says what to do; it does not blame and does not beg."""

    id = "C-14-words"
    criteria = ("3.3.3",)
    house: ClassVar[bool] = True

    def run(self, subject: HtmlPage) -> Iterator[Finding]:
        """Yield messages with a word that blames, begs or means nothing."""
        summary = subject.error_summary
        for link in [] if summary is None else within(summary, ".//a"):
            if found := BLAMING.search(words_of(link)):
                yield self.at(link, f"“{found.group()}” does not say what to do")


def siblings(control: Element) -> list[Element]:
    """The controls that share a control's innermost fieldset."""
    fieldset = next(control.iterancestors("fieldset"), None)
    return [] if fieldset is None else within(fieldset, f".//*[{CONTROLS}]")


def beside(page: HtmlPage, control: Element) -> str:
    """What a screen reader says with a control: the legends around it and the texts that describe it."""
    legends = [words_of(fieldset.find("legend")) for fieldset in control.iterancestors("fieldset")]
    described = [words_of(page.by_id.get(name)) for name in control.get("aria-describedby", "").split()]
    return " | ".join(legends + described)
