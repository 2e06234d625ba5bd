"""Functions of texts, and those that give one."""

from __future__ import annotations

import base64
import hashlib
import math
import secrets
import uuid as uuids
from functools import lru_cache

import regex as regexes

from app.questionnaire.expressions.functions.registry import Kind, function
from app.questionnaire.expressions.values import Value, flat, number, string

REGEX_SECONDS = 0.1
"""How long one `regex` may think. What is not decided by then does not match."""


@lru_cache(maxsize=512)
def pattern(text: str) -> regexes.Pattern[str]:
    """A regular expression; raises `regex.error` where it is none."""
    return regexes.compile(text)


@function("regex", Kind.BOOLEAN, Kind.STRING)
def regex(value: Value, expression: Value) -> bool:
    """Whether a whole text matches a regular expression."""
    try:
        found = pattern(string(expression)).fullmatch(string(value), timeout=REGEX_SECONDS)
    except (regexes.error, TimeoutError, RecursionError):
        return False
    return found is not None


@function("ends-with", Kind.BOOLEAN, Kind.STRING)
def ends_with(value: Value, ending: Value) -> bool:
    """Whether a text ends with another."""
    return string(value).endswith(string(ending))


@function("substr", Kind.STRING, Kind.STRING, Kind.NUMBER)
def substr(value: Value, start: Value, end: Value = math.inf) -> str:
    """The part of a text from a place, counted from 0, up to another."""
    text = string(value)
    return text[_place(start, text) : _place(end, text)]


def _place(value: Value, text: str) -> int:
    """A place in a text; a negative one is counted from its end, and NaN is 0, as in JavaRosa."""
    place = number(value)
    if math.isnan(place):
        return 0
    return int(min(max(place if place >= 0 else len(text) + place, 0), len(text)))


@function("concat", Kind.STRING)
def concat(*values: Value) -> str:
    """Texts one after the other; of nodes, all."""
    return "".join(map(string, flat(values)))


@function("join", Kind.STRING)
def join(separator: Value, *values: Value) -> str:
    """Texts with a separator between them; of nodes, all."""
    return string(separator).join(map(string, flat(values)))


@function("digest", Kind.STRING, Kind.STRING)
def digest(value: Value, algorithm: Value, encoding: Value = "base64") -> str:
    """The digest of a text by one of the five algorithms of the XForms specification, else nothing."""
    name = string(algorithm).replace("-", "").lower()
    if name not in {"md5", "sha1", "sha256", "sha384", "sha512"}:
        return ""
    found = hashlib.new(name, string(value).encode(), usedforsecurity=False).digest()
    return found.hex() if string(encoding) == "hex" else base64.b64encode(found).decode()


@function("uuid", Kind.STRING, volatile=True)
def uuid(length: Value = math.nan) -> str:
    """A random identifier: RFC 4122's, or one of so many characters (at most 128)."""
    count = number(length)
    if math.isnan(count):
        return str(uuids.uuid4())
    return secrets.token_hex(64)[: int(max(0.0, min(count, 128.0)))]


@function("boolean-from-string", Kind.BOOLEAN, Kind.STRING)
def boolean_from_string(value: Value) -> bool:
    """Whether a text says true."""
    return string(value).lower() in {"true", "1"}
