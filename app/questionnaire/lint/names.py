"""Names: those that statistics packages refuse, and the short labels that they need.

The limits were measured with SPSS and Stata files: a variable label has at most 80 characters (Stata) and 255
bytes of UTF-8 (SPSS), a value label 120 bytes (SPSS); longer ones are cut without a word.
"""

from __future__ import annotations

import re

from app.questionnaire.lint.finding import Found, Severity, rule
from app.questionnaire.lint.subject import Subject, plain
from app.questionnaire.model import SHORT, Question, QuestionType, Text

VARIABLE_CHARACTERS, VARIABLE_BYTES, VALUE_BYTES = 80, 255, 120
_NAME = re.compile(r"[a-z][a-z0-9_]{0,27}")
_SPSS = "all and by eq ge gt le lt ne not or to with"
_STATA = (
    "byte double float if in int long pi pred rc skip strl using with str _all _b _coef _cons _n _pi _pred _rc _skip"
)
_R = "if else repeat while function for next break true false null inf nan na in"
_RESERVED = frozenset(f"{_SPSS} {_STATA} {_R}".split()) | {f"str{length}" for length in range(1, 2046)}
_PAGES = frozenset({"check", "done", "code", "resume", "withdraw"})


def _variables(subject: Subject) -> list[Question]:
    questions = subject.questionnaire.root.questions()
    return [question for question in questions if question.type is not QuestionType.NOTE and question.kept]


@rule("name", Severity.ERROR, "A name that statistics packages refuse.")
def refused_names(subject: Subject) -> Found:
    """SPSS, Stata and R between them allow 28 small letters, digits and underscores, less their own words."""
    for question in _variables(subject):
        name = question.name
        if not _NAME.fullmatch(name) or name.endswith("_"):
            yield (
                question.origin,
                f"“{name}”: statistics packages need a name of at most 28 letters a–z, digits and _, "
                "that begins with a letter and does not end in _.",
            )
        elif name in _RESERVED:
            yield question.origin, f"“{name}” is a word of SPSS, Stata or R itself: name the question otherwise."


@rule("same-name", Severity.ERROR, "Names that differ in capital letters only.")
def same_names(subject: Subject) -> Found:
    """SPSS and SQL do not tell capital letters from small ones."""
    seen: dict[str, str] = {}
    for question in _variables(subject):
        first = seen.setdefault(question.name.lower(), question.name)
        if first != question.name:
            yield question.origin, f"“{question.name}” and “{first}” are one name to statistics packages."


@rule("page-name", Severity.ERROR, "A page that is called like one of the survey's own pages.")
def page_names(subject: Subject) -> Found:
    """A page's name stands in its address, beside `check`, `done` and others."""
    for page in subject.questionnaire.pages:
        if page.name in _PAGES:
            origin = page.group.origin if page.group else page.questions[0].origin
            yield origin, f"“{page.name}” is the address of another page of every survey: use another name."


@rule("short-label", Severity.ERROR, "A label that is too long for statistics packages, without a short one.")
def long_labels(subject: Subject) -> Found:
    """Longer labels would be cut when the data are written: `label: {lv-x-short: …}` says it shorter."""
    for question in _variables(subject):
        for language in subject.languages:
            short = _short(question.label, language)
            if len(short) > VARIABLE_CHARACTERS or len(short.encode()) > VARIABLE_BYTES:
                yield (
                    question.origin,
                    f"“{question.name}” needs a label in {language}{SHORT} of at most {VARIABLE_CHARACTERS} "
                    f"characters; this one has {len(short)}.",
                )
    for choices, choice in subject.choices:
        for language in subject.languages:
            size = len(_short(choice.label, language).encode())
            if size > VALUE_BYTES:
                yield (
                    choice.origin,
                    f"“{choices.name}: {choice.name}” needs a label in {language}{SHORT} of at most {VALUE_BYTES} "
                    f"bytes (letters with marks and Cyrillic ones have two); this one has {size}.",
                )


def _short(label: Text, language: str) -> str:
    return plain(label, language + SHORT) or plain(label, language)
