"""However a number is spelled, the same number is stored; and what is no number is never guessed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.questionnaire.answers.asked import Unreadable
from app.questionnaire.answers.codecs.numbers import stored
from app.questionnaire.model import QuestionType
from tests.questionnaire.asking import asked, choices, read, speak, spell

INTEGER = asked(QuestionType.INTEGER, language="lv")
DECIMAL = asked(QuestionType.DECIMAL, language="lv")


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1200", "1200"),
        (" 1200 ", "1200"),
        ("1 200", "1200"),
        ("1\u00a0200", "1200"),
        ("1\u202f200", "1200"),
        ("1\u2009200", "1200"),
        ("1'200", "1200"),
        ("1 234 567", "1234567"),
        ("1.234.567", "1234567"),
        ("1,234,567", "1234567"),
        ("12 stundas", "12"),
        ("12 stundas nedēļā", "12"),
        ("12stundas", "12"),
        ("12 st.", "12"),
        ("12 часов в месяц", "12"),
        ("12 h", "12"),
        ("12 %", "12"),
        ("12 €", "12"),
        ("12.", "12"),
        ("12,", "12"),
        ("12,0", "12"),
        ("12.00", "12"),
        ("007", "7"),
        ("0", "0"),
        ("-0", "0"),
        ("+5", "5"),
        ("-5", "-5"),
        ("−5", "-5"),
        ("– 5", "-5"),
        ("٣", "3"),
    ],
)
def test_a_whole_number_is_understood(typed: str, number: str) -> None:
    assert read(INTEGER, typed) == number


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1200,5", "1200.5"),
        ("1200.5", "1200.5"),
        ("1 200,5", "1200.5"),
        ("1\u00a0200,50", "1200.5"),
        ("1.200,5", "1200.5"),
        ("1,200.5", "1200.5"),
        ("1,200", "1.2"),
        (",5", "0.5"),
        (".5", "0.5"),
        ("12,5 stundas", "12.5"),
        ("12,5.", "12.5"),
        ("3", "3"),
        ("-0,0", "0"),
    ],
)
def test_a_number_with_decimals_is_understood(typed: str, number: str) -> None:
    assert read(DECIMAL, typed) == number


@pytest.mark.parametrize("question", [INTEGER, DECIMAL])
@pytest.mark.parametrize(
    "typed",
    [
        "divpadsmit", "stundas", "12-15", "12 līdz 15", "5 vai 6", "1/2", "1½", "2 tūkst.", "2 miljoni",
        "2 тысячи", "2 млн", "1 2 0 0", "10 12", "12 un puse", "1.2.3", "1,2,3", "--5", "1e5", ".", ",", "-",
        "1234567890123456", "1 20", "1.23.456", "twelve", "12 or 13", "12k",
    ],
)  # fmt: skip
def test_what_is_not_one_number_is_not_guessed(question: object, typed: str) -> None:
    with pytest.raises(Unreadable) as error:
        read(question, typed)  # type: ignore[arg-type]
    assert error.value.field == "q"
    assert "“How many?” as one number" in error.value.sentence


def test_a_fraction_of_what_is_counted_gets_a_sentence_of_its_own() -> None:
    with pytest.raises(Unreadable, match="“How many\\?” as a whole number, for example 12"):
        read(INTEGER, "12,5")


def test_a_single_separator_is_no_thousand_so_that_nothing_is_multiplied_by_a_thousand() -> None:
    with pytest.raises(Unreadable, match="whole number"):
        read(INTEGER, "1.200")


@pytest.mark.parametrize("question", [INTEGER, DECIMAL])
def test_a_blank_input_is_a_blank_answer(question: object) -> None:
    assert read(question) == read(question, "") == read(question, " \u00a0") == ""  # type: ignore[arg-type]


@given(some.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=4))
@pytest.mark.parametrize("language", ["lv", "ru", "en", "lv-x-easy"])
def test_a_number_that_was_stored_is_read_again_from_how_it_is_spelled(language: str, number: Decimal) -> None:
    question = asked(QuestionType.DECIMAL, language=language)
    assert read(question, *spell(question, stored(number))["q"]) == stored(number)
    assert Decimal(stored(number)) == number


def test_numbers_are_spelled_and_spoken_as_the_language_does() -> None:
    assert spell(asked(QuestionType.DECIMAL, language="ru-x-easy"), "1200.5") == {"q": ["1200,5"]}
    assert spell(asked(QuestionType.DECIMAL, language="en"), "1200.5") == {"q": ["1200.5"]}
    assert speak(asked(QuestionType.DECIMAL, language="lv"), "12345.12345") == "12\u00a0345,12345"
    assert speak(asked(QuestionType.INTEGER, language="en"), "12345") == "12,345"


SCALE = asked(QuestionType.RANGE, language="lv", parameters={"start": "0", "end": "100", "step": "2.5"})


def test_a_long_scale_is_answered_by_a_number_that_is_one_of_its_points() -> None:
    assert read(SCALE, "2,5") == "2.5"
    assert read(SCALE, "100") == "100"
    with pytest.raises(Unreadable, match="can be from 0 to 100"):
        read(SCALE, "102,5")
    with pytest.raises(Unreadable, match="in steps of 2,5, starting from 0"):
        read(SCALE, "3")


def test_a_short_scale_is_answered_by_one_of_its_points() -> None:
    scale = asked(QuestionType.RANGE, offered=choices("0", "1", "2"))
    assert read(scale, "1") == "1"
    with pytest.raises(Unreadable, match="Choose one of the answers to “How many\\?”"):
        read(scale, "3")
