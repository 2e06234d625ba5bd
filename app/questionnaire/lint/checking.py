"""Checking a questionnaire with every rule."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from app.questionnaire.lint import choosing, media, names, routing, translations, wording
from app.questionnaire.lint.finding import RULES, Finding, Severity
from app.questionnaire.lint.subject import Subject
from app.questionnaire.loading import find_form, load
from app.questionnaire.model import QuestionnaireError

MODULES = (names, choosing, routing, translations, wording, media)
"""The modules whose import fills the registry."""


def check(path: Path) -> Sequence[Finding]:
    """Everything that is wrong with the questionnaire in a file, or in the `form.…` of a folder.

    A questionnaire that cannot be loaded is one with errors: nothing is raised.
    """
    try:
        form = find_form(path)
        questionnaire = load(form)
    except QuestionnaireError as error:
        return [Finding(fault.origin, Severity.ERROR, "refused", fault.sentence) for fault in error.faults]
    subject = Subject(questionnaire, form.parent)
    ignored = [Finding(each.origin, Severity.WARNING, "ignored", each.sentence) for each in questionnaire.warnings]
    found = [
        Finding(origin, rule.severity, rule.id, sentence)
        for rule in RULES.values()
        for origin, sentence in rule.look(subject)
    ]
    return ignored + found
