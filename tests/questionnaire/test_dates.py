"""Dates in parts: whatever way a month is written, and a sentence that names the part to mend."""

from __future__ import annotations

from datetime import date

import pytest
from babel.dates import get_month_names
from hypothesis import given
from hypothesis import strategies as some

from app.questionnaire.answers.asked import Unreadable
from app.questionnaire.answers.codecs.dates import month
from app.questionnaire.model import QuestionType
from tests.questionnaire.asking import asked, read, speak, spell

DAY = asked(QuestionType.DATE)
MONTH = asked(QuestionType.DATE, appearance=["month-year"])
YEAR = asked(QuestionType.DATE, appearance=["year"])

SPELLINGS = [
    ("1 01 1. janvāris janvārī janvāra janvārim janvar janv. JANVĀRIS январь января январе янв. january jan", 1),
    ("2 februāris februārī februāra febr. feb февраль февраля феврале февр. february", 2),
    ("3 03. marts martā marta martam mar. mar март марта марте мар. march", 3),
    ("4 aprīlis aprīlī aprīļa apr. aprilis aprila апрель апреля апреле апр. april", 4),
    ("5 maijs maijā maija maijam mai май мая мае маю may", 5),
    ("6 jūnijs jūnijā jūnija jūn. junijs jun июнь июня июне июн. june", 6),
    ("7 jūlijs jūlijā jūlija jūl. julijs julija июль июля июле июл. july", 7),
    ("8 augusts augustā augusta aug. август августа августе авг. august", 8),
    ("9 septembris septembrī septembra sept. sep сентябрь сентября сентябре сент. september", 9),
    ("10 oktobris oktobrī oktobra okt. октябрь октября октябре окт. october oct", 10),
    ("11 novembris novembrī novembra nov. ноябрь ноября ноябре нояб. november", 11),
    ("12 decembris decembrī decembra dec. декабрь декабря декабре дек. december", 12),
]


@pytest.mark.parametrize(("spelling", "number"), [(text, number) for row, number in SPELLINGS for text in row.split()])
def test_a_month_is_understood(spelling: str, number: int) -> None:
    assert month(spelling) == number
    assert month(f" {spelling.upper()} ") == number


@pytest.mark.parametrize("language", ["lv", "ru", "en"])
@pytest.mark.parametrize("width", ["wide", "abbreviated"])
@pytest.mark.parametrize("context", ["format", "stand-alone"])
def test_a_month_is_understood_as_the_locale_data_writes_it(language: str, width: str, context: str) -> None:
    names = get_month_names(width, context, language)  # type: ignore[arg-type]
    assert {number: month(name) for number, name in names.items()} == {number: number for number in range(1, 13)}


@pytest.mark.parametrize(
    "text", ["", "0", "13", "ja", "ju", "м", "ма", "marathon", "martinis", "junioru", "xyz", "1.5", "7 8"]
)
def test_what_is_no_month_is_not_guessed(text: str) -> None:
    assert month(text) is None


@pytest.mark.parametrize(
    ("day", "month", "year", "stored"),
    [
        ("1", "7", "2021", "2021-07-01"),
        ("01.", "07.", "2021.", "2021-07-01"),
        ("1.", "jūlijā", "2021. gadā", "2021-07-01"),
        ("31", "декабря", "2021 г.", "2021-12-31"),
        ("31", "декабря", "2021 года", "2021-12-31"),
        ("29", "2", "2020", "2020-02-29"),
        ("1st", "May", "1945", "1945-05-01"),
        (" 5 ", " maijs ", " 2021g. ", "2021-05-05"),
    ],
)
def test_a_date_is_kept_as_iso(day: str, month: str, year: str, stored: str) -> None:
    assert read(DAY, day=day, month=month, year=year) == stored


def test_parts_that_are_not_asked_for_are_the_first() -> None:
    assert read(MONTH, month="marts", year="2021") == "2021-03-01"
    assert read(YEAR, year="2021. gads") == "2021-01-01"


def test_a_date_of_which_nothing_was_typed_is_blank() -> None:
    assert read(DAY) == read(DAY, day=" ", month="", year="") == ""


@pytest.mark.parametrize(
    ("fields", "part", "words"),
    [
        ({"month": "7", "year": "2021"}, "day", "Write the day in “How many?”"),
        ({"day": "1", "year": "2021"}, "month", "Write the month in “How many?”"),
        ({"day": "1", "month": "7"}, "year", "Write the year in “How many?” with four digits"),
        ({"day": "0", "month": "7", "year": "2021"}, "day", "number from 1 to 31"),
        ({"day": "32", "month": "7", "year": "2021"}, "day", "number from 1 to 31"),
        ({"day": "pirmais", "month": "7", "year": "2021"}, "day", "number from 1 to 31"),
        ({"day": "1", "month": "13", "year": "2021"}, "month", "for example March"),
        ({"day": "1", "month": "7", "year": "21"}, "year", "four digits"),
        ({"day": "1", "month": "7", "year": "0021"}, "year", "four digits"),
        ({"day": "1", "month": "7", "year": "20211"}, "year", "four digits"),
        ({"day": "31", "month": "2", "year": "2021"}, "day", "February 2021 has 28 days"),
        ({"day": "31", "month": "april", "year": "2021"}, "day", "April 2021 has 30 days"),
        ({"day": "29", "month": "2", "year": "1900"}, "day", "February 1900 has 28 days"),
    ],
)
def test_a_faulty_date_names_the_part_to_mend(fields: dict[str, str], part: str, words: str) -> None:
    with pytest.raises(Unreadable) as error:
        read(DAY, **fields)
    assert error.value.field == f"q.{part}"
    assert words in error.value.sentence


@given(day=some.dates(min_value=date(1000, 1, 1)))
@pytest.mark.parametrize("question", [DAY, MONTH, YEAR])
def test_a_date_that_was_stored_is_read_again_from_how_it_is_spelled(question: object, day: date) -> None:
    if question is not DAY:
        day = day.replace(day=1, month=day.month if question is MONTH else 1)
    fields = {name.partition(".")[2]: texts[0] for name, texts in spell(question, day.isoformat()).items()}  # type: ignore[arg-type]
    assert read(question, **fields) == day.isoformat()  # type: ignore[arg-type]


def test_a_blank_date_is_spelled_as_blank_parts() -> None:
    assert spell(MONTH, "") == {"q.month": [""], "q.year": [""]}


@pytest.mark.parametrize(
    ("language", "appearance", "words"),
    [
        ("lv", [], "2021. gada 1. jūlijs"),
        ("lv-x-easy", ["month-year"], "2021. gada jūlijs"),
        ("ru", [], "1 июля 2021\u202fг."),
        ("ru", ["month-year"], "июль 2021\u202fг."),
        ("en", ["month-year"], "July 2021"),
        ("ru", ["year"], "2021"),
    ],
)
def test_a_date_is_spoken_as_precisely_as_it_was_asked(language: str, appearance: list[str], words: str) -> None:
    question = asked(QuestionType.DATE, language=language, appearance=appearance)
    assert speak(question, "2021-07-01").replace("\u00a0", "\u202f") == words
