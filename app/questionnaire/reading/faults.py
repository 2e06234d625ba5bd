"""What is wrong with a questionnaire, gathered while it is read, so that an author mends it in one go."""

from __future__ import annotations

from typing import NoReturn

from app.questionnaire.model import Origin, QuestionnaireError, Warned


class Faults:
    """Faults (the questionnaire cannot be served) and warnings (something was ignored, and why)."""

    def __init__(self) -> None:
        """Begin with none."""
        self.faults: dict[Warned, None] = {}
        self.warnings: dict[Warned, None] = {}

    def refuse(self, origin: Origin, sentence: str) -> None:
        """Note what makes the questionnaire impossible to serve; once, however often it is met."""
        self.faults[Warned(origin, sentence)] = None

    def stop(self, origin: Origin, sentence: str) -> NoReturn:
        """Note a fault after which nothing more can be read, and raise `QuestionnaireError` with all so far."""
        self.refuse(origin, sentence)
        raise QuestionnaireError(tuple(self.faults))

    def warn(self, origin: Origin, sentence: str) -> None:
        """Note what is read but ignored; once, however often it is met."""
        self.warnings[Warned(origin, sentence)] = None

    def raise_if_any(self) -> None:
        """Raise `QuestionnaireError` with every fault so far."""
        if self.faults:
            raise QuestionnaireError(tuple(self.faults))
