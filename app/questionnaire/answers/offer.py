"""In which order choices are offered."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from app.questionnaire.model import Choice


def shuffled(choices: Sequence[Choice], list_name: str, seed: str) -> tuple[Choice, ...]:
    """The choices in an order that `seed` decides, the same whenever it is asked for.

    Every question with this list has the same order (WCAG 3.2.4), which does not change when a filter takes
    some away. Ways of not answering, and a choice that excludes the others, stay last as the author put them.
    """
    last = [choice for choice in choices if choice.exclusive or choice.missing]
    first = [choice for choice in choices if not (choice.exclusive or choice.missing)]
    return (*sorted(first, key=lambda choice: _lot(seed, list_name, choice.name)), *last)


def _lot(*words: str) -> bytes:
    return sha256("\0".join(words).encode()).digest()
