"""What comes of a page: answers that are kept, and sentences for those that are not."""

from __future__ import annotations

import pytest

from tests.questionnaire.interviewing import interview, page, sentences, type_on, written

RULES = written(
    """
    - {type: select_one yes_no, name: a, label: {lv: "Vai **nāksiet**?"}, required: "yes"}
    - {type: select_multiple aid, name: m, label: {lv: Ko?}, required: "yes", constraint: "count-selected(.) <= 2"}
    - {type: text, name: t, label: {lv: Kas?}, required: "${a} = 'yes'", required_message: {lv: "Rakstiet **te**."}}
    - {type: date, name: d, label: {lv: Kad?}, required: "yes"}
    - {type: rank aid, name: r, label: {lv: Secība?}, required: "yes"}
    - {type: acknowledge, name: k, label: {lv: Saprotu.}, required: "yes"}
    - {type: integer, name: n, label: {lv: Cik?}, constraint: ". != 13", constraint_message: {lv: "Ne 13, ${a}!"}}
    - {type: range, name: g, label: {lv: Vērtējums?}, parameters: "start=0 end=3 step=1", required: "yes"}
    - {type: range, name: l, label: {lv: Procenti?}, parameters: "start=0 end=100 step=1", required: "yes"}
    """,
    """
    choices:
    - {list_name: yes_no, name: "yes", label: {lv: Jā}}
    - {list_name: yes_no, name: "no", label: {lv: Nē}}
    - {list_name: aid, name: cane, label: {lv: Spieķis}}
    - {list_name: aid, name: dog, label: {lv: Suns}}
    - {list_name: aid, name: chair, label: {lv: Krēsls}}
    - {list_name: aid, name: none, label: {lv: "Nē, **nekas** no šī"}, exclusive: "yes"}
    """,
)


@pytest.mark.parametrize(
    ("name", "field", "sentence"),
    [
        ("a", "a", "Choose one of the answers to “Vai nāksiet?”."),
        ("m", "m", "Choose at least one of the answers to “Ko?”."),
        ("t", "t", "Rakstiet te."),
        ("d", "d.day", "Write an answer to “Kad?”."),
        ("r", "r.1", "Choose the answer that comes first in “Secība?”."),
        ("k", "k", "Tick the box to confirm: “Saprotu.”."),
        ("g", "g", "Choose one of the answers to “Vērtējums?”."),
        ("l", "l", "Write an answer to “Procenti?”."),
    ],
)
def test_a_required_answer_that_is_blank_has_a_sentence(name: str, field: str, sentence: str) -> None:
    at = interview(RULES, a="yes")
    outcome = type_on(at, name, **{name: ""})
    assert sentences(outcome) == {field: sentence}
    assert outcome.answers == {"a": "yes"}


def test_whether_an_answer_is_required_follows_the_answers() -> None:
    assert interview(RULES, a="yes").is_required(RULES.questions["t"])
    assert not interview(RULES, a="no").is_required(RULES.questions["t"])
    assert sentences(type_on(interview(RULES, a="no"), "t", t="")) == {}


def test_a_blank_answer_that_is_not_required_is_kept_as_blank() -> None:
    assert type_on(interview(RULES), "n", n=" ").answers == {"n": ""}


def test_a_constraint_speaks_in_the_authors_words_with_answers_piped_in() -> None:
    outcome = type_on(interview(RULES, a="yes"), "n", n="13")
    assert sentences(outcome) == {"n": "Ne 13, yes!"}
    assert outcome.answers == {"a": "yes"}


def test_a_constraint_without_words_of_the_author_names_its_limit() -> None:
    outcome = type_on(interview(RULES), "m", m=["cane", "dog", "chair"])
    assert sentences(outcome) == {"m": "Choose no more than 2 answers to “Ko?”."}


def test_the_answer_that_excludes_the_others_is_named() -> None:
    outcome = type_on(interview(RULES), "m", m=["cane", "none"])
    assert sentences(outcome) == {"m": "Choose the answers that fit “Ko?”, or choose only “Nē, nekas no šī”."}


def test_an_answer_with_a_problem_stays_as_it_was_before() -> None:
    assert type_on(interview(RULES, n="5"), "n", n="13").answers == {"n": "5"}


def test_a_sentence_has_the_question_in_the_respondents_language() -> None:
    form = written("""
        - {type: text, name: a, label: {lv: Kas?, ru: Кто?}, required: "yes"}
    """)
    assert sentences(type_on(interview(form, "ru"), "a", a="")) == {"a": "Write an answer to “Кто?”."}


PAGE = written("""
    - {type: begin_group, name: g, label: {lv: G}, appearance: field-list}
    - {type: integer, name: low, label: {lv: No?}}
    - {type: integer, name: high, label: {lv: Līdz?}, constraint: ". >= ${low}"}
    - {type: text, name: why, label: {lv: Kāpēc?}, required: "${high} > 10"}
    - {type: date, name: day, label: {lv: Kad?}, appearance: month-year}
    - {type: end_group}
    - {type: note, name: end, label: {lv: Paldies}}
""")


