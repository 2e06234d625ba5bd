"""Dates in expressions: a date is a text that counts as days wherever a number is wanted."""

from __future__ import annotations

import pytest

from tests.questionnaire.evaluating import boolean, string

# It is Sunday, 22 November 2026, 01:30:15.250 in Riga.


@pytest.mark.parametrize(
    ("source", "answer"),
    [
        ("today()", "2026-11-22"),
        ("now()", "2026-11-22T01:30:15.250+02:00"),
        ("date('2021-07-01')", "2021-07-01"),
        ("date('2021-07-01T23:30:00+02:00')", "2021-07-01"),
        ("date(0)", "1970-01-01"),
        ("date(-1)", "1969-12-31"),
        ("date(18809.9)", "2021-07-01"),
        ("date('18809')", "2021-07-01"),
        ("date('')", ""),
        ("date('soon')", ""),
        ("date('2021-02-30')", ""),
        ("date(9999999999)", ""),
        ("date(1 div 0)", ""),
        ("date-time('2021-07-01')", "2021-07-01T00:00:00.000"),
        ("date-time(18809.5)", "2021-07-01T12:00:00.000"),
        ("date-time(now())", "2026-11-22T01:30:15.250+02:00"),
        ("date-time('')", ""),
        ("decimal-date-time('1970-01-02')", "1"),
        ("decimal-date-time('1970-01-02T12:00:00.000Z')", "1.5"),
        ("decimal-date-time('')", ""),
        ("decimal-time('06:00:00.000+02:00')", "0.25"),
        ("decimal-time('1970-01-02T18:00')", "0.75"),
        ("decimal-time(2.5)", "0.5"),
        ("decimal-time('')", ""),
        ("decimal-time(1 div 0)", ""),
        ("decimal-time('late')", ""),
        ("today() + 1", "20780"),
        ("date(today() + 7)", "2026-11-29"),
        ("date(/data/date - 1)", "2021-06-30"),
        ("date(decimal-date-time(/data/date) + 30.4375)", "2021-07-31"),
        ("/data/day - /data/date", "31"),
        ("int((today() - /data/date) div 365.25)", "5"),
        ("-/data/date", "-18809"),
        ("max(/data/date, /data/day) - min(/data/date, /data/day)", "31"),
        ("date(max(/data/date | /data/day))", "2021-08-01"),
        ("date(if(true(), /data/date, today()) + 1)", "2021-07-02"),
        ("date(coalesce(/data/other, /data/date) + 1)", "2021-07-02"),
        ("format-date(/data/date + 1, '%Y-%m-%d')", "2021-07-02"),
    ],
)
def test_an_expression_of_dates(source: str, answer: str) -> None:
    assert string(source, date="2021-07-01", day="2021-08-01") == answer


@pytest.mark.parametrize(
    "source",
    [
        "/data/date < today()",
        "today() > /data/date",
        "/data/date <= /data/day",
        "/data/date < '2021-07-02'",
        "/data/date >= date('2021-07-01')",
        "/data/date = '2021-07-01'",
        "/data/date = date('2021-07-01')",
        "/data/date != /data/day",
        "/data/date != ''",
        "not(/data/date = '')",
        "/data/date = 18809",
        "18809 = /data/date",
        "/data/day = /data/date + 31",
        "/data/date + 31 = /data/day",
        "/data/date",
        "today() = date(now())",
        "now() > today()",
        "now() < today() + 1",
        "/data/moment = '2021-07-01T10:00:00.000+03:00'",
        "/data/moment = '2021-07-01T10:00'",
        "/data/moment > /data/date",
        "/data/moment < /data/date + 1",
        "date(/data/moment) = /data/date",
        "/data/moment != now()",
        "/data/moment != ''",
        "/data/other > /data/date",
        "if(true(), /data/date, '') = '2021-07-01'",
        "if(true(), /data/date, '') < today()",
        "coalesce(/data/date, today()) < today()",
    ],
)
def test_dates_are_compared_as_days(source: str) -> None:
    values = {"date": "2021-07-01", "day": "2021-08-01", "moment": "2021-07-01T10:00:00.000+03:00"}
    assert boolean(source, other="2021-07-02", **values)


@pytest.mark.parametrize(
    "source", ["/data/date = ''", "/data/moment = ''", "/data/date = /data/day", "/data/date = /data/moment"]
)
def test_two_empty_dates_are_equal(source: str) -> None:
    assert boolean(source)


@pytest.mark.parametrize(
    "source",
    ["/data/date", "/data/date < today()", "/data/date > today()", "/data/date = today()", "/data/moment < now()"],
)
def test_an_empty_date_is_before_no_day_and_after_none(source: str) -> None:
    assert not boolean(source)


@pytest.mark.parametrize("language", ["lv", "lv-x-easy"])
def test_a_date_is_written_with_latvian_names(language: str) -> None:
    assert string("format-date('2021-07-01', '%e. %B %Y')", "/data/text", language) == "1. jūlijs 2021"
    assert string("format-date('2021-07-01', '%a')", "/data/text", language) == "ceturtd."


@pytest.mark.parametrize(
    ("pattern", "language", "answer"),
    [
        ("%e %B %Y", "ru", "1 июля 2021"),
        ("%B %Y", "ru", "июль 2021"),
        ("%b %e, %Y", "en", "Jul 1, 2021"),
        ("%A, %a", "en", "Thursday, Thu"),
        ("%d.%m.%y %n", "en", "01.07.21 7"),
        ("%H:%M:%S.%3 %h", "en", "09:05:07.123 9"),
        ("%e %b", "no such language", "1 Jul"),
        ("100%% %Q", "en", "100% %Q"),
        ("", "en", ""),
    ],
)
def test_a_date_is_written_by_a_pattern(pattern: str, language: str, answer: str) -> None:
    source = f"format-date-time('2021-07-01T09:05:07.123+03:00', '{pattern}')"
    assert string(source, "/data/text", language) == answer


@pytest.mark.parametrize("value", ["''", "'soon'", "/data/date"])
def test_no_date_is_written_as_nothing(value: str) -> None:
    assert string(f"format-date({value}, '%Y')") == ""
