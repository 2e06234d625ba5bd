"""Which value each question has: answered, computed, by default, or none."""

from __future__ import annotations

from tests.questionnaire.interviewing import NOW, interview, page, type_on, written

DEFAULTS = written("""
    - {type: text, name: a, label: {lv: A?}, default: likely}
    - {type: text, name: b, label: {lv: B?}, default: "concat(${a}, '!')"}
    - {type: select_one yes_no, name: c, label: {lv: C?}, default: "yes"}
    - {type: text, name: d, label: {lv: D?}, relevant: "${c} = 'no'", default: other}
""")


def test_a_question_that_was_never_answered_has_its_default() -> None:
    at = interview(DEFAULTS)
    assert at.answers == {"a": "likely", "b": "likely!", "c": "yes"}
    assert at.typed(page(at, "b")) == {"b": ["likely!"]}


def test_a_default_follows_what_it_is_made_of_until_it_was_answered() -> None:
    assert interview(DEFAULTS, a="x").answers["b"] == "x!"
    assert interview(DEFAULTS, a="x", b="y").answers["b"] == "y"


def test_a_question_that_was_left_blank_stays_blank() -> None:
    at = interview(DEFAULTS, a="", c="")
    assert at.answers == {"a": "", "b": "!", "c": ""}
    assert at.typed(page(at, "a")) == {"a": [""]}


def test_a_default_of_a_question_that_is_not_relevant_does_not_count() -> None:
    assert "d" not in interview(DEFAULTS).answers
    assert interview(DEFAULTS, c="no").answers["d"] == "other"


COMPUTED = written("""
    - {type: integer, name: a, label: {lv: A?}}
    - {type: calculate, name: twice, calculation: "${a} * 2"}
    - {type: calculate, name: more, calculation: "${twice} + 1"}
    - {type: integer, name: shown, label: {lv: Kopā}, calculation: "${more}", readonly: "yes"}
    - {type: text, name: last, label: {lv: Pēdējais?}, relevant: "${more} = 7"}
    - {type: calculate, name: drawn, calculation: "once(random())"}
    - {type: hidden, name: kind, default: web}
""")


def test_calculations_are_evaluated_in_the_order_of_what_they_read() -> None:
    answers = interview(COMPUTED, a="3").answers
    assert (answers["twice"], answers["more"], answers["shown"]) == ("6", "7", "7")
    assert [each.name for each in interview(COMPUTED, a="3").route] == ["a", "shown", "last"]


def test_a_calculation_from_nothing_is_blank() -> None:
    assert interview(COMPUTED).answers["twice"] == ""


def test_a_calculated_value_is_not_what_somebody_may_have_sent() -> None:
    assert interview(COMPUTED, a="3", twice="100").answers["twice"] == "6"


def test_what_is_drawn_once_stays_when_the_answers_are_kept() -> None:
    outcome = type_on(interview(COMPUTED), "a", a="3")
    assert outcome.answers["drawn"] == interview(COMPUTED, **outcome.answers).answers["drawn"] != ""
    assert outcome.answers["kind"] == "web"


def test_a_calculation_may_read_its_own_earlier_value() -> None:
    form = written("""
        - {type: text, name: a, label: {lv: A?}}
        - {type: calculate, name: first, calculation: "if(${first} = '', ${a}, ${first})"}
    """)
    kept = type_on(interview(form), "a", a="one").answers
    assert kept == {"a": "one", "first": "one"}
    assert type_on(interview(form, **kept), "a", a="two").answers == {"a": "two", "first": "one"}


def test_what_is_computed_or_readonly_cannot_be_answered() -> None:
    at = interview(COMPUTED, a="3")
    assert at.typed(page(at, "shown")) == {}
    assert at.fields(COMPUTED.questions["shown"]) == ()
    assert at.fields(COMPUTED.questions["a"]) == ("a",)
    assert type_on(at, "shown", shown="9").answers["a"] == "3"
    assert "shown" not in type_on(at, "shown", shown="9").answers
    assert at.spoken(COMPUTED.questions["shown"]) == "7"


def test_a_readonly_question_shows_its_default_whatever_was_stored_for_it() -> None:
    form = written("""
        - {type: integer, name: a, label: {lv: A?}, readonly: "yes", default: "3"}
    """)
    assert interview(form, a="").answers["a"] == interview(form, a="4").answers["a"] == "3"


def test_answers_to_unknown_questions_are_left_alone() -> None:
    at = interview(COMPUTED, a="3", gone="x")
    assert at.answers["gone"] == "x"
    assert "gone" not in at.kept({"a"})


CLOCK = written("""
    - {type: calculate, name: day, calculation: "today()"}
    - {type: calculate, name: said, calculation: "jr:choice-name(${a}, '${a}')"}
    - {type: select_one yes_no, name: a, label: {lv: A?}}
""")


def test_the_clock_and_the_language_are_the_respondents() -> None:
    at = interview(CLOCK, "ru", a="yes")
    assert at.answers["day"] == NOW.date().isoformat()
    assert at.answers["said"] == "Да"


CASCADE = written(
    """
    - {type: select_one region, name: region, label: {lv: Reģions?}}
    - {type: select_one town, name: town, label: {lv: Pilsēta?}, choice_filter: "region = ${region}"}
    - {type: select_multiple town, name: seen, label: {lv: Redzētas?}, choice_filter: "region = ${region}"}
    - {type: text, name: why, label: {lv: Kāpēc?}, relevant: "${town} != ''"}
    """,
    """
    choices:
    - {list_name: region, name: kurzeme, label: {lv: Kurzeme}}
    - {list_name: region, name: latgale, label: {lv: Latgale}}
    - {list_name: town, name: liepaja, label: {lv: Liepāja}, region: kurzeme}
    - {list_name: town, name: kuldiga, label: {lv: Kuldīga}, region: kurzeme}
    - {list_name: town, name: rezekne, label: {lv: Rēzekne}, region: latgale}
    """,
)


def test_only_the_choices_that_the_filter_leaves_are_offered() -> None:
    town = CASCADE.questions["town"]
    assert interview(CASCADE).choices(town) == ()
    assert [choice.name for choice in interview(CASCADE, region="kurzeme").choices(town)] == ["liepaja", "kuldiga"]


def test_a_choice_that_is_no_longer_offered_counts_as_unanswered() -> None:
    at = interview(CASCADE, region="latgale", town="liepaja", seen="kuldiga rezekne")
    assert "town" not in at.kept(set()) or at.kept({"town"})["town"] == ""
    assert at.spoken(CASCADE.questions["town"]) == ""
    assert at.kept({"seen"})["seen"] == "rezekne"
    assert at.page("why") is None


def test_a_choice_counts_again_when_it_is_offered_again() -> None:
    answers = {"town": "liepaja", "seen": "kuldiga rezekne"}
    assert interview(CASCADE, region="kurzeme", **answers).answers["town"] == "liepaja"
    assert interview(CASCADE, region="kurzeme", **answers).page("why") is not None


def test_a_choice_that_is_not_on_the_list_any_more_counts_as_unanswered() -> None:
    assert interview(CASCADE, region="zemgale").spoken(CASCADE.questions["region"]) == ""
