"""What the answers mean: which questions are relevant, and which value each of them has.

Every question and group is evaluated once, after all that its expressions read. A question that is not
relevant is empty to every expression that reads it (ODK XForms, "relevant"), whatever was answered there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.questionnaire.expressions.document import Document
from app.questionnaire.expressions.expression import Expression, Scope
from app.questionnaire.model import Choice, Group, Question, Questionnaire, QuestionType
from app.questionnaire.routing.plan import Element, Step, plan


class Evaluation:
    """The questionnaire on one set of answers."""

    def __init__(self, questionnaire: Questionnaire, answers: Mapping[str, str], scope: Scope) -> None:
        """Evaluate everything once."""
        self._scope = scope
        self._answers = answers
        self._conditions: dict[str, bool] = {}
        self.values: dict[str, str] = {}
        """By name, the value of each relevant question that was answered, is computed or has a default."""
        self.relevant: dict[str, bool] = {"": True}
        """Whether each question and group is relevant, by its path."""
        questions = questionnaire.questions
        given = {questions[name].path: value for name, value in answers.items() if name in questions}
        self.document: Document = questionnaire.document.fill(given)
        for step in plan(questionnaire):
            self._visit(step)

    def _visit(self, step: Step) -> None:
        element = step.element
        is_relevant = self.relevant[step.parent] and self.holds(step)
        self.relevant[element.path] = is_relevant
        if isinstance(element, Group):
            return
        value = self._value(element, step) if is_relevant else None
        if value is not None:
            self.values[element.name] = value
        if (value or "") != self._answers.get(element.name, ""):
            self.document.set(element.path, value or "")

    def holds(self, step: Step) -> bool:
        """Whether the element's own condition is true, that of the groups around it left aside."""
        expression = step.element.relevant
        if expression is None:
            return True
        if step.condition not in self._conditions:
            self._conditions[step.condition] = self.boolean(expression, step.element)
        return self._conditions[step.condition]

    def boolean(self, expression: Expression, element: Element) -> bool:
        """The expression at a question or group."""
        return expression.boolean(self.document, element.path, self._scope)

    def string(self, expression: Expression, path: str) -> str:
        """The expression as text."""
        return expression.string(self.document, path, self._scope)

    def offered(self, question: Question) -> Sequence[Choice]:
        """The choices that the filter leaves, in the author's order."""
        if question.choices is None:
            return ()
        if question.choices.filter is None:
            return question.choices.choices
        nodes = question.choices.filter.nodes(self.document, question.path, self._scope)
        left = {(node.findtext(question.choices.value) or "").strip() for node in nodes}
        return tuple(choice for choice in question.choices.choices if choice.name in left)

    def _value(self, question: Question, step: Step) -> str | None:
        if question.calculation is not None:
            return self.string(question.calculation, question.path)
        value = None if question.readonly else self._answers.get(question.name)
        if value is None:
            value = self._default(question)
        return self._still_offered(question, step, value) if value and question.choices else value

    def _default(self, question: Question) -> str | None:
        if isinstance(question.default, str):
            return question.default or None
        return self.string(question.default, question.path) or None

    def _still_offered(self, question: Question, step: Step, value: str) -> str | None:
        """Without the choices that are no longer offered; None, as if never answered, when none is left."""
        if question.type is QuestionType.RANGE:
            return value
        is_filtered = question.choices is not None and question.choices.filter is not None
        names = {choice.name for choice in self.offered(question)} if is_filtered else step.choices
        return " ".join(name for name in value.split() if name in names) or None
