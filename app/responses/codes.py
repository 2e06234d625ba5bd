"""Codes made of plain words: the return code that opens a draft, and the receipt that withdraws a response.

Six words of 1024 are 60 bits. They are easy to say, to spell, to write down and to braille. Whoever enters a
code may write it in any case, without diacritics, with е for ё, with any spaces, hyphens and commas, or with
none: only the letters count. So nobody is asked for the language of a code either.
"""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

from argon2.low_level import Type, hash_secret_raw

WORDS_IN_A_CODE = 6
FOLDER = Path(__file__).parent / "words"
DEFAULT_LANGUAGE = "lv"

# OWASP Password Storage Cheat Sheet: Argon2id with at least 19 MiB and two passes
MEMORY_KIB = 19 * 1024
PASSES = 2
HASH_BYTES = 32

WordList = Callable[[str], Sequence[str]]
"""Gives the words for a language, such as `lv` or `ru-x-easy`."""


def words(language: str) -> Sequence[str]:
    """The word list of a language, or of the one it is a variant of; the Latvian one if it has none."""
    return _read(language.partition("-")[0])


def language(code: str) -> str | None:
    """The language whose words a code is made of, for its `lang` attribute; None when they are of none."""
    first = fold(code.partition(" ")[0])
    return next((name for name in _files() if first in map(fold, _read(name))), None)


def new_code(word_list: Sequence[str]) -> str:
    """A code drawn at random."""
    return " ".join(secrets.choice(word_list) for _ in range(WORDS_IN_A_CODE))


def code_of(digest: bytes, word_list: Sequence[str]) -> str:
    """The code that a hash spells, two bytes a word; even when the list's length is a power of two."""
    pairs = (digest[2 * place : 2 * place + 2] for place in range(WORDS_IN_A_CODE))
    return " ".join(word_list[int.from_bytes(pair) % len(word_list)] for pair in pairs)


def fold(code: str) -> str:
    """The letters of a code as anybody may write them: small, without diacritics, nothing in between."""
    letters = unicodedata.normalize("NFKD", code.casefold())
    return "".join(letter for letter in letters if unicodedata.category(letter).startswith("L"))


def stretch(code: str, pepper: bytes) -> bytes:
    """32 bytes that cost whoever guesses a code 19 MiB of memory a guess (Argon2id)."""
    return hash_secret_raw(
        fold(code).encode(),
        pepper,
        time_cost=PASSES,
        memory_cost=MEMORY_KIB,
        parallelism=1,
        hash_len=HASH_BYTES,
        type=Type.ID,
    )


@cache
def _read(name: str) -> Sequence[str]:
    file = _files().get(name, _files()[DEFAULT_LANGUAGE])
    return tuple(file.read_text(encoding="utf-8").split())


@cache
def _files() -> Mapping[str, Path]:
    return {file.stem: file for file in sorted(FOLDER.glob("*.txt"))}
