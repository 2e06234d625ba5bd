"""What the lint finds, and the registry of the rules that it looks with."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from app.questionnaire.lint.subject import Subject
from app.questionnaire.model import Origin


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    """It has to be mended before respondents see the questionnaire."""
    WARNING = "warning"
    """An author should look at it."""
    NOTE = "note"
    """Good to know."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule found, and where."""

    origin: Origin
    severity: Severity
    rule: str
    sentence: str

    @property
    def is_error(self) -> bool:
        """Whether it has to be mended."""
        return self.severity is Severity.ERROR

    def __str__(self) -> str:
        """One line for a terminal."""
        return f"{self.origin}: {self.severity}: {self.sentence} [{self.rule}]"


Found = Iterable[tuple[Origin, str]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing to look for: `finds` is a sentence, `look` gives each place and what is wrong there."""

    id: str
    severity: Severity
    finds: str
    look: Callable[[Subject], Found]


RULES: dict[str, Rule] = {}
"""Every rule by its id, in the order of the modules that define them."""


def rule(name: str, severity: Severity, finds: str) -> Callable[[Callable[[Subject], Found]], Rule]:
    """Make a function a rule of the lint. Raises ValueError when the id is taken."""

    def register(look: Callable[[Subject], Found]) -> Rule:
        if name in RULES:
            raise ValueError(f"there are two rules {name}")
        RULES[name] = Rule(name, severity, finds, look)
        return RULES[name]

    return register
