"""Translations: those that are missing, and those that no longer say the same."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations

from app.questionnaire.lint.finding import Found, Severity, rule
from app.questionnaire.lint.subject import Passage, Subject
from app.questionnaire.model import EASY, Origin
from app.questionnaire.reading.tags import is_tag

_FIGURES = re.compile(r"\d+")
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_MIXED = re.compile(r"\w*(?:[a-zA-ZĀ-ž]\w*[а-яёА-ЯЁ]|[а-яёА-ЯЁ]\w*[a-zA-ZĀ-ž])\w*")


@rule("translation", Severity.ERROR, "A text that is in one language and not in another.")
def missing(subject: Subject) -> Found:
    """A respondent who chose a language reads no other one."""
    for passage in subject.passages:
        for language in subject.languages:
            if not passage.words.get(language):
                yield passage.origin, f"“{passage.of}” has no {passage.column} in {language}."


@rule("media-translation", Severity.WARNING, "A sound or film that is in one language and not in another.")
def missing_media(subject: Subject) -> Found:
    """Pictures may serve every language; speech does not."""
    for passage in subject.media:
        for language in subject.languages:
            if passage.column in ("audio", "video") and not passage.words.get(language):
                yield passage.origin, f"“{passage.of}” has no {passage.column} in {language}."


@rule("stale-translation", Severity.WARNING, "Translations whose figures or piped answers differ.")
def stale(subject: Subject) -> Found:
    """A figure that was changed in one language was often forgotten in the other."""
    for passage in subject.passages:
        for one, other in combinations(_translated(passage, subject), 2):
            if _piped(passage, one) != _piped(passage, other):
                yield (
                    passage.origin,
                    f"“{passage.of}”: {passage.column} in {one} and {other} pipe in different answers.",
                )
            elif _figures(passage, one) != _figures(passage, other):
                yield passage.origin, f"“{passage.of}”: {passage.column} in {one} and {other} have different figures."


@rule("same-translation", Severity.WARNING, "A text that is the same in two languages.")
def untranslated(subject: Subject) -> Found:
    """A copy that nobody translated."""
    for passage in subject.passages:
        for one, other in combinations(_translated(passage, subject), 2):
            if passage.words[one] == passage.words[other] and _LETTERS.search(passage.words[one]):
                yield passage.origin, f"“{passage.of}”: {passage.column} is the same in {one} and {other}."


@rule("mixed-script", Severity.ERROR, "A word that mixes Latin and Cyrillic letters.")
def mixed_scripts(subject: Subject) -> Found:
    """A Latin “a” in a Russian word looks right and is spoken wrong."""
    for passage in subject.passages:
        for language, words in passage.words.items():
            for word in _MIXED.findall(words):
                yield passage.origin, f"“{passage.of}” ({language}): “{word}” mixes Latin and Cyrillic letters."


@rule("language", Severity.WARNING, "A language that no code names.")
def unknown_languages(subject: Subject) -> Found:
    """Browsers and screen readers know languages by their BCP 47 tags (WCAG 3.1.1)."""
    for language in subject.questionnaire.languages:
        if not is_tag(language):
            origin = Origin(subject.questionnaire.root.origin.file)
            yield origin, f"“{language}” is not the code of a language: write for example “Latviešu (lv)”."


@rule("easy-coverage", Severity.NOTE, "How much of the questionnaire there is in easy language.")
def easy_coverage(subject: Subject) -> Found:
    """Easy-to-read texts may be missing: the ordinary one stands in."""
    passages = [passage for passage in subject.passages if passage.column in ("label", "hint")]
    for language in subject.questionnaire.languages:
        if language.endswith(EASY):
            easy = sum(language in passage.text.translations for passage in passages)
            origin = Origin(subject.questionnaire.root.origin.file)
            yield origin, f"{easy} of {len(passages)} labels and hints are in {language}."


def _translated(passage: Passage, subject: Subject) -> list[str]:
    return [language for language in subject.languages if passage.words.get(language)]


def _piped(passage: Passage, language: str) -> Counter[str]:
    return Counter(part.source for part in passage.text.translations[language] if not isinstance(part, str))


def _figures(passage: Passage, language: str) -> Counter[str]:
    return Counter(_FIGURES.findall(passage.words[language]))
