"""Tiny questionnaires, and what is written of responses to them."""

import csv
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from app.analysis.export import write_csv, write_json
from app.questionnaire.model import Questionnaire


@dataclass
class Sent:
    """A response, as the export takes it."""

    answers: Mapping[str, str | None]
    version: str = "1"
    language: str = "lv"
    mode: str = "web"
    week: str = "2026-W47"


@dataclass
class Exported:
    """What was written of a questionnaire's responses."""

    questionnaire: Questionnaire
    language: str | None = None
    responses: list[Sent] = field(default_factory=list)

    def text(self, write: Callable[..., None] = write_csv) -> str:
        file = io.StringIO(newline="")
        write(self.questionnaire, self.responses, file, language=self.language)
        return file.getvalue()

    def rows(self) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(self.text().removeprefix("\ufeff"), newline="")))

    def objects(self) -> list[dict[str, object]]:
        read: list[dict[str, object]] = json.loads(self.text(write_json))
        return read

    def column(self, name: str) -> list[str]:
        return [row[name] for row in self.rows()]


Export = Callable[..., Exported]
