"""Routing: conditions that can never hold, and values that tell when somebody answered."""

from __future__ import annotations

from app.questionnaire.lint.finding import Found, Severity, rule
from app.questionnaire.lint.formulas import calls, compared_codes, expressions
from app.questionnaire.lint.reach import Reach
from app.questionnaire.lint.subject import Subject
from app.questionnaire.model import QuestionType


@rule("unknown-code", Severity.ERROR, "A comparison with a code that is no choice of the question.")
def unknown_codes(subject: Subject) -> Found:
    """`${colour} = 'rde'` is never true."""
    questions = {question.path: question for question in subject.questionnaire.root.questions()}
    codes = {
        path: {choice.name for choice in question.choices.choices}
        for path, question in questions.items()
        if question.choices and question.type is not QuestionType.RANGE
    }
    for element in subject.elements:
        for column, expression in expressions(element):
            for path, code in compared_codes(expression, element.path):
                if code and path in codes and code not in codes[path]:
                    yield (
                        element.origin,
                        f"“{element.name}”, {column}: “{code}” is no choice of “{questions[path].name}”.",
                    )


@rule("never-asked", Severity.ERROR, "A question or group that no answers lead to.")
def never_asked(subject: Subject) -> Found:
    """Every combination of answers is tried, as far as the conditions hang on choices and on numbers."""
    reach = Reach(subject)
    for element in subject.elements:
        if element.relevant and not reach.can_be_asked(element):
            yield element.origin, f"“{element.name}” is never asked: no answers make “relevant” true."


@rule("exact-moment", Severity.WARNING, "A value that tells when somebody answered.")
def exact_moments(subject: Subject) -> Found:
    """A response says its week only: a moment could be matched with a log, and so name the respondent."""
    moments = {question.path for question in subject.questionnaire.root.questions() if not question.kept}
    for question in subject.questionnaire.root.questions():
        for column, expression in expressions(question) if question.kept else ():
            if column in ("calculation", "default") and ("now" in calls(expression) or expression.references & moments):
                yield question.origin, f"“{question.name}” would keep when somebody answered; leave it out or round it."


@rule("own-column", Severity.ERROR, "A column of ours that is misspelled or has a wrong value.")
def own_columns(subject: Subject) -> Found:
    """`bind::ends` is `unsent`, on a note; `bind::disclosure` says how an answer could identify somebody."""
    for question in subject.questionnaire.root.questions():
        for name, value in question.attributes.items():
            if name == "ends" and (value != "unsent" or question.type is not QuestionType.NOTE):
                yield question.origin, f"“{question.name}”: “ends” belongs to a note, and its value is “unsent”."
            elif name not in ("ends", "disclosure"):
                yield question.origin, f"“{question.name}”: the column “bind::{name}” means nothing here."
