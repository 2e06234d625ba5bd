"""Which pages a respondent sees, and in which order."""

from __future__ import annotations

import pytest

from tests.questionnaire.interviewing import interview, page, route, written

CHAIN = written("""
    - {type: select_one yes_no, name: a, label: {lv: A?}}
    - {type: integer, name: b, label: {lv: B?}, relevant: "${a} = 'yes'"}
    - {type: text, name: c, label: {lv: C?}, relevant: "${b} > 3"}
    - {type: text, name: d, label: {lv: D?}}
""")


def test_a_page_is_on_the_route_when_its_question_is_relevant() -> None:
    assert route(CHAIN) == ["a", "d"]
    assert route(CHAIN, a="yes") == ["a", "b", "d"]
    assert route(CHAIN, a="yes", b="4") == ["a", "b", "c", "d"]


def test_an_answer_that_is_not_relevant_any_more_is_blank_to_all_that_depends_on_it() -> None:
    assert route(CHAIN, a="no", b="4") == ["a", "d"]


GROUPS = written("""
    - {type: select_one yes_no, name: a, label: {lv: A?}}
    - {type: begin_group, name: outer, label: {lv: Outer}, relevant: "${a} = 'yes'"}
    - {type: text, name: b, label: {lv: B?}}
    - {type: begin_group, name: inner, label: {lv: Inner}, relevant: "${b} != ''"}
    - {type: text, name: c, label: {lv: C?}}
    - {type: end_group}
    - {type: end_group}
""")


def test_relevance_is_inherited_from_every_group_around() -> None:
    assert route(GROUPS) == ["a"]
    assert route(GROUPS, a="yes") == ["a", "b"]
    assert route(GROUPS, a="yes", b="x") == ["a", "b", "c"]
    assert route(GROUPS, a="no", b="x") == ["a"]


def test_a_page_knows_the_outermost_group_as_its_section() -> None:
    at = interview(GROUPS, a="yes", b="x")
    section = page(at, "c").section
    assert section is not None
    assert section.name == "outer"
    assert at.is_relevant(section)
    assert not interview(GROUPS).is_relevant(section)


BACKWARDS = written("""
    - {type: text, name: a, label: {lv: A?}, relevant: "${b} = 'yes'"}
    - {type: select_one yes_no, name: b, label: {lv: B?}, relevant: "${c} = 'yes'"}
    - {type: select_one yes_no, name: c, label: {lv: C?}}
""")


def test_what_depends_on_later_questions_is_evaluated_after_them() -> None:
    assert route(BACKWARDS, b="yes", c="yes") == ["a", "b", "c"]
    assert route(BACKWARDS, b="yes", c="no") == ["c"]


ONE_PAGE = written("""
    - {type: begin_group, name: together, label: {lv: Together}, appearance: field-list}
    - {type: text, name: a, label: {lv: A?}}
    - {type: text, name: b, label: {lv: B?}, relevant: "${a} != ''"}
    - {type: calculate, name: c, calculation: "1 + 1"}
    - {type: end_group}
    - {type: text, name: d, label: {lv: D?}}
""")


def test_a_field_list_is_one_page_with_the_questions_that_are_relevant() -> None:
    at = interview(ONE_PAGE)
    assert [each.name for each in at.route] == ["together", "d"]
    assert [question.name for question in at.questions(at.route[0])] == ["a"]
    at = interview(ONE_PAGE, a="x")
    assert [question.name for question in at.questions(at.route[0])] == ["a", "b"]


CONSENT = written("""
    - {type: select_one yes_no, name: consent, label: {lv: Piekrītat?}}
    - {type: note, name: refused, label: {lv: Paldies!}, relevant: "${consent} = 'no'", "bind::ends": unsent}
    - {type: text, name: a, label: {lv: A?}}
""")


def test_a_note_that_ends_the_interview_cuts_the_route() -> None:
    assert route(CONSENT) == ["consent", "a"]
    assert not interview(CONSENT, consent="yes").ends_unsent()
    assert route(CONSENT, consent="no") == ["consent", "refused"]
    assert interview(CONSENT, consent="no").ends_unsent()


def test_next_and_previous_skip_what_is_not_on_the_route() -> None:
    at = interview(CHAIN, a="yes", b="1")
    a, b, d = at.route
    assert (at.before(a), at.after(a), at.after(b), at.before(d), at.after(d)) == (None, b, d, b, None)


def test_from_a_page_that_has_left_the_route_there_is_a_way_on_and_back() -> None:
    left = page(interview(CHAIN, a="yes", b="4"), "c")
    at = interview(CHAIN, a="yes", b="1")
    before, after = at.before(left), at.after(left)
    assert (before and before.name, after and after.name) == ("b", "d")
    assert at.page("c") is None


def test_a_questionnaire_in_which_nothing_is_relevant_has_no_pages() -> None:
    empty = written("""
        - {type: hidden, name: h}
        - {type: text, name: a, label: {lv: A?}, relevant: "${h} = 'x'"}
    """)
    assert route(empty) == []
    assert not interview(empty).ends_unsent()
    assert interview(empty).unfinished() is None


MUTUAL = written(
    """
    - {type: select_one fruit, name: first, label: {lv: Pirmais?}, choice_filter: "name != ${second}"}
    - {type: select_one fruit, name: second, label: {lv: Otrais?}, choice_filter: "name != ${first}"}
    """,
    """
    choices:
    - {list_name: fruit, name: apple, label: {lv: Ābols}}
    - {list_name: fruit, name: pear, label: {lv: Bumbieris}}
    """,
)


def test_two_filters_may_take_each_others_choices_away() -> None:
    at = interview(MUTUAL, first="apple")
    names = {name: [choice.name for choice in at.choices(each)] for name, each in MUTUAL.questions.items()}
    assert names == {"first": ["apple", "pear"], "second": ["pear"]}


@pytest.mark.parametrize("name", ["a", "d"])
def test_every_page_on_the_route_is_found_by_its_name(name: str) -> None:
    assert page(interview(CHAIN), name).name == name
