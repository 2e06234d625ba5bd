from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.columns import number_or_text
from app.analysis.export import write_csv, write_json
from app.analysis.guard import unguard
from tests.analysis.exporting import Export, Sent

NUMBER = """
survey:
  - {type: decimal, name: hours, label: {lv: Stundas, ru: Часы}}
"""
TEXT = """
survey:
  - {type: text, name: why, label: {lv: Kāpēc, ru: Почему}}
"""
ONE = """
survey:
  - {type: select_one got, name: got, label: {lv: Vai?, ru: Получили?}}
choices:
  - {list_name: got, name: '1', label: {lv: '*Jā*, vienmēr', ru: Да}}
  - {list_name: got, name: '2', label: {lv: '=Nē', ru: Нет}}
  - {list_name: got, name: na, missing: not-applicable, label: {lv: Neattiecas, ru: Не относится}}
  - {list_name: got, name: dk, missing: dont-know, label: {lv: Nezinu, ru: Не знаю}}
  - {list_name: got, name: no, missing: refused, label: {lv: Negribu teikt, ru: Не хочу говорить}}
"""
MANY = ONE.replace("select_one", "select_multiple")
RANK = """
survey:
  - {type: rank things, name: first, label: {lv: Kas pirmais?, ru: Что сначала?}}
choices:
  - {list_name: things, name: a, label: {lv: A, ru: А}}
  - {list_name: things, name: b, label: {lv: B, ru: Б}}
  - {list_name: things, name: c, label: {lv: C, ru: В}}
"""
BATTERY = """
survey:
  - {type: begin_group, name: help, appearance: table-list, label: {lv: Palīdzība, ru: Помощь}}
  - {type: select_one often, name: home, label: {lv: Mājās, ru: Дома}}
  - {type: select_one often, name: away, label: {lv: Ārpus mājas, ru: Вне дома}}
  - {type: end_group, name: help}
choices:
  - {list_name: often, name: '1', label: {lv: Bieži, ru: Часто}}
  - {list_name: often, name: '2', label: {lv: Reti, ru: Редко}}
"""


def test_a_file_begins_with_a_byte_order_mark_and_ends_its_lines_as_rfc_4180_does(export: Export) -> None:
    written = export(NUMBER, {"hours": "12.5"}).text()
    assert written == "\ufeffversion,language,mode,week,hours,unplaced\r\n1,lv,web,2026-W47,12.5,\r\n"


def test_a_comma_a_quote_and_a_new_line_stay_inside_their_cell(export: Export) -> None:
    why = 'jo "tā",\nun viss'
    assert export(TEXT, {"why": why}, {"why": "ē"}).column("why") == [why, "ē"]


@pytest.mark.parametrize("form", [NUMBER, TEXT, ONE, MANY, RANK])
def test_each_kind_of_missing_has_its_own_code_in_every_column_of_a_question(export: Export, form: str) -> None:
    exported = export(form)
    (question,) = exported.questionnaire.questions
    exported.responses = [Sent({question: None}), Sent({question: ""}), Sent({})]
    names = [name for name in exported.rows()[0] if name.startswith(question)]
    assert [exported.column(name) for name in names] == [["-5", "-9", "-6"]] * len(names)
    for read, code in zip(exported.objects(), (-5, -9, -6), strict=True):
        assert {value for name, value in read.items() if name.startswith(question)} == {code}


@pytest.mark.parametrize("number", ["0", "12", "-9", "-12.5", "12.50", "0.1", "100000000000000000000"])
def test_a_number_is_untouched(export: Export, number: str) -> None:
    exported = export(NUMBER, {"hours": number})
    assert exported.column("hours") == [number]
    assert exported.objects()[0]["hours"] == pytest.approx(float(number))


def test_a_text_in_a_column_of_numbers_is_kept_and_guarded(export: Export) -> None:
    exported = export(NUMBER, {"hours": "=1+1"}, {"hours": "٣"}, {"hours": "9" * 5000})
    assert exported.column("hours") == ["'=1+1", "٣", "9" * 5000]


@given(number=st.integers() | st.decimals(allow_nan=False, allow_infinity=False, places=3))
def test_every_number_is_told_from_a_text(number: int | Decimal) -> None:
    assert isinstance(number_or_text(f"{number:f}" if isinstance(number, Decimal) else str(number)), int | Decimal) == (
        len(f"{abs(number):.0f}") <= 30
    )


def test_a_text_is_guarded_and_never_mistaken_for_a_kind_of_missing(export: Export) -> None:
    exported = export(TEXT, {"why": "=1+1"}, {"why": "-9"}, {"why": ""}, {"why": "12"})
    assert exported.column("why") == ["'=1+1", "'-9", "-9", "12"]
    assert [unguard(cell) for cell in exported.column("why")[:2]] == ["=1+1", "-9"]
    assert [read["why"] for read in exported.objects()] == ["=1+1", "-9", -9, "12"]


def test_a_choice_has_its_code_and_a_choice_that_is_a_kind_of_missing_has_that_kinds(export: Export) -> None:
    exported = export(ONE, *({"got": name} for name in ("1", "2", "na", "dk", "no")))
    assert exported.column("got") == ["1", "2", "na", "-8", "-7"]
    assert [read["got"] for read in exported.objects()] == [1, 2, "na", -8, -7]


@pytest.mark.parametrize(
    ("language", "labels"),
    [
        ("lv", ["Jā, vienmēr", "'=Nē", "Neattiecas", "Nezinu", "Negribu teikt", "-9", "-6"]),
        ("ru", ["Да", "Нет", "Не относится", "Не знаю", "Не хочу говорить", "-9", "-6"]),
    ],
)
def test_labels_stand_in_columns_of_one_choice_as_plain_guarded_text(
    export: Export, language: str, labels: list[str]
) -> None:
    answers = [{"got": name} for name in ("1", "2", "na", "dk", "no", "")]
    assert export(ONE, *answers, {}, language=language).column("got") == labels


