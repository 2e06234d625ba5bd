"""What an expression may depend on besides the answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Scope:
    """The clock and the language of a respondent. `now` has a time zone, which makes today a day of theirs."""

    now: datetime
    language: str
