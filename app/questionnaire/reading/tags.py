"""Names of languages as authors write them, and the BCP 47 tags they stand for."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale, UnknownLocaleError

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_IN_BRACKETS = re.compile(rf"\(\s*({_TAG.pattern})\s*\)\s*$")


@cache
def tag(name: str) -> str:
    """`Latviešu (lv)` → `lv`, `Russian` → `ru`, `lv-x-easy` as it is; `default` → `` (no language is named).

    A name that no language is known by stays as it was written.
    """
    name = name.strip()
    if name.lower() == "default":
        return ""
    if bracketed := _IN_BRACKETS.search(name):
        return bracketed[1].replace("_", "-")
    if is_tag(name):
        return name
    return _tags_by_name().get(name.lower(), name)


def is_tag(name: str) -> bool:
    """Whether `name` is shaped like a BCP 47 tag and its first part is the code of a language."""
    if not _TAG.fullmatch(name):
        return False
    try:
        Locale(name.partition("-")[0].lower())
    except UnknownLocaleError:
        return False
    return True


@cache
def _tags_by_name() -> dict[str, str]:
    """Codes of languages by their English names and their own: `latvian` and `latviešu` → `lv`."""
    english = {name.lower(): code for code, name in Locale("en").languages.items()}
    own = {(Locale(code).get_language_name() or code).lower(): code for code in ("lv", "ru", "en", "de", "fr", "es")}
    return english | own
