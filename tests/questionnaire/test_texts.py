"""Answers in the respondent's own words."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as some
from lxml import etree

from app.questionnaire.answers.asked import Unreadable
from app.questionnaire.model import QuestionType
from tests.questionnaire.asking import asked, read, speak, spell

TEXT = asked(QuestionType.TEXT)
FIVE = asked(QuestionType.TEXT, attributes={"odk:length": "5"})


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\u0304", "ā"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("one  \n two\t\n\n", "one\n two"),
        ("  one", "one"),
        (" \r\n ", ""),
        ("a\x00b\x07c\ufffe\ud800", "abc"),
        ("👩‍🦽", "👩‍🦽"),
    ],
)
def test_a_text_is_kept_in_one_form_whatever_browser_sent_it(typed: str, kept: str) -> None:
    assert read(TEXT, typed) == kept


@given(some.text())
def test_a_text_that_was_stored_is_read_again_and_fits_into_xml(typed: str) -> None:
    kept = read(TEXT, typed)
    etree.Element("answer").text = kept
    assert read(TEXT, *spell(TEXT, kept)["q"]) == kept
    assert unicodedata.is_normalized("NFC", kept)


def test_a_text_has_as_many_characters_as_its_reader_counts() -> None:
    assert read(FIVE, "a\u0304" * 5) == "ā" * 5
    assert read(FIVE, "😀" * 5) == "😀" * 5
    assert read(FIVE, "12\r\n45") == "12\n45"


def test_a_text_that_is_too_long_is_told_by_how_much() -> None:
    with pytest.raises(Unreadable) as error:
        read(FIVE, "123456")
    assert error.value.sentence == "Shorten the answer to “How many?” to 5 characters. It now has 6."


def test_a_text_is_spoken_with_its_lines_and_never_as_html() -> None:
    assert speak(TEXT, "<b>one\ntwo") == "&lt;b&gt;one<br>two"
