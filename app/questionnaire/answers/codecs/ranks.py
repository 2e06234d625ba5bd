"""Answers that put choices in order: a place for each, from first to last."""

from __future__ import annotations

from markupsafe import Markup

from app.questionnaire.answers.asked import Asked, Typed, Unreadable, first
from app.questionnaire.answers.codecs.choices import spoken


class Ranks:
    """`rank`: the names of the choices from the first place on. The last places may stay empty."""

    def fields(self, asked: Asked) -> tuple[str, ...]:
        """A select for each place: NAME.1, NAME.2 and so on."""
        return tuple(f"{asked.name}.{place}" for place, _ in enumerate(asked.choices, start=1))

    def read(self, asked: Asked, typed: Typed) -> str:
        """The names in order, each once, with no empty place before a filled one."""
        places = {field: first(typed, field) for field in self.fields(asked)}
        labels = {choice.name: choice.label for choice in asked.choices}
        filled = [name for name in places.values() if name]
        for place, (field, name) in enumerate(places.items(), start=1):
            if not name and place <= len(filled):
                raise Unreadable(field, asked.say.rank_gap(place))
            if name and name not in labels:
                raise Unreadable(field, asked.say.rank_gap(place))
            if name and name in filled[: place - 1]:
                raise Unreadable(field, asked.say.rank_twice(asked.plain(labels[name])))
        return " ".join(filled)

    def spell(self, asked: Asked, value: str) -> Typed:
        """The selects, filled from the first place on."""
        names = value.split()
        return {field: names[at : at + 1] or [""] for at, field in enumerate(self.fields(asked))}

    def speak(self, asked: Asked, value: str) -> Markup:
        """The labels in order, numbered."""
        lines = (Markup("{}. {}").format(place, spoken(asked, [name])) for place, name in enumerate(value.split(), 1))
        return Markup("<br>").join(lines)

    def ask(self, asked: Asked) -> str:
        """Asks for the first place."""
        return asked.say.rank_first()
