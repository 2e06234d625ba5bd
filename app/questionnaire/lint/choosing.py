"""Choices: codes that stand for two things, and exclusive ones that do not say what they exclude."""

from __future__ import annotations

from collections.abc import Sequence

from app.questionnaire.lint.finding import Found, Severity, rule
from app.questionnaire.lint.subject import Subject, plain
from app.questionnaire.model import Question, QuestionType

_BARE = frozenset({"nē", "нет", "no", "neviens", "nekas", "никто", "ничего", "none", "cits", "другое", "other"})


def _is_multiple(questions: Sequence[Question]) -> bool:
    return any(question.type is QuestionType.SELECT_MULTIPLE for question in questions)


@rule("same-code", Severity.ERROR, "A code that two choices of a list share.")
def same_codes(subject: Subject) -> Found:
    """The data could not tell them apart."""
    for choices, _ in subject.lists.values():
        seen: set[str] = set()
        for choice in choices.choices:
            if choice.name in seen:
                yield choice.origin, f"“{choices.name}: {choice.name}” is the code of two choices."
            seen.add(choice.name)


@rule("same-label", Severity.WARNING, "Two choices of a list that read the same.")
def same_labels(subject: Subject) -> Found:
    """Nobody could choose between them. In a filtered list they may never meet."""
    for choices, _ in subject.lists.values():
        for language in () if choices.filter else subject.languages:
            seen: set[str] = set()
            for choice in choices.choices:
                label = plain(choice.label, language)
                if label and label in seen:
                    yield (
                        choice.origin,
                        f"“{choices.name}: {choice.name}” ({language}): another choice is “{label}” too.",
                    )
                seen.add(label)


@rule("exclusive-wording", Severity.ERROR, "An exclusive choice that does not say what it excludes.")
def bare_exclusives(subject: Subject) -> Found:
    """Heard on its own, “Nē” does not say that it clears the other choices: “Nē, man nepalīdz neviens” does."""
    for choices, questions in subject.lists.values():
        for choice in choices.choices:
            for language in subject.languages if choice.exclusive and _is_multiple(questions) else ():
                label = plain(choice.label, language)
                if label.strip(" .!").lower() in _BARE:
                    yield (
                        choice.origin,
                        f"“{choices.name}: {choice.name}” ({language}) excludes all others: "
                        f"“{label}” has to say so in full.",
                    )


@rule("exclusive-in-vain", Severity.WARNING, "An exclusive choice where only one can be chosen anyway.")
def vain_exclusives(subject: Subject) -> Found:
    """The column `exclusive` has a meaning in select_multiple only."""
    for choices, questions in subject.lists.values():
        for choice in choices.choices:
            if choice.exclusive and not _is_multiple(questions):
                yield (
                    choice.origin,
                    f"“{choices.name}: {choice.name}” is exclusive, but no select_multiple uses the list.",
                )


@rule("missing-not-exclusive", Severity.ERROR, "A way of not answering that can be chosen beside answers.")
def missing_beside_answers(subject: Subject) -> Found:
    """“I do not know” together with an answer cannot be counted."""
    for choices, questions in subject.lists.values():
        for choice in choices.choices:
            if choice.missing and not choice.exclusive and _is_multiple(questions):
                yield (
                    choice.origin,
                    f"“{choices.name}: {choice.name}” means {choice.missing} and has to be exclusive.",
                )
