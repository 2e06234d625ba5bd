"""Tiny questionnaires for tests, one per behaviour, and a way to see their texts."""

from __future__ import annotations

from pathlib import Path

from app.questionnaire.loading import load
from app.questionnaire.model import Questionnaire, QuestionnaireError, Text

FORMS = Path(__file__).parent / "forms"


def form(name: str) -> Questionnaire:
    """The questionnaire in a file of `forms/`."""
    return load(FORMS / name)


def said(text: Text) -> dict[str, str]:
    """A text by language, with what is piped in as «source»."""
    return {
        language: "".join(part if isinstance(part, str) else f"«{part.source}»" for part in parts)
        for language, parts in text.translations.items()
    }


def faults(path: Path) -> list[str]:
    """What a questionnaire is refused for."""
    try:
        load(path)
    except QuestionnaireError as error:
        return list(map(str, error.faults))
    return []
