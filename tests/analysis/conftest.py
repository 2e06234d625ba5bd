"""Exports of tiny questionnaires."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from app.questionnaire.loading import load
from tests.analysis.exporting import Export, Exported, Sent


@pytest.fixture
def export(tmp_path: Path) -> Export:
    """Write a questionnaire from its YAML, and collect what is exported of responses to it."""

    def make(form: str, *answers: Mapping[str, str | None], language: str | None = None) -> Exported:
        file = tmp_path / "form.yaml"
        file.write_text("settings: {form_id: tiny, version: '1', default_language: lv}\n" + form, encoding="utf-8")
        return Exported(load(file), language, [Sent(one) for one in answers])

    return make