def test_a_constraint_sees_the_other_answers_of_the_page_as_they_are_typed() -> None:
    at = interview(PAGE, low="100", high="200")
    assert sentences(type_on(at, "g", low="1", high="5")) == {}
    assert list(sentences(type_on(at, "g", low="7", high="5"))) == ["high"]
    assert list(sentences(type_on(at, "g", low="7", high="50"))) == ["why"]


def test_a_faulty_answer_does_not_lose_the_good_ones_of_its_page() -> None:
    outcome = type_on(interview(PAGE), "g", low="x", high="5", why="tā", day__month="marts", day__year="21")
    assert outcome.answers == {"high": "5", "why": "tā"}
    assert list(sentences(outcome)) == ["low", "day.year"]


def test_problems_come_in_the_order_of_the_page() -> None:
    outcome = type_on(interview(PAGE), "g", low="7", high="5", day__month="3")
    assert [problem.question for problem in outcome.problems] == ["high", "day"]


def test_a_note_has_nothing_to_answer() -> None:
    assert type_on(interview(PAGE), "end", end="x").answers == {}


def test_the_first_page_with_something_to_mend_is_unfinished() -> None:
    assert interview(RULES).unfinished() == page(interview(RULES), "a")
    done = {"a": "yes", "m": "cane", "t": "x", "d": "2021-01-01", "r": "dog", "k": "OK", "n": "1", "g": "0", "l": "1"}
    assert interview(RULES, **done).unfinished() is None
    assert interview(RULES, **{**done, "n": "13"}).unfinished() == page(interview(RULES), "n")
    assert interview(RULES, **{**done, "t": ""}).unfinished() == page(interview(RULES), "t")


BRANCH = written("""
    - {type: begin_group, name: g, label: {lv: G}, appearance: field-list}
    - {type: select_one yes_no, name: a, label: {lv: A?}}
    - {type: text, name: b, label: {lv: B?}, relevant: "${a} = 'yes'", required: "yes"}
    - {type: end_group}
""")


def test_a_question_that_an_answer_reveals_on_the_same_page_is_not_yet_missing() -> None:
    outcome = type_on(interview(BRANCH), "g", a="yes")
    assert (outcome.problems, outcome.revealed) == ((), ("b",))
    assert outcome.answers == {"a": "yes"}


def test_once_it_was_shown_it_must_be_answered() -> None:
    outcome = type_on(interview(BRANCH, a="yes"), "g", a="yes", b="")
    assert (list(sentences(outcome)), outcome.revealed) == (["b"], ())


def test_an_answer_to_what_is_not_relevant_any_more_is_neither_judged_nor_lost() -> None:
    outcome = type_on(interview(BRANCH, a="yes"), "g", a="no", b="")
    assert (outcome.problems, outcome.answers) == ((), {"a": "no", "b": ""})
    assert type_on(interview(BRANCH, a="yes"), "g", a="no", b="x").answers == {"a": "no", "b": "x"}


CASCADE = written(
    """
    - {type: begin_group, name: g, label: {lv: G}, appearance: field-list}
    - {type: select_one region, name: region, label: {lv: Reģions?}}
    - {type: select_one town, name: town, label: {lv: Pilsēta?}, choice_filter: "region = ${region}"}
    - {type: end_group}
    """,
    """
    choices:
    - {list_name: region, name: kurzeme, label: {lv: Kurzeme}}
    - {list_name: region, name: latgale, label: {lv: Latgale}}
    - {list_name: town, name: liepaja, label: {lv: Liepāja}, region: kurzeme}
    - {list_name: town, name: rezekne, label: {lv: Rēzekne}, region: latgale}
    """,
)


def test_a_choice_is_checked_against_what_the_same_page_now_offers() -> None:
    at = interview(CASCADE, region="kurzeme")
    assert type_on(at, "g", region="latgale", town="rezekne").answers == {"region": "latgale", "town": "rezekne"}
    outcome = type_on(at, "g", region="latgale", town="liepaja")
    assert sentences(outcome) == {"town": "Choose one of the answers to “Pilsēta?”."}
    assert outcome.answers == {"region": "latgale"}


def test_choices_that_an_answer_of_the_same_page_brings_are_shown_before_going_on() -> None:
    outcome = type_on(interview(CASCADE), "g", region="latgale")
    assert (outcome.answers, outcome.revealed) == ({"region": "latgale"}, ("town",))
    outcome = type_on(interview(CASCADE, region="latgale"), "g", region="latgale", town="")
    assert (outcome.answers, outcome.revealed) == ({"region": "latgale", "town": ""}, ())