@pytest.mark.parametrize(
    ("answer", "cells"),
    [
        ("1", "1 0 0 0 0"),
        ("1 2", "1 1 0 0 0"),
        ("na", "0 0 1 0 0"),
        ("dk", "-8 -8 -8 1 0"),
        ("no", "-7 -7 -7 0 1"),
        ("1 dk", "1 0 0 1 0"),
    ],
)
def test_each_of_many_choices_has_a_column_of_nought_and_one(export: Export, answer: str, cells: str) -> None:
    names = ["got__1", "got__2", "got__na", "got__dk", "got__no"]
    for language in (None, "lv"):
        (row,) = export(MANY, {"got": answer}, language=language).rows()
        assert [row[name] for name in names] == cells.split()


def test_each_ranked_choice_has_a_column_with_its_place(export: Export) -> None:
    exported = export(RANK, {"first": "c a b"}, {"first": "b"})
    columns = [exported.column(f"first__{name}") for name in "abc"]
    assert columns == [["2", "-9"], ["3", "1"], ["1", "-9"]]


def test_each_row_of_a_battery_has_a_column(export: Export) -> None:
    exported = export(BATTERY, {"home": "1", "away": ""})
    assert list(exported.rows()[0])[4:-1] == ["home", "away"]
    assert (exported.column("home"), exported.column("away")) == (["1"], ["-9"])


@pytest.mark.parametrize(
    ("appearance", "cell"), [("", "2021-07-01"), ("month-year", "2021-07"), ("year", "2021"), ("w1 year", "2021")]
)
def test_of_a_date_stands_what_was_asked_for(export: Export, appearance: str, cell: str) -> None:
    form = f"survey:\n  - {{type: date, name: since, label: {{lv: Kopš}}, appearance: '{appearance}'}}"
    assert export(form, {"since": "2021-07-01"}).column("since") == [cell]


def test_a_note_has_no_column_and_an_acknowledged_one_has_a_one(export: Export) -> None:
    form = """
survey:
  - {type: note, name: hello, label: {lv: Sveiki}}
  - {type: acknowledge, name: agreed, label: {lv: Piekrītu}}
  - {type: calculate, name: twice, calculation: 1 + 1}
"""
    (row,) = export(form, {"agreed": "OK", "twice": "-2"}).rows()
    assert "hello" not in row
    assert (row["agreed"], row["twice"]) == ("1", "-2")


def test_what_is_known_of_a_response_stands_before_its_answers(export: Export) -> None:
    exported = export(NUMBER)
    exported.responses = [Sent({"hours": "1"}, version="=2", language="ru", mode="phone", week="2026-W01")]
    assert list(exported.rows()[0].values())[:4] == ["'=2", "ru", "phone", "2026-W01"]
    assert exported.objects()[0]["version"] == "=2"


def test_what_another_version_asked_or_offered_is_not_dropped(export: Export) -> None:
    exported = export(MANY, {"got": "1 gone", "old": "answer", "older": None})
    assert exported.column("unplaced") == ['{"old": "answer", "older": null, "got": "gone"}']
    assert exported.objects()[0]["unplaced"] == {"old": "answer", "older": None, "got": "gone"}
    assert exported.column("got__1") == ["1"]


def test_a_choice_that_is_no_longer_offered_keeps_its_code(export: Export) -> None:
    assert export(ONE, {"got": "=3"}, language="lv").column("got") == ["'=3"]


def test_columns_of_the_same_name_are_told_apart_and_questions_keep_theirs(export: Export) -> None:
    form = """
survey:
  - {type: text, name: language, label: {lv: Valoda}}
  - {type: select_multiple x, name: got, label: {lv: Ko?}}
  - {type: text, name: got__1, label: {lv: Vēl?}}
choices:
  - {list_name: x, name: '1', label: {lv: Viens}}
"""
    (row,) = export(form, {"language": "latviešu", "got": "1", "got__1": "vēl"}).rows()
    assert row["language"] == "latviešu"
    assert (row["language_2"], row["got__1"], row["got__1_2"]) == ("lv", "vēl", "1")


def test_a_value_piped_into_a_label_stays_open(export: Export) -> None:
    form = """
survey:
  - {type: text, name: who, label: {lv: Kas?}}
  - {type: select_one x, name: got, label: {lv: Vai?}}
choices:
  - {list_name: x, name: '1', label: {lv: 'Ar ${who} kopā'}}
"""
    assert export(form, {"got": "1"}, language="lv").column("got") == ["Ar … kopā"]


@pytest.mark.parametrize("count", [0, 1, 2])
def test_json_is_an_array_with_an_object_a_line(export: Export, count: int) -> None:
    exported = export(TEXT, *[{"why": "ē"}] * count)
    assert len(exported.objects()) == count
    assert exported.text(write_json).count('"why": "ē"') == count
    assert len(exported.text(write_json).splitlines()) == (count + 2 if count else 1)


def test_nothing_is_read_before_it_is_written(export: Export) -> None:
    written: list[str] = []

    class File:
        def write(self, text: str) -> None:
            written.append(text)

    def responses() -> object:
        for number in range(3):
            yield Sent({"why": f"answer {number}"})
            assert f"answer {number}" in written[-1]

    for write in (write_csv, write_json):
        write(export(TEXT).questionnaire, responses(), File())  # type: ignore[arg-type]
