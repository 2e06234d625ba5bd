"""Answers that are chosen: one, several, confirmed, or put in order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.questionnaire.answers.asked import Unreadable
from app.questionnaire.model import QuestionType
from tests.questionnaire.asking import asked, choices, read, speak, spell

FRUIT = choices("apple", "pear", "plum", "none", exclusive=["none"])
ONE = asked(QuestionType.SELECT_ONE, offered=FRUIT)
SEVERAL = asked(QuestionType.SELECT_MULTIPLE, offered=FRUIT)
RANK = asked(QuestionType.RANK, offered=FRUIT[:3])
STATEMENT = asked(QuestionType.ACKNOWLEDGE)


def test_one_choice_is_kept_by_its_name() -> None:
    assert read(ONE, "pear") == "pear"
    assert read(ONE) == ""
    assert spell(ONE, "pear") == {"q": ["pear"]}
    assert spell(ONE, "") == {"q": []}


@pytest.mark.parametrize("question", [ONE, SEVERAL])
def test_what_is_not_offered_is_not_taken(question: object) -> None:
    with pytest.raises(Unreadable, match=r"^Choose .* of the answers to “How many\?”\.$"):
        read(question, "melon")  # type: ignore[arg-type]


def test_several_choices_are_kept_in_the_authors_order() -> None:
    assert read(SEVERAL, "plum", "apple", "plum", "") == "apple plum"
    assert read(SEVERAL, "none") == "none"
    assert read(SEVERAL) == ""


def test_a_choice_that_excludes_the_others_is_not_taken_with_them() -> None:
    with pytest.raises(Unreadable) as error:
        read(SEVERAL, "apple", "none")
    assert error.value.sentence == "Choose the answers that fit “How many?”, or choose only “None”."


@given(some.sets(some.sampled_from(["apple", "pear", "plum"])))
def test_several_choices_that_were_stored_are_read_again(names: set[str]) -> None:
    value = read(SEVERAL, *names)
    assert read(SEVERAL, *spell(SEVERAL, value)["q"]) == value
    assert set(value.split()) == names


def test_choices_are_spoken_by_their_labels_each_on_its_line() -> None:
    assert speak(SEVERAL, "apple plum") == "Apple<br>Plum"
    assert speak(ONE, "a<b") == "a&lt;b"


@given(some.lists(some.sampled_from(["apple", "pear", "plum"]), unique=True))
def test_a_ranking_that_was_stored_is_read_again(names: list[str]) -> None:
    fields = {name.partition(".")[2]: texts[0] for name, texts in spell(RANK, " ".join(names)).items()}
    assert list(fields) == ["1", "2", "3"]
    assert read(RANK, **fields) == " ".join(names)


@pytest.mark.parametrize(
    ("places", "field", "sentence"),
    [
        ({"1": "", "2": "pear"}, "q.1", "Choose an answer for place 1 in “How many?”, or empty the places after it."),
        ({"1": "pear", "3": "plum"}, "q.2", "Choose an answer for place 2 in “How many?”"),
        ({"1": "pear", "2": "pear"}, "q.2", "“Pear” has two places in “How many?”."),
        ({"1": "melon"}, "q.1", "Choose an answer for place 1"),
    ],
)
def test_a_ranking_names_the_place_to_mend(places: dict[str, str], field: str, sentence: str) -> None:
    with pytest.raises(Unreadable) as error:
        read(RANK, **places)
    assert error.value.field == field
    assert error.value.sentence.startswith(sentence)


def test_a_ranking_is_spoken_in_order() -> None:
    assert speak(RANK, "plum apple") == "1. Plum<br>2. Apple"


def test_a_statement_is_confirmed_or_not() -> None:
    assert read(STATEMENT, "OK") == read(STATEMENT, "on") == "OK"
    assert read(STATEMENT) == ""
    assert spell(STATEMENT, "OK") == {"q": ["OK"]}
    assert spell(STATEMENT, "") == {"q": []}
    assert speak(STATEMENT, "OK") == "Confirmed"
