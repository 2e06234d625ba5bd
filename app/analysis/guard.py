"""Keeps what people wrote from being run as a formula by the spreadsheet that opens a file (CWE-1236).

OWASP ASVS 5.0, 1.2.10: an apostrophe goes before a text that begins with = + - @, a tab or a NUL. It goes there
too when such a sign stands behind spaces or characters that nobody sees, when it is a full-width or other form of
one, and before a text that begins with an apostrophe: so that taking one apostrophe away always gives back what
was written. Numbers are no texts: they pass as they are.
"""

from __future__ import annotations

import unicodedata

APOSTROPHE = "'"
SIGNS = frozenset("=+-@−")
NEVER_FIRST = frozenset("\t\r\n\0'")
INVISIBLE = frozenset("ZCM")
"""First letters of Unicode categories: spaces, controls and formats, marks without a letter to stand on."""


def guard(text: str) -> str:
    """`text`, with an apostrophe before it if a spreadsheet could take it for anything but text."""
    return APOSTROPHE + text if _is_dangerous(text) else text


def unguard(cell: str) -> str:
    """What was written, from the cell that `guard` made of it."""
    return cell.removeprefix(APOSTROPHE)


def _is_dangerous(text: str) -> bool:
    if text[:1].isalnum():  # nearly every answer: no need to look further
        return False
    if text[:1] in NEVER_FIRST:
        return bool(text)
    first = next((letter for letter in text if unicodedata.category(letter)[0] not in INVISIBLE), "")
    return unicodedata.normalize("NFKC", first) in SIGNS
