"""Limits in a constraint, read so that sentences and counters can name them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from app.questionnaire.answers.constraint import explained
from app.questionnaire.answers.limits import Limit, Limits, Measure, limit, limits
from app.questionnaire.model import QuestionType
from tests.questionnaire.asking import asked
from tests.questionnaire.interviewing import written

TODAY = date(2026, 11, 22)


@dataclass(frozen=True)
class Written:
    """Stands for an expression: only its source is read."""

    source: str


def constrained(source: str, type: QuestionType = QuestionType.INTEGER) -> Any:
    question = asked(type)
    return replace(question, question=replace(question.question, constraint=Written(source)))  # type: ignore[arg-type]


def number(*limits: int | None) -> list[Decimal | None]:
    return [None if limit is None else Decimal(limit) for limit in limits]


@pytest.mark.parametrize(
    ("source", "least", "most"),
    [
        (". >= 0 and . <= 168", 0, 168),
        ("(. >= 0) and (168 >= .)", 0, 168),
        (". > 0 and . < 168", 1, 167),
        (". >= -5", -5, None),
        ("0 <= . and . <= 10 and . != 5", 0, 10),
        (". >= 0 and . >= 5", 5, None),
        (". <= 10 or . = 99", None, None),
        ("not(. <= 10)", None, None),
        (". <= /data/other", None, None),
        ("string-length(.) <= 10", None, None),
        (". <= ", None, None),
    ],
)
def test_limits_of_a_number(source: str, least: int | None, most: int | None) -> None:
    assert limits(constrained(source).question, Measure.VALUE, TODAY) == Limits(*number(least, most))


def test_a_limit_that_is_itself_left_out_has_no_name_among_decimals() -> None:
    found = limits(constrained(". > 0 and . <= 9.5", QuestionType.DECIMAL).question, Measure.VALUE, TODAY)
    assert found == Limits(None, Decimal("9.5"))


@pytest.mark.parametrize(
    ("source", "least", "most"),
    [
        (". <= today()", None, TODAY),
        (". >= date('2021-07-01') and . <= '2021-12-31'", date(2021, 7, 1), date(2021, 12, 31)),
        (". >= '2021-13-01'", None, None),
    ],
)
def test_limits_of_a_date(source: str, least: Limit | None, most: Limit | None) -> None:
    assert limits(constrained(source, QuestionType.DATE).question, Measure.VALUE, TODAY) == Limits(least, most)


@pytest.mark.parametrize(
    ("source", "most"),
    [
        ("string-length(.) <= 500", 500),
        ("string-length(.) < 500 and regex(., '[a-z]+')", 499),
        ("string-length(.) >= 5", None),
        ("", None),
    ],
)
def test_the_counter_counts_down_from_the_limit_of_a_text(source: str, most: int | None) -> None:
    assert limit(constrained(source, QuestionType.TEXT).question) == most


def test_the_authors_own_column_limits_a_text() -> None:
    form = written("""
        - {type: text, name: a, label: {lv: A?}, "bind::odk:length": 80, constraint: "string-length(.) <= 90"}
    """)
    assert limit(form.questions["a"]) == 80


@pytest.mark.parametrize(
    ("source", "kind", "value", "sentence"),
    [
        (". >= 0 and . <= 168", "integer", "200", "The answer to “How many?” can be from 0 to 168. Change it."),
        (". <= 1000", "integer", "2000", "The answer to “How many?” can be 1,000 or less. Change it."),
        (". >= 1", "integer", "0", "The answer to “How many?” can be 1 or more. Change it."),
        (". >= 0 and . != 5", "integer", "5", "The answer to “How many?” does not fit. Check it and change it."),
        (
            ". <= today()",
            "date",
            "2030-01-01",
            "The answer to “How many?” can be November 22, 2026 or earlier. Change it.",
        ),
        (
            ". >= '2021-07-01'",
            "date",
            "2020-01-01",
            "The answer to “How many?” can be July 1, 2021 or later. Change it.",
        ),
        ("count-selected(.) <= 2", "select_multiple", "a b c", "Choose no more than 2 answers to “How many?”."),
        ("count-selected(.) >= 2", "select_multiple", "a", "Choose at least 2 answers to “How many?”."),
        ("count-selected(.) <= 1", "select_multiple", "a b", "Choose no more than 1 answer to “How many?”."),
        (
            "string-length(.) >= 3",
            "text",
            "ab",
            "Write at least 3 characters in the answer to “How many?”. It now has 2.",
        ),
        ("regex(., '[0-9]+')", "text", "ab", "The answer to “How many?” does not fit. Check it and change it."),
    ],
)
def test_a_broken_limit_is_told_in_a_sentence(source: str, kind: str, value: str, sentence: str) -> None:
    assert explained(constrained(source, QuestionType(kind)), value, TODAY) == sentence
