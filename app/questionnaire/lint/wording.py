"""Wording: sentences that are too long, quotation marks of another language, words that hurt."""

from __future__ import annotations

import re
from collections.abc import Mapping

from app.questionnaire.lint.finding import Found, Severity, rule
from app.questionnaire.lint.subject import Subject, count_words, sentences
from app.questionnaire.model import EASY, SHORT

LONGEST, LONGEST_EASY = 18, 12
"""Words in a sentence: of plain language, and of easy language (Inclusion Europe, *Information for all*)."""

_FOREIGN = {"lv": "«»“‟", "ru": "”‟", "en": "„«»"}
"""Quotation marks that do not belong: Latvian has „ ”, Russian « » and inside them „ “, English “ ”."""
_PAIRS: Mapping[str, tuple[str, ...]] = {"lv": ("„”",), "ru": ("«»", "„“"), "en": ("“”",)}

_FORBIDDEN = {
    "lv": (re.compile(r"\binvalīd\w*", re.IGNORECASE), "cilvēks ar invaliditāti"),
    "ru": (re.compile(r"\bинвалид(?!н)\w*", re.IGNORECASE), "человек с инвалидностью"),
}
_GENDERED = re.compile(r"\w+(?:\(-?\w{1,4}\)|/-\w{1,5})")


@rule("unlabelled", Severity.ERROR, "A question or choice that says nothing.")
def unlabelled(subject: Subject) -> Found:
    """Every control needs a name (WCAG 3.3.2, 4.1.2)."""
    for question in subject.questionnaire.root.questions():
        if question.is_seen and not question.label:
            yield question.origin, f"“{question.name}” has no label."
    for choices, choice in subject.choices:
        if not choice.label:
            yield choice.origin, f"“{choices.name}: {choice.name}” has no label."


@rule("long-sentence", Severity.WARNING, "A sentence of more than 18 words, or 12 in easy language.")
def long_sentences(subject: Subject) -> Found:
    """Long sentences are lost on the way, most of all when they are heard."""
    for passage in subject.passages:
        for language, words in passage.words.items():
            longest = LONGEST_EASY if language.endswith(EASY) else LONGEST
            for sentence in sentences(words):
                count = count_words(sentence)
                if count > longest and not language.endswith(SHORT):
                    begin = " ".join(sentence.split()[:4])
                    yield (
                        passage.origin,
                        f"“{passage.of}” ({language}, {passage.column}): a sentence of {count} words, “{begin} …”; "
                        f"make it {longest} or fewer.",
                    )


@rule("straight-quotes", Severity.ERROR, "Straight quotation marks.")
def straight_quotes(subject: Subject) -> Found:
    """Typewriter's marks do not say which side they close."""
    for passage in subject.passages:
        for language, words in passage.words.items():
            if '"' in words:
                right = " ".join(_PAIRS.get(language.partition("-")[0], ("“”",)))
                yield passage.origin, f"“{passage.of}” ({language}): use {right} instead of straight quotation marks."


@rule("foreign-quotes", Severity.ERROR, "Quotation marks of another language, or one without its other half.")
def foreign_quotes(subject: Subject) -> Found:
    """Each language has its own marks."""
    for passage in subject.passages:
        for language, words in passage.words.items():
            base = language.partition("-")[0]
            pairs = _PAIRS.get(base, ())
            if any(mark in words for mark in _FOREIGN.get(base, "")):
                yield passage.origin, f"“{passage.of}” ({language}): quotation marks here are {' '.join(pairs)}."
            elif any(words.count(pair[0]) != words.count(pair[1]) for pair in pairs):
                yield passage.origin, f"“{passage.of}” ({language}): a quotation mark lacks its other half."


@rule("hurtful-word", Severity.ERROR, "A word that names a person by a disability.")
def hurtful_words(subject: Subject) -> Found:
    """The person comes first (UN Convention on the Rights of Persons with Disabilities)."""
    for passage in subject.passages:
        for language, words in passage.words.items():
            pattern, better = _FORBIDDEN.get(language.partition("-")[0], (None, ""))
            for word in pattern.findall(words) if pattern else ():
                yield passage.origin, f"“{passage.of}” ({language}): instead of “{word}” write “{better}”."


@rule("gendered-slash", Severity.ERROR, "Two genders in one word, which cannot be read aloud.")
def gendered_slashes(subject: Subject) -> Found:
    """“saņēmis(-usi)” and “выбрал(а)” are noise to the ear: say it without a gender."""
    for passage in subject.passages:
        for language, words in passage.words.items():
            for word in _GENDERED.findall(words):
                yield passage.origin, f"“{passage.of}” ({language}): “{word}” cannot be read aloud; say it otherwise."
