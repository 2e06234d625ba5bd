"""Whatever is typed, in whatever order: what must hold for every interview."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hypothesis import given, settings
from hypothesis import strategies as some

from app.questionnaire.interview import Interview
from app.questionnaire.model import Page, QuestionType
from tests.questionnaire.interviewing import NOW, interview, written

EVERYTHING = written(
    """
    - {type: select_one yes_no, name: a, label: {lv: A?}, required: "yes"}
    - {type: note, name: stop, label: {lv: Paldies}, relevant: "${a} = 'no'", "bind::ends": unsent}
    - {type: begin_group, name: s, label: {lv: S}, relevant: "${a} != 'no'"}
    - {type: integer, name: b, label: {lv: "B, ${a}?"}, constraint: ". >= 0 and . <= 20"}
    - {type: decimal, name: c, label: {lv: C?}, relevant: "${b} > 3", default: "1.5"}
    - {type: calculate, name: sum, calculation: "${b} + ${c}"}
    - {type: begin_group, name: g, label: {lv: G}, appearance: field-list}
    - {type: date, name: d, label: {lv: D?}, constraint: ". <= today()"}
    - {type: date, name: e, label: {lv: E?}, appearance: month-year, relevant: "${d} != ''"}
    - {type: text, name: f, label: {lv: F?}, required: "${e} != ''", constraint: "string-length(.) < 9"}
    - {type: end_group}
    - {type: end_group}
    - {type: begin_group, name: t, label: {lv: Tabula}, appearance: table-list, relevant: "${sum} > 4"}
    - {type: select_one yes_no, name: t1, label: {lv: T1?}}
    - {type: select_one yes_no, name: t2, label: {lv: T2?}, relevant: "${t1} = 'yes'"}
    - {type: end_group}
    - {type: select_multiple fruit, name: m, label: {lv: M?}, parameters: "randomize=true"}
    - {type: select_one fruit, name: best, label: {lv: Labākais?}, choice_filter: "selected(${m}, name)"}
    - {type: rank fruit, name: r, label: {lv: R?}, relevant: "count-selected(${m}) > 1"}
    - {type: range, name: x, label: {lv: X?}, parameters: "start=0 end=10 step=1", relevant: "${best} != ''"}
    - {type: range, name: y, label: {lv: Y?}, parameters: "start=0 end=100 step=5"}
    - {type: acknowledge, name: k, label: {lv: K.}}
    - {type: text, name: z, label: {lv: "Z, ${f}?"}, appearance: multiline}
    """,
    """
    choices:
    - {list_name: yes_no, name: "yes", label: {lv: Jā}}
    - {list_name: yes_no, name: "no", label: {lv: Nē}}
    - {list_name: fruit, name: apple, label: {lv: Ābols}}
    - {list_name: fruit, name: pear, label: {lv: Bumbieris}}
    - {list_name: fruit, name: none, label: {lv: Nekas no šī}, exclusive: "yes"}
    """,
)
NAMES = [question.name for question in EVERYTHING.questions.values() if question.is_answerable]
FIELDS = [*NAMES, "d.day", "d.month", "d.year", "e.month", "e.year", "r.1", "r.2", "r.3"]
TEXTS = some.sampled_from(
    ["", " ", "yes", "no", "apple", "pear", "none", "0", "1", "4", "5", "12,5", "2021", "marts", "31", "1 000", "OK"]
) | some.text(max_size=12)
TYPED = some.dictionaries(some.sampled_from(FIELDS), some.lists(TEXTS, max_size=3), max_size=12)
WALKS = some.lists(some.tuples(some.integers(0, 20), TYPED), max_size=12)
"""Pages by their place on the route as it then is, and what is typed there."""


def walk(steps: Sequence[tuple[int, Mapping[str, Sequence[str]]]]) -> Interview:
    at = interview(EVERYTHING)
    for place, typed in steps:
        at = at.on(at.answer(at.route[place % len(at.route)], typed).answers)
    return at


def is_on(at: Interview, page: Page) -> bool:
    return any(each.name == page.name for each in at.route)


@given(WALKS)
@settings(deadline=None)
def test_no_walk_fails_and_every_page_can_be_shown(steps: Sequence[tuple[int, Mapping[str, Sequence[str]]]]) -> None:
    at = walk(steps)
    for page in at.route:
        at.typed(page)
        progress = at.progress(page)
        assert 1 <= progress.step <= progress.most <= len(EVERYTHING.pages)
        for question in at.questions(page):
            at.html(question.label)
            at.spoken(question)
            at.choices(question)
    at.unfinished()


@given(WALKS)
@settings(deadline=None)
def test_the_route_has_the_pages_with_something_relevant_and_no_others(
    steps: Sequence[tuple[int, Mapping[str, Sequence[str]]]],
) -> None:
    at = walk(steps)
    relevant = [page.name for page in EVERYTHING.pages if any(map(at.is_relevant, page.questions))]
    if at.ends_unsent():
        relevant = relevant[: relevant.index("stop") + 1]
    assert [page.name for page in at.route] == relevant


@given(WALKS)
@settings(deadline=None)
def test_next_and_previous_are_inverses(steps: Sequence[tuple[int, Mapping[str, Sequence[str]]]]) -> None:
    at = walk(steps)
    for page in at.route:
        after, before = at.after(page), at.before(page)
        assert after is None or at.before(after) is page
        assert before is None or at.after(before) is page
    assert at.before(at.route[0]) is None
    assert at.after(at.route[-1]) is None


@given(WALKS)
@settings(deadline=None)
def test_what_is_sent_are_the_relevant_questions_and_no_others(
    steps: Sequence[tuple[int, Mapping[str, Sequence[str]]]],
) -> None:
    at = walk(steps)
    on_route = {question.name for page in at.route for question in page.questions}
    unseen = {question.name for question in EVERYTHING.questions.values() if not question.is_seen}
    kept = at.kept(at.answers.keys())
    assert set(kept) == {
        question.name
        for question in EVERYTHING.questions.values()
        if question.name in on_route | unseen and at.is_relevant(question) and question.type is not QuestionType.NOTE
    }
    assert all(value is not None for name, value in kept.items() if name in at.given)


@given(WALKS)
@settings(deadline=None)
def test_to_type_again_what_is_shown_changes_nothing(
    steps: Sequence[tuple[int, Mapping[str, Sequence[str]]]],
) -> None:
    at = walk(steps)
    for page in at.route:
        again = at.on(at.answer(page, at.typed(page)).answers)
        assert [each.name for each in again.route] == [each.name for each in at.route]
        assert again.typed(page) == at.typed(page)


@given(WALKS, TYPED)
@settings(deadline=None)
def test_who_goes_back_and_forth_finds_the_later_answers_again(
    steps: Sequence[tuple[int, Mapping[str, Sequence[str]]]], typed: Mapping[str, Sequence[str]]
) -> None:
    at = walk(steps)
    first = at.route[0]
    before = at.typed(first)
    changed = at.on(at.answer(first, {**typed, "a": ["no"]}).answers)
    restored = changed.on({**changed.answer(first, before).answers, "a": at.answers.get("a", "")})
    assert [page.name for page in restored.route] == [page.name for page in at.route]
    assert {page.name: restored.typed(page) for page in at.route} == {page.name: at.typed(page) for page in at.route}


@given(WALKS)
@settings(deadline=None)
def test_when_it_is_certain_later_answers_do_not_change_the_number_of_pages(
    steps: Sequence[tuple[int, Mapping[str, Sequence[str]]]],
) -> None:
    at = walk(steps)
    for place, page in enumerate(at.route):
        if not at.progress(page).certain:
            continue
        later = [name for each in at.route[place + 1 :] for name in (q.name for q in at.questions(each))]
        blank = at.on({**at.given, **{name: "" for name in later if name not in at.given}})
        assert len(blank.route) == len(at.route)


@given(some.dictionaries(some.sampled_from([*EVERYTHING.questions, "gone"]), some.text("ab 01-.apple", max_size=12)))
@settings(deadline=None)
def test_answers_of_another_version_of_the_questionnaire_do_no_harm(answers: Mapping[str, str]) -> None:
    at = Interview(EVERYTHING, {**answers, "a": "yes"}, now=NOW)
    for page in at.route:
        at.answer(page, at.typed(page))
        at.progress(page)
        assert all(at.spoken(question) is not None for question in at.questions(page))
    at.unfinished()
    at.kept(set())
