"""Texts as a respondent reads them: language, easy-to-read variant, answers piped in."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.questionnaire.loading import load
from app.questionnaire.model import Text
from tests.questionnaire.interviewing import interview, written

TALK = written("""
    - {type: text, name: who, label: {lv: Kā sauc?, ru: Как зовут?, lv-x-easy: Vārds?}}
    - {type: decimal, name: hours, label: {lv: "Cik stundu, ${who}?"}}
    - {type: date, name: day, label: {lv: Kad?}}
    - {type: note, name: last, label: {lv: "**${who}**: ${hours} stundas, ${day}", ru: "${who} ${hours}"}}
    - {type: note, name: sum, label: {lv: "${hours} + 1 = [x](https://a.example)", ru: "x"}, hint: {lv: H}}
""")
ANSWERS = {"who": "<b>*A_ [x](y)", "hours": "1.5", "day": "2021-07-01"}


def html(language: str, name: str, **answers: str) -> str:
    return str(interview(TALK, language, **answers).html(TALK.questions[name].label))


def test_a_text_is_in_the_language_of_the_respondent() -> None:
    assert html("lv", "who") == "Kā sauc?"
    assert html("ru", "who") == "Как зовут?"


def test_the_easy_variant_falls_back_to_its_language_and_then_to_the_default() -> None:
    assert html("lv-x-easy", "who") == "Vārds?"
    assert html("lv-x-easy", "day") == "Kad?"
    assert html("ru-x-easy", "who") == "Как зовут?"
    assert html("ru-x-easy", "day") == "Kad?"


def test_what_is_piped_in_is_shown_as_it_was_written() -> None:
    assert html("ru", "last", **ANSWERS) == "&lt;b&gt;*A_ [x](y) 1,5"
    assert interview(TALK, **ANSWERS).plain(TALK.questions["hours"].label) == "Cik stundu, <b>*A_ [x](y)?"


def test_numbers_and_dates_that_are_piped_in_are_written_as_the_language_does() -> None:
    assert html("lv", "last", **{**ANSWERS, "who": "A"}) == "<strong>A</strong>: 1,5 stundas, 2021. gada 1. jūlijs"
    assert html("lv-x-easy", "sum", hours="2.5").startswith("2,5 + 1 = <a")


def test_what_was_not_answered_is_piped_in_as_nothing() -> None:
    assert html("ru", "last", hours="1.5") == " 1,5"


def test_a_note_may_be_in_blocks() -> None:
    text = Text({"lv": ("Viens\n\nDivi",)})
    assert interview(TALK).html(text, block=True) == "<p>Viens</p>\n<p>Divi</p>"


def test_no_text_is_an_empty_text() -> None:
    assert interview(TALK).html(Text()) == interview(TALK).plain(Text()) == ""


XFORM = """<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml">
<h:head><h:title>Tiny</h:title><model>
<instance><data id="tiny"><g><a/><b/></g></data></instance>
<bind nodeset="/data/g/a" type="decimal"/><bind nodeset="/data/g/b" type="string"/></model></h:head>
<h:body><group ref="/data/g"><input ref="/data/g/a"><label>A?</label></input>
<input ref="/data/g/b"><label>You said <output value="../a"/>.</label>
<hint><output value="concat(../a, '. or 3.')"/></hint></input></group></h:body></h:html>"""


def test_a_piped_path_is_read_from_the_question_that_it_stands_in(tmp_path: Path) -> None:
    file = tmp_path / "form.xml"
    file.write_text(XFORM, encoding="utf-8")
    form = load(file)
    at = interview(form, "lv", a="2.5")
    assert at.html(form.questions["b"].label) == "You said 2,5."


def test_an_expression_that_is_piped_in_is_shown_as_its_author_made_it(tmp_path: Path) -> None:
    file = tmp_path / "form.xml"
    file.write_text(XFORM, encoding="utf-8")
    form = load(file)
    assert interview(form, "lv", a="2.5").html(form.questions["b"].hint) == "2.5. or 3."


@pytest.mark.parametrize(
    ("language", "words"),
    [("lv", "2021. gada 1. jūlijs"), ("lv-x-easy", "2021. gada 1. jūlijs"), ("en", "July 1, 2021")],
)
def test_an_answer_is_spoken_as_the_language_does(language: str, words: str) -> None:
    assert interview(TALK, language, **ANSWERS).spoken(TALK.questions["day"]) == words


def test_a_blank_answer_is_not_spoken() -> None:
    assert interview(TALK, who="").spoken(TALK.questions["who"]) == ""
    assert interview(TALK).spoken(TALK.questions["day"]) == ""
