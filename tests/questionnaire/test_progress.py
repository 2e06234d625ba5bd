"""How far a respondent has come: exact where it can be, else an upper bound that says so."""

from __future__ import annotations

from app.questionnaire.model import Questionnaire
from tests.questionnaire.interviewing import interview, page, written


def at(questionnaire: Questionnaire, name: str, **answers: str) -> tuple[int, int, bool]:
    here = interview(questionnaire, **answers)
    progress = here.progress(page(here, name))
    return progress.step, progress.most, progress.certain


PLAIN = written("""
    - {type: text, name: a, label: {lv: A?}}
    - {type: begin_group, name: s, label: {lv: S}}
    - {type: text, name: b, label: {lv: B?}}
    - {type: end_group}
""")


def test_without_conditions_the_number_of_pages_is_certain() -> None:
    assert at(PLAIN, "a") == (1, 2, True)
    assert at(PLAIN, "b") == (2, 2, True)


def test_progress_names_the_section() -> None:
    here = interview(PLAIN)
    sections = [here.progress(each).section for each in here.route]
    assert [section and section.name for section in sections] == [None, "s"]


CHAIN = written("""
    - {type: select_one yes_no, name: a, label: {lv: A?}}
    - {type: select_one yes_no, name: b, label: {lv: B?}, relevant: "${a} = 'yes'"}
    - {type: calculate, name: both, calculation: "concat(${a}, ${b})"}
    - {type: text, name: c, label: {lv: C?}, relevant: "${both} = 'yesyes'"}
    - {type: text, name: d, label: {lv: D?}}
""")


def test_pages_that_could_still_come_count_through_what_they_depend_on() -> None:
    assert at(CHAIN, "a") == (1, 4, False)
    assert at(CHAIN, "b", a="yes") == (2, 4, False)
    assert at(CHAIN, "c", a="yes", b="yes") == (3, 4, True)


def test_pages_that_cannot_come_any_more_do_not_count() -> None:
    assert at(CHAIN, "a", a="no") == (1, 2, True)
    assert at(CHAIN, "d", a="no", b="yes") == (2, 2, True)
    assert at(CHAIN, "d", a="yes", b="no") == (3, 3, True)


def test_an_answer_that_was_left_blank_is_settled() -> None:
    assert at(CHAIN, "a", a="") == (1, 2, True)


NEGATED = written("""
    - {type: select_one yes_no, name: a, label: {lv: A?}}
    - {type: text, name: b, label: {lv: B?}, relevant: "${a} != 'no'"}
""")


def test_a_page_that_an_answer_may_still_take_away_makes_it_uncertain() -> None:
    assert at(NEGATED, "a") == (1, 2, False)
    assert at(NEGATED, "a", a="yes") == (1, 2, True)


def test_a_group_that_an_answer_may_still_take_away_makes_it_uncertain() -> None:
    form = written("""
        - {type: select_one yes_no, name: a, label: {lv: A?}}
        - {type: begin_group, name: g, label: {lv: G}, relevant: "${a} != 'no'"}
        - {type: text, name: b, label: {lv: B?}}
        - {type: end_group}
    """)
    assert at(form, "a") == (1, 2, False)
    assert at(form, "a", a="yes") == (1, 2, True)


def test_a_hidden_value_that_may_still_become_blank_makes_it_uncertain() -> None:
    form = written("""
        - {type: select_one yes_no, name: a, label: {lv: A?}}
        - {type: hidden, name: h, default: x, relevant: "${a} != 'no'"}
        - {type: text, name: b, label: {lv: B?}, relevant: "${h} = 'x'"}
    """)
    assert at(form, "a") == (1, 2, False)
    assert at(form, "a", a="yes") == (1, 2, True)


GROUPS = written("""
    - {type: select_one yes_no, name: a, label: {lv: A?}}
    - {type: begin_group, name: g, label: {lv: G}, relevant: "${a} = 'yes'"}
    - {type: select_one yes_no, name: b, label: {lv: B?}}
    - {type: text, name: c, label: {lv: C?}, relevant: "${b} = 'yes'"}
    - {type: end_group}
""")


def test_a_group_that_is_out_takes_all_that_is_in_it_along() -> None:
    assert at(GROUPS, "a") == (1, 3, False)
    assert at(GROUPS, "a", a="no") == (1, 1, True)
    assert at(GROUPS, "b", a="yes") == (2, 3, False)


CONSENT = written("""
    - {type: select_one yes_no, name: consent, label: {lv: Piekrītat?}}
    - {type: note, name: refused, label: {lv: Paldies}, relevant: "${consent} = 'no'", "bind::ends": unsent}
    - {type: text, name: a, label: {lv: A?}}
    - {type: text, name: b, label: {lv: B?}}
""")


def test_a_page_that_would_end_the_interview_does_not_make_it_longer() -> None:
    assert at(CONSENT, "consent") == (1, 3, False)
    assert at(CONSENT, "a", consent="yes") == (2, 3, True)
    assert at(CONSENT, "refused", consent="no") == (2, 2, True)


SHOWN = written("""
    - {type: integer, name: a, label: {lv: A?}, readonly: "yes", default: "3"}
    - {type: text, name: b, label: {lv: B?}, relevant: "${a} > 3"}
    - {type: hidden, name: h}
    - {type: text, name: c, label: {lv: C?}, relevant: "${h} = 'x'"}
""")


def test_what_nobody_can_answer_is_settled() -> None:
    assert at(SHOWN, "a") == (1, 1, True)


CASCADE = written(
    """
    - {type: select_one region, name: region, label: {lv: Reģions?}}
    - {type: select_one town, name: town, label: {lv: Pilsēta?}, choice_filter: "region = ${region}"}
    - {type: text, name: why, label: {lv: Kāpēc?}, relevant: "${town} != ''"}
    """,
    """
    choices:
    - {list_name: region, name: kurzeme, label: {lv: Kurzeme}}
    - {list_name: region, name: latgale, label: {lv: Latgale}}
    - {list_name: town, name: liepaja, label: {lv: Liepāja}, region: kurzeme}
    """,
)


def test_an_answer_that_is_no_longer_offered_is_open_again() -> None:
    assert at(CASCADE, "region", region="latgale", town="liepaja") == (1, 3, False)
    assert at(CASCADE, "region", region="kurzeme", town="liepaja") == (1, 3, True)
