"""What every kind of answer must be able to do between a page and the stored string."""

from __future__ import annotations

from typing import Protocol

from markupsafe import Markup, escape

from app.questionnaire.answers.asked import Asked, Typed


class Codec(Protocol):
    """One kind of answer: typed on a page, stored as an XForm instance would hold it, said in words."""

    def fields(self, asked: Asked) -> tuple[str, ...]:
        """The names of its inputs, in their order on the page."""
        ...

    def read(self, asked: Asked, typed: Typed) -> str:
        """The string to store, '' when everything was left blank; raises Unreadable."""
        ...

    def spell(self, asked: Asked, value: str) -> Typed:
        """The inputs as a respondent would fill them for `value`: `read` gives the same value back."""
        ...

    def speak(self, asked: Asked, value: str) -> Markup:
        """`value`, which is not blank, in words for a person."""
        ...

    def ask(self, asked: Asked) -> str:
        """The sentence for a required answer that was left blank."""
        ...


class Silent:
    """Notes and hidden values: nothing can be typed, and what they hold is said as it is."""

    def fields(self, asked: Asked) -> tuple[str, ...]:  # noqa: ARG002
        """No input."""
        return ()

    def read(self, asked: Asked, typed: Typed) -> str:  # noqa: ARG002
        """Nothing, whatever a browser sent."""
        return ""

    def spell(self, asked: Asked, value: str) -> Typed:  # noqa: ARG002
        """No input."""
        return {}

    def speak(self, asked: Asked, value: str) -> Markup:  # noqa: ARG002
        """The value as it is."""
        return escape(value)

    def ask(self, asked: Asked) -> str:
        """Never shown, since nothing was asked."""
        return asked.say.change()
