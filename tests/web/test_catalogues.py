"""The interface says everything in Latvian and in Russian, and says it well (docs/translating.md)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from gettext import c2py
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("lv", "ru")
FORMS = {"lv": ("zero", "one", "other"), "ru": ("one", "few", "many")}
"""CLDR plural categories, in the order in which each catalogue has its forms."""
SAME_IN_ENGLISH: frozenset[str] = frozenset()
"""Messages that a translation may leave as they are, such as a name."""

PLACEHOLDER = re.compile(r"%\((\w+)\)s")
ANY_PERCENT = re.compile(r"%(?!\(\w+\)s|%)")
FORBIDDEN = {
    "lv": re.compile(r"\b(nederīg\w*|aizliegt\w*|lūdzu|obligāt\w+ lauk\w*|kļūda laukā)\b", re.IGNORECASE),
    "ru": re.compile(r"\b(неверн\w*|недопустим\w*|пожалуйста|запрещ\w*|обязательн\w+ пол\w+)\b", re.IGNORECASE),
}
"""Words that blame or beg, where a sentence should say what to do."""
FOREIGN_QUOTES = {"lv": re.compile("[\"'`“«»‘’]"), "ru": re.compile("[\"'`„“”‘’]")}
GENDERED = re.compile(r"\w\(\w{1,3}\)|\w/\w|\w/-\w")
"""Endings such as `читал(а)` and `pats/pati`, which screen readers read as noise."""
FOREIGN_LETTERS = {"lv": re.compile(r"[\u0400-\u04ff]+"), "ru": re.compile(r"[A-Za-zĀ-ž]{2,}")}
KEYS_AND_STANDARDS = {"Alt", "Tab", "Enter", "Ctrl", "WCAG", "EN", "AA"}
"""Latin words that stand in Russian sentences: no Russian name for them is in use."""

Identity = str | tuple[str, ...]


def catalogue(language: str) -> Catalog:
    with (ROOT / "translations" / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=language)


def identity(message: Message) -> Identity:
    return message.id if isinstance(message.id, str) else tuple(message.id)


def sources_of(source: Identity) -> tuple[str, ...]:
    return (source,) if isinstance(source, str) else source


def messages(language: str) -> list[Message]:
    return [message for message in catalogue(language) if message.id]


def strings(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def extracted() -> set[Identity]:
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    keywords = {**DEFAULT_KEYWORDS, "lazy_gettext": None}
    found: set[Identity] = set()
    for room in ("app", "templates"):
        for _, _, message, _, _ in extract_from_dir(ROOT / room, methods, options, keywords):
            assert message
            found.add(message if isinstance(message, str) else tuple(message))
    return found


def spoken(language: str) -> Iterator[tuple[Identity, str]]:
    for message in messages(language):
        for string in strings(message):
            yield identity(message), string


@pytest.fixture(scope="module")
def sources() -> set[Identity]:
    return extracted()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_of_the_source_is_in_the_catalogue(language: str, sources: set[Identity]) -> None:
    assert sources - {identity(message) for message in messages(language)} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_holds_no_message_that_the_source_no_longer_has(
    language: str, sources: set[Identity]
) -> None:
    assert {identity(message) for message in messages(language)} - sources == set()
    assert not catalogue(language).obsolete


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_empty_or_fuzzy(language: str) -> None:
    assert not [message.id for message in messages(language) if message.fuzzy or not all(strings(message))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_the_same_as_its_source(language: str) -> None:
    for source, string in spoken(language):
        assert string not in sources_of(source) or string in SAME_IN_ENGLISH


@pytest.mark.parametrize("language", LANGUAGES)
def test_plural_forms_are_those_of_cldr(language: str) -> None:
    choose = c2py(catalogue(language).plural_expr)
    category = Locale(language).plural_form
    assert [FORMS[language][choose(number)] for number in range(1200)] == [category(n) for n in range(1200)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_plural_message_has_every_form(language: str) -> None:
    plural = [message for message in messages(language) if message.pluralizable]
    assert plural
    assert not [message.id for message in plural if len(strings(message)) != len(FORMS[language])]


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_have_the_placeholders_of_their_source(language: str) -> None:
    for source, string in spoken(language):
        expected = set(PLACEHOLDER.findall(sources_of(source)[-1]))
        assert set(PLACEHOLDER.findall(string)) == expected, string
        assert not ANY_PERCENT.search(string), string


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_blames_or_begs(language: str) -> None:
    assert not [string for _, string in spoken(language) if FORBIDDEN[language].search(string)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_quotation_marks_are_those_of_the_language(language: str) -> None:
    assert not [string for _, string in spoken(language) if FOREIGN_QUOTES[language].search(string)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_has_endings_in_brackets_or_slashes(language: str) -> None:
    assert not [string for _, string in spoken(language) if GENDERED.search(string)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_in_the_letters_of_the_language(language: str) -> None:
    for _, string in spoken(language):
        foreign = set(FOREIGN_LETTERS[language].findall(PLACEHOLDER.sub("", string)))
        assert not foreign - KEYS_AND_STANDARDS, string


def test_sources_have_typographic_quotes_and_named_placeholders(sources: set[Identity]) -> None:
    for source in sources:
        for text in sources_of(source):
            assert not re.search("[\"'`]", text), text
            assert not ANY_PERCENT.search(text), text
