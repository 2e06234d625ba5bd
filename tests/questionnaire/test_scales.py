"""The points of a scale."""

from __future__ import annotations

import pytest

from app.questionnaire.answers.scales import Scale, points
from app.questionnaire.model import Choice, QuestionType, Text
from tests.questionnaire.asking import asked


def names(**parameters: str) -> list[str]:
    return [point.name for point in points(asked(QuestionType.RANGE, parameters=parameters).question)]


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({}, "1 2 3 4 5 6 7 8 9 10"),
        ({"start": "0", "end": "10", "step": "1"}, "0 1 2 3 4 5 6 7 8 9 10"),
        ({"start": "0", "end": "1", "step": "0.25"}, "0 0.25 0.5 0.75 1"),
        ({"start": "3", "end": "1", "step": "1"}, "3 2 1"),
        ({"start": "3", "end": "1", "step": "-1"}, "3 2 1"),
        ({"start": "0", "end": "100", "step": "50"}, "0 50 100"),
        ({"start": "0", "end": "5", "step": "2"}, "0 2 4"),
        ({"start": "0", "end": "20", "step": "1"}, " ".join(map(str, range(21)))),
        ({"start": "0", "end": "21", "step": "1"}, ""),
    ],
)
def test_a_scale_has_these_points(parameters: dict[str, str], expected: str) -> None:
    assert names(**parameters) == expected.split()


def test_a_scale_without_length_of_step_counts_by_one() -> None:
    assert Scale.of(asked(QuestionType.RANGE, parameters={"step": "0"}).question).step == 1


def test_the_author_may_label_some_points() -> None:
    never = Choice("0", Text({"en": ("0 – never",)}))
    question = asked(QuestionType.RANGE, offered=[never], parameters={"start": "0", "end": "2"}).question
    labels = ["".join(map(str, point.label.parts("en", "en"))) for point in points(question)]
    assert labels == ["0 – never", "1", "2"]
