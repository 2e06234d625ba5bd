"""What the pages work with, made once at start and found through the running application."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from flask import current_app

from app.config import Settings
from app.responses.database import Database
from app.responses.drafts import Drafts, purge
from app.responses.submission import Responses
from app.responses.withdrawal import freeze
from app.survey import HERE, Survey


@dataclass(frozen=True)
class Services:
    """Surveys, storage and clock of one application."""

    settings: Settings
    surveys: Mapping[str, Survey]
    database: Database
    drafts: Drafts
    responses: Responses
    clock: Callable[[], datetime]
    """Gives an aware time; tests set their own."""

    def now(self) -> datetime:
        """The time in Latvia."""
        return self.clock().astimezone(HERE)

    def today(self) -> date:
        """The day in Latvia."""
        return self.now().date()

    def tidy(self) -> None:
        """Delete expired drafts, and the receipts of surveys whose freeze date has passed."""
        purge(self.database, self.today())
        for survey in self.surveys.values():
            if not survey.can_withdraw(self.clock()):
                freeze(self.database, survey.id)


def services() -> Services:
    """The services of the running application."""
    found: Services = current_app.extensions["balss"]
    return found
