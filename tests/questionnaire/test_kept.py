"""What is sent: relevant questions only, and an honest kind of nothing for each that has no answer."""

from __future__ import annotations

from tests.questionnaire.interviewing import interview, written

FORM = written("""
    - {type: select_one yes_no, name: a, label: {lv: A?}}
    - {type: text, name: b, label: {lv: B?}, relevant: "${a} = 'yes'"}
    - {type: note, name: note, label: {lv: Piezīme}}
    - {type: text, name: c, label: {lv: C?}, default: likely}
    - {type: text, name: d, label: {lv: D?}}
    - {type: calculate, name: length, calculation: "string-length(${b})"}
    - {type: calculate, name: never, calculation: "1", relevant: "${a} = 'yes'"}
    - {type: start, name: start}
""")


def test_an_answer_is_sent_and_what_was_not_asked_is_absent() -> None:
    kept = interview(FORM, a="no", b="typed before").kept({"a", "b", "c", "d"})
    assert kept == {"a": "no", "c": "likely", "d": "", "length": "0"}


def test_an_answer_counts_again_when_its_question_is_asked_again() -> None:
    assert interview(FORM, a="yes", b="typed before").kept(set())["b"] == "typed before"


def test_what_was_seen_and_left_blank_differs_from_what_was_not_reached() -> None:
    kept = interview(FORM, a="yes", b="").kept({"a", "b"})
    assert kept == {"a": "yes", "b": "", "c": None, "d": None, "length": "0", "never": "1"}


def test_a_default_that_nobody_saw_is_no_answer() -> None:
    assert interview(FORM, a="no").kept({"a"})["c"] is None
    assert interview(FORM, a="no").kept({"a", "c"})["c"] == "likely"


def test_questions_after_the_end_of_the_route_were_not_asked() -> None:
    consent = written("""
        - {type: select_one yes_no, name: consent, label: {lv: Piekrītat?}}
        - {type: note, name: refused, label: {lv: Paldies}, relevant: "${consent} = 'no'", "bind::ends": unsent}
        - {type: text, name: a, label: {lv: A?}}
    """)
    assert interview(consent, consent="no").kept({"consent", "a"}) == {"consent": "no"}
