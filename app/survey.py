"""A survey: one fielding of a questionnaire, with its dates, its texts and the people behind it.

A folder under `surveys/` holds it: `survey.yaml`, and beside it the questionnaire as `form.yaml`, `form.xlsx`
or `form.xml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime, timedelta
from enum import Enum
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from app.questionnaire.loading import find_form, load
from app.questionnaire.model import Questionnaire

HERE = ZoneInfo("Europe/Riga")
"""Surveys open and close at midnight in Latvia."""
Translated = Mapping[str, str]
"""A text by language; `lv-x-easy` falls back to `lv`."""


class SurveyError(Exception):
    """A `survey.yaml` that cannot be used. The message names file and key."""


class State(Enum):
    """Whether answers are taken."""

    NOT_YET_OPEN = "not yet open"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True)
class Contact:
    """Whom a respondent can reach, and how."""

    email: str = ""
    phone: str = ""
    note: Translated = field(default_factory=dict)
    """Other ways, such as a sign-language interpreter or text relay."""


@dataclass(frozen=True)
class Survey:
    """What `survey.yaml` says, and the questionnaire beside it."""

    id: str
    folder: Path
    questionnaire: Questionnaire
    title: Translated
    opens: date
    closes: date
    freeze: date
    """Until this day (inclusive) a response can be withdrawn."""
    minutes: int
    questions: int
    """About how many pages a respondent meets: told until the answers given decide the number. 0: not known."""
    contact: Contact
    controller: Translated
    contractor: Translated
    introduction: Translated
    closing: Translated

    def state(self, now: datetime) -> State:
        """Whether answers are taken at `now` (an aware time)."""
        today = now.astimezone(HERE).date()
        if today < self.opens:
            return State.NOT_YET_OPEN
        return State.OPEN if today <= self.closes else State.CLOSED

    def can_withdraw(self, now: datetime) -> bool:
        """Whether a receipt still finds its response."""
        return now.astimezone(HERE).date() <= self.freeze

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it can be answered in, variants left out."""
        return tuple(language for language in self.questionnaire.languages if "-x-" not in language)

    def has_easy(self, language: str) -> bool:
        """Whether there is an easy-to-read variant of `language`."""
        return f"{language}-x-easy" in self.questionnaire.languages


def spoken_in(texts: Translated, language: str) -> str:
    """The text in `language`, else in the language it is a variant of, else in any."""
    for candidate in (language, language.partition("-x-")[0]):
        if candidate in texts:
            return texts[candidate]
    return next(iter(texts.values()), "")


def load_surveys(folder: Path) -> dict[str, Survey]:
    """Every survey below `folder`, by id (its folder's name)."""
    return {path.parent.name: load_survey(path.parent) for path in sorted(folder.glob("*/survey.yaml"))}


def load_survey(folder: Path) -> Survey:
    """Read one survey; raises SurveyError or QuestionnaireError with a sentence for its author."""
    path = folder / "survey.yaml"
    try:
        facts = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise SurveyError(f"{path}: cannot be read: {' '.join(str(error).split())}") from None
    if not isinstance(facts, dict):
        raise SurveyError(f"{path}: must hold one mapping of keys")
    return Survey(id=folder.name, folder=folder, questionnaire=load(find_form(folder)), **_Facts(path, facts).read())


@dataclass(frozen=True)
class _Facts:
    """The keys of one `survey.yaml`, each checked as it is taken."""

    path: Path
    facts: Mapping[str, Any]

    def read(self) -> dict[str, Any]:
        self._refuse_unknown()
        opens, closes = self._date("opens"), self._date("closes")
        return {
            "title": self._translated("title", required=True),
            "opens": opens,
            "closes": closes,
            "freeze": self._date("freeze", default=closes + timedelta(days=30)),
            "minutes": self._whole("minutes"),
            "questions": self._whole("questions", default=0),
            "contact": self._contact(),
            "controller": self._translated("controller"),
            "contractor": self._translated("contractor"),
            "introduction": self._translated("introduction", required=True),
            "closing": self._translated("closing"),
        }

    def _refuse_unknown(self) -> None:
        known = {known.name for known in fields(Survey)} - {"id", "folder", "questionnaire"}
        for key in self.facts.keys() - known:
            raise SurveyError(f"{self.path}: unknown key {key!r}; known are {', '.join(sorted(known))}")

    def _translated(
        self, key: str, *, required: bool = False, within: Mapping[str, Any] | None = None
    ) -> Translated:
        texts = (self.facts if within is None else within).get(key, {})
        if not isinstance(texts, dict) or not all(isinstance(text, str) for text in texts.values()):
            raise SurveyError(f"{self.path}: {key!r} must be texts by language, such as lv: …")
        if required and not texts:
            raise SurveyError(f"{self.path}: {key!r} is missing")
        return texts

    def _date(self, key: str, default: date | None = None) -> date:
        day = self.facts.get(key, default)
        if not isinstance(day, date) or isinstance(day, datetime):
            raise SurveyError(f"{self.path}: {key!r} must be a date such as 2026-10-11")
        return day

    def _whole(self, key: str, default: int | None = None) -> int:
        number = self.facts.get(key, default)
        if not isinstance(number, int) or (number < 1 and number != default):
            raise SurveyError(f"{self.path}: {key!r} must be a whole number above 0")
        return number

    def _contact(self) -> Contact:
        contact = self.facts.get("contact", {})
        known = {known.name for known in fields(Contact)}
        if not isinstance(contact, dict) or contact.keys() - known:
            raise SurveyError(f"{self.path}: 'contact' may hold {', '.join(sorted(known))}")
        for key in ("email", "phone"):
            if not isinstance(contact.get(key, ""), str):
                raise SurveyError(f"{self.path}: 'contact' has {key} without quotes: write {key}: \"{contact[key]}\"")
        return Contact(**{**contact, "note": self._translated("note", within=contact)})
