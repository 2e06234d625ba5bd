"""Answers in the respondent's own words."""

from __future__ import annotations

import re
import unicodedata

from markupsafe import Markup

from app.questionnaire.answers.asked import Asked, Typed, Unreadable
from app.questionnaire.answers.limits import limit

# XML 1.0 (2.2) has no place for these, and no keyboard types them; a pasted text may hold them unseen.
_UNSTORABLE = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_BREAK = re.compile("\r\n?|[\u0085\u2028\u2029]")
_BLANKS_AT_LINE_ENDS = re.compile(r"[^\S\n]+(?=\n|\Z)")


def normalised(text: str) -> str:
    """NFC, lines that end by `\\n`, and no blanks where nobody sees them (browsers differ in all three)."""
    text = _UNSTORABLE.sub("", _LINE_BREAK.sub("\n", text))
    return unicodedata.normalize("NFC", _BLANKS_AT_LINE_ENDS.sub("", text)).strip("\n").lstrip(" \t\xa0")


class Texts:
    """Short and long text. Lengths are counted in code points of NFC, as the page's counter does."""

    def fields(self, asked: Asked) -> tuple[str, ...]:
        """One input."""
        return (asked.name,)

    def read(self, asked: Asked, typed: Typed) -> str:
        """The text, normalised; refused when it is longer than the author's limit."""
        text = normalised(next(iter(typed.get(asked.name, ())), ""))
        most = limit(asked.question)
        if most is not None and len(text) > most:
            raise Unreadable(asked.name, asked.say.shorten(most, len(text)))
        return text

    def spell(self, asked: Asked, value: str) -> Typed:
        """The text itself."""
        return {asked.name: [value]}

    def speak(self, asked: Asked, value: str) -> Markup:  # noqa: ARG002
        """The text, with its line breaks."""
        return Markup("<br>").join(value.split("\n"))

    def ask(self, asked: Asked) -> str:
        """Asks to write."""
        return asked.say.write()
