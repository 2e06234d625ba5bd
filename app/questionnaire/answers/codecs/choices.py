"""Answers that are chosen from a list: one, several, or a statement that is confirmed."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from app.questionnaire.answers.asked import Asked, Typed, Unreadable, first
from app.questionnaire.model import Choice

OK = "OK"
"""What XForms keeps for a statement that was confirmed."""


class OneChoice:
    """`select_one`: the name of the choice."""

    def fields(self, asked: Asked) -> tuple[str, ...]:
        """One name, which all the radio buttons share."""
        return (asked.name,)

    def read(self, asked: Asked, typed: Typed) -> str:
        """The name, if it is one of those offered."""
        name = first(typed, asked.name)
        if name and all(name != choice.name for choice in asked.choices):
            raise Unreadable(asked.name, asked.say.choose_one())
        return name

    def spell(self, asked: Asked, value: str) -> Typed:
        """The radio button that is marked, if any."""
        return {asked.name: [value] if value else []}

    def speak(self, asked: Asked, value: str) -> Markup:
        """The choice's label."""
        return spoken(asked, [value])

    def ask(self, asked: Asked) -> str:
        """Asks to choose one."""
        return asked.say.choose_one()


class SeveralChoices:
    """`select_multiple`: the names of the choices, in the author's order, with spaces between them."""

    def fields(self, asked: Asked) -> tuple[str, ...]:
        """One name, which all the checkboxes share."""
        return (asked.name,)

    def read(self, asked: Asked, typed: Typed) -> str:
        """The names, if all are offered and none that excludes the others came with another."""
        ticked = {name for name in map(str.strip, typed.get(asked.name, ())) if name}
        if not ticked <= {choice.name for choice in asked.choices}:
            raise Unreadable(asked.name, asked.say.choose_some())
        chosen = [choice for choice in self._in_order(asked) if choice.name in ticked]
        exclusive = next((choice for choice in chosen if choice.exclusive), None)
        if exclusive and len(chosen) > 1:
            raise Unreadable(asked.name, asked.say.choose_either(asked.plain(exclusive.label)))
        return " ".join(choice.name for choice in chosen)

    def spell(self, asked: Asked, value: str) -> Typed:
        """The checkboxes that are ticked."""
        return {asked.name: value.split()}

    def speak(self, asked: Asked, value: str) -> Markup:
        """The choices' labels, each on its line."""
        return spoken(asked, value.split())

    def ask(self, asked: Asked) -> str:
        """Asks to choose at least one."""
        return asked.say.choose_some()

    def _in_order(self, asked: Asked) -> Sequence[Choice]:
        choices = asked.question.choices
        return choices.choices if choices else ()


class Confirmation:
    """`acknowledge`: a box that is ticked, or not."""

    def fields(self, asked: Asked) -> tuple[str, ...]:
        """One checkbox."""
        return (asked.name,)

    def read(self, asked: Asked, typed: Typed) -> str:
        """OK when the box was ticked."""
        return OK if first(typed, asked.name) else ""

    def spell(self, asked: Asked, value: str) -> Typed:
        """The box, ticked or not."""
        return {asked.name: [OK] if value else []}

    def speak(self, asked: Asked, value: str) -> Markup:  # noqa: ARG002
        """The statement was confirmed."""
        return Markup("{}").format(asked.translations.gettext("Confirmed"))

    def ask(self, asked: Asked) -> str:
        """Asks to tick the box."""
        return asked.say.confirm()


def spoken(asked: Asked, names: Sequence[str]) -> Markup:
    """The labels of the choices called `names`, each on its line; a choice that is gone keeps its name."""
    labels = {choice.name: choice.label for choice in asked.choices}
    return Markup("<br>").join(asked.html(labels[name]) if name in labels else name for name in names)
