"""The survey about the assistant service: each respondent is asked what concerns them, in words they understand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest
import yaml
from babel.messages.pofile import read_po

from app.questionnaire.interview import Interview, Outcome
from app.questionnaire.lint import Severity, check
from app.questionnaire.loading import load
from app.questionnaire.model import Choice, Page, Questionnaire, QuestionType
from app.survey import Survey, load_survey
from tests.paths import AGREED, DECLINED, LONG_TERM, NOT_APPLIED, PARENT, PATHS, SCREENED_OUT, STUDENT, TROUBLED

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "surveys/assistant-service"
NOW = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
LANGUAGES = ("lv", "ru")
TEXTS = ("label", "hint", "guidance_hint", "constraint_message", "required_message")
REGIONS = {"riga": 9, "vidzeme": 11, "kurzeme": 8, "zemgale": 6, "latgale": 9}

Answers = Mapping[str, str]


@cache
def survey() -> Survey:
    return load_survey(FOLDER)


def questionnaire() -> Questionnaire:
    return survey().questionnaire


@cache
def sheets() -> Mapping[str, Any]:
    """The rows as written, every cell a text."""
    loaded: Mapping[str, Any] = yaml.load((FOLDER / "form.yaml").read_text("utf-8"), yaml.BaseLoader)  # noqa: S506
    return loaded


def interview(answers: Answers, language: str = "lv") -> Interview:
    return Interview(questionnaire(), answers, language=language, now=NOW)


def journey(intended: Answers) -> list[Page]:
    """The pages that a respondent meets who answers what is intended and skips the rest."""
    asked = interview({})
    pages = []
    page: Page | None = asked.route[0]
    while page:
        pages.append(page)
        given = {one.name: intended[one.name] for one in asked.questions(page) if one.name in intended}
        asked = interview({**asked.given, **given})
        page = asked.after(page)
    return pages


def names(pages: list[Page]) -> list[str]:
    return [page.name for page in pages]


def asks(page: Page) -> bool:
    return any(question.type is not QuestionType.NOTE for question in page.questions)


def number_of_questions(intended: Answers) -> int:
    """How many pages ask something; a battery is one, as it is one question on paper."""
    return sum(asks(page) for page in journey(intended))


# --- who is asked what ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("intended", "expected"), PATHS.values(), ids=PATHS)
def test_each_respondent_is_asked_the_expected_number_of_questions(intended: Answers, expected: int) -> None:
    assert number_of_questions(intended) == expected


def test_no_question_is_asked_twice_on_any_path() -> None:
    for intended, _ in PATHS.values():
        assert max(Counter(names(journey(intended))).values()) == 1


def test_these_paths_meet_every_page_but_helpers_weekly_hours_warnings_and_other_answers() -> None:
    met = {name for intended, _ in PATHS.values() for name in names(journey(intended))}
    unmet = {page.name for page in questionnaire().pages} - met
    rest = {name for name in unmet if not name.endswith(("_other", "_check"))}
    assert rest == {"helper", "hours_granted_week", "hours_needed_week"}


def test_somebody_who_declines_ends_on_a_page_that_says_so_and_nothing_is_kept() -> None:
    assert names(journey(DECLINED)) == ["consent", "declined"]
    assert interview(DECLINED).ends_unsent()


def test_withdrawing_consent_late_takes_back_everything_that_was_answered() -> None:
    changed = interview(LONG_TERM | TROUBLED | {"consent": "no"})
    assert names(list(changed.route)) == ["consent", "declined"]
    assert changed.ends_unsent()


def test_somebody_who_is_not_concerned_ends_after_a_word_of_thanks() -> None:
    assert names(journey(SCREENED_OUT)) == ["consent", "resp_role", "service_status", "screened_out"]
    assert not interview(SCREENED_OUT).ends_unsent()


def test_a_helper_is_asked_about_only_when_there_is_one() -> None:
    for role in ("self", "parent", "guardian"):
        assert "helper" not in names(journey(NOT_APPLIED | {"resp_role": role}))
    for role in ("self_helped", "proxy"):
        assert "helper" in names(journey(NOT_APPLIED | {"resp_role": role}))


def test_a_child_is_not_asked_about_the_assessment_of_adults_but_about_support_for_children() -> None:
    met = names(journey(PARENT))
    assert "assessed" not in met
    assert {"child_enough", "child_rating", "child_parent_work"} <= set(met)


@pytest.mark.parametrize("service", ["assistant_hei", "assistant_college"])
def test_only_students_are_asked_about_studies(service: str) -> None:
    assert "study_match" in names(journey(LONG_TERM | {"services_used": service}))
    assert "study_match" not in names(journey(LONG_TERM))


@pytest.mark.parametrize("since", ["y2021b", "noassist"])
def test_changes_are_asked_only_of_those_who_knew_the_old_rules(since: str) -> None:
    assert {"changes", "hours_change"} <= set(names(journey(LONG_TERM)))
    assert not {"changes", "hours_change"} & set(names(journey(LONG_TERM | {"since_when": since})))


def test_hours_are_asked_only_of_those_who_have_an_assistant_outside_school() -> None:
    met = names(journey(LONG_TERM | {"services_used": "escort_child assistant_school"}))
    assert not [name for name in met if name.startswith("hours_")]


@pytest.mark.parametrize(("unit", "asked"), [
    ("month", ["hours_granted_month", "hours_needed_month"]),
    ("week", ["hours_granted_week", "hours_needed_week"]),
    ("dk", ["hours_needed_month"]),
])  # fmt: skip
def test_hours_are_asked_in_the_unit_of_the_decision(unit: str, asked: list[str]) -> None:
    met = names(journey(LONG_TERM | TROUBLED | {"hours_unit": unit}))
    assert [name for name in met if re.match("hours_(granted|needed)", name)] == asked


@pytest.mark.parametrize("answer", ["none", "dk", ""])
def test_reasons_are_asked_only_of_those_who_lack_help(answer: str) -> None:
    assert "unmet_reasons" in names(journey(NOT_APPLIED | {"unmet_purposes": "work"}))
    assert "unmet_reasons" not in names(journey(NOT_APPLIED | {"unmet_purposes": answer}))


@pytest.mark.parametrize("answer", ["none", "dk", "pna", ""])
def test_reasons_of_a_refusal_are_asked_only_where_there_was_one(answer: str) -> None:
    assert "refusal_reasons" in names(journey(LONG_TERM | {"refusal": "ended"}))
    assert "refusal_reasons" not in names(journey(LONG_TERM | {"refusal": answer}))


def test_every_other_answer_is_followed_by_a_page_that_asks_which() -> None:
    followed = {name.removesuffix("_other") for name in questionnaire().questions if name.endswith("_other")}
    offering = {
        question.name
        for question in questionnaire().questions.values()
        if question.choices and any(choice.name == "other" for choice in question.choices.choices)
    }
    assert offering - followed == {"limitation"}  # a text there would collect diagnoses
    for name in followed:
        met = names(journey(STUDENT | TROUBLED | {"resp_role": "proxy", name: "other"}))
        assert met[met.index(name) + 1] == f"{name}_other"


# --- required, skipped, switched off -------------------------------------------------------------------------


def test_only_four_questions_are_required_and_each_says_what_to_do() -> None:
    required = [question for question in questionnaire().questions.values() if question.required]
    assert [question.name for question in required] == ["consent", "resp_role", "service_status", "services_used"]
    for question in required:
        assert set(LANGUAGES) <= question.required_message.translations.keys()


def test_everything_else_can_be_skipped() -> None:
    assert interview(AGREED | {"service_status": "current", "services_used": "dk"}).unfinished() is None


def extended() -> set[str]:
    """The questions that may be switched off for a shorter survey."""
    return {row["name"] for row in sheets()["survey"] if row.get("notes") == "extended"}


def test_no_other_question_hangs_on_one_that_may_be_switched_off() -> None:
    hanging = {
        row["name"]
        for row in sheets()["survey"]
        for rule in ("relevant", "constraint", "choice_filter", "calculation")
        if set(re.findall(r"\$\{(\w+)\}", row.get(rule, ""))) & extended()
    }
    assert hanging <= extended()


def test_the_nine_questions_that_may_be_switched_off_leave_a_form_that_loads(tmp_path: Path) -> None:
    assert len({name for name in extended() if not name.endswith("_other")}) == 9
    form = (FOLDER / "form.yaml").read_text("utf-8").replace("notes: extended", 'disabled: "yes"')
    (tmp_path / "form.yaml").write_text(form, "utf-8")
    shorter = load(tmp_path / "form.yaml")
    assert questionnaire().questions.keys() - shorter.questions.keys() == extended()


# --- municipalities ------------------------------------------------------------------------------------------


def municipalities(region: str) -> list[str]:
    asked = interview(NOT_APPLIED | {"region": region})
    return [choice.name for choice in asked.choices(questionnaire().questions["municipality"])]


def test_there_are_43_municipalities_in_five_planning_regions() -> None:
    listed = [row for row in sheets()["choices"] if row["list_name"] == "municipality" and row["region"] != "any"]
    assert len({row["name"] for row in listed}) == len(listed) == 43
    assert Counter(row["region"] for row in listed) == REGIONS
    assert all(re.fullmatch(r"lv_([a-z]{3}|\d{3})", row["name"]) for row in listed)  # ISO 3166-2


def test_statistical_regions_are_six_as_in_2021() -> None:
    listed = [row for row in sheets()["choices"] if "stat_region_2021" in row]
    assert Counter(row["stat_region_2021"] for row in listed) == {
        "riga": 1, "pieriga": 12, "vidzeme": 8, "kurzeme": 7, "zemgale": 6, "latgale": 9,
    }  # fmt: skip


@pytest.mark.parametrize(("region", "count"), REGIONS.items())
def test_a_region_offers_its_own_municipalities_and_two_ways_out(region: str, count: int) -> None:
    offered = municipalities(region)
    assert len(offered) == count + 2
    assert offered[-2:] == ["dk", "pna"]


@pytest.mark.parametrize("region", ["dk", ""])
def test_whoever_does_not_know_the_region_chooses_from_all_municipalities(region: str) -> None:
    assert len(municipalities(region)) == 45


def test_whoever_does_not_want_to_name_the_region_is_not_asked_for_the_municipality() -> None:
    assert "municipality" not in names(journey(NOT_APPLIED | {"region": "pna"}))


@pytest.mark.parametrize(("town", "region"), [
    ("lv_067", "vidzeme"), ("lv_054", "vidzeme"), ("lv_089", "vidzeme"), ("lv_099", "kurzeme"), ("lv_091", "riga"),
])  # fmt: skip
def test_municipalities_that_people_look_for_elsewhere_are_in_their_planning_region(town: str, region: str) -> None:
    assert town in municipalities(region)


# --- limits that refuse, and limits that only warn ------------------------------------------------------------


@dataclass(frozen=True)
class Hours:
    """A question for hours: its limits, and the highest answer that is taken without a word."""

    name: str
    unit: str
    least: int
    most: int
    usual: int

    def typed(self, number: int, language: str = "lv") -> Outcome:
        asked = interview({**LONG_TERM, "hours_enough": "notenough", "hours_unit": self.unit}, language)
        page = asked.page(self.name)
        assert page is not None
        return asked.answer(page, {self.name: [str(number)]})


HOURS = (
    Hours("hours_granted_month", "month", least=0, most=200, usual=160),
    Hours("hours_granted_week", "week", least=0, most=60, usual=40),
    Hours("hours_needed_month", "month", least=1, most=744, usual=300),
    Hours("hours_needed_week", "week", least=1, most=168, usual=80),
)
each_question_for_hours = pytest.mark.parametrize("hours", HOURS, ids=lambda hours: hours.name)


@each_question_for_hours
def test_an_unusual_number_of_hours_is_taken_and_the_next_page_repeats_it(hours: Hours) -> None:
    outcome = hours.typed(hours.usual + 1)
    assert outcome.problems == ()
    after = interview(outcome.answers)
    page, warning = after.page(hours.name), after.page(f"{hours.name}_check")
    assert page is not None
    assert warning is not None
    assert after.after(page) == warning
    assert str(hours.usual + 1) in after.plain(warning.questions[0].label)
    assert after.after(warning) is not None
    assert after.unfinished() is None


@each_question_for_hours
def test_a_usual_number_of_hours_is_taken_without_a_word(hours: Hours) -> None:
    outcome = hours.typed(hours.usual)
    assert outcome.problems == ()
    assert interview(outcome.answers).page(f"{hours.name}_check") is None


@each_question_for_hours
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_impossible_number_of_hours_is_refused_with_both_limits(hours: Hours, language: str) -> None:
    for wrong in (hours.least - 1, hours.most + 1):
        (problem,) = hours.typed(wrong, language).problems
        assert re.findall(r"\d+", problem.sentence) == [str(hours.least), str(hours.most)]


@pytest.mark.parametrize("question", ["find_obstacles", "priorities"])
def test_at_most_three_choices_are_taken_where_the_hint_says_so(question: str) -> None:
    asked = interview(LONG_TERM | {"find_ease": "e1"})
    page = asked.page(question)
    assert page is not None
    names = [choice.name for choice in asked.choices(page.questions[0])]
    assert asked.answer(page, {question: names[:3]}).problems == ()
    (problem,) = asked.answer(page, {question: names[:4]}).problems
    assert "3" in problem.sentence


@pytest.mark.parametrize(("month", "year", "fits"), [
    ("5", "2021", True), ("4", "2021", False), ("11", "2026", True), ("12", "2026", False),
])  # fmt: skip
def test_the_month_of_the_assessment_lies_between_the_new_form_and_today(month: str, year: str, fits: bool) -> None:
    asked = interview(LONG_TERM)
    page = asked.page("assessed_month")
    assert page is not None
    outcome = asked.answer(page, {"assessed_month.month": [month], "assessed_month.year": [year]})
    assert (outcome.problems == ()) is fits


# --- words ---------------------------------------------------------------------------------------------------


def written() -> Iterator[tuple[str, Mapping[str, str]]]:
    """Every text, with the place where it stands."""
    for sheet in ("survey", "choices"):
        for row in sheets()[sheet]:
            for column in TEXTS:
                if column in row:
                    yield f"{row.get('list_name', '')}/{row.get('name')}/{column}", row[column]


def sentences(text: str) -> list[str]:
    """A date such as "2021. gada 1. jūlija" is no end of a sentence."""
    return re.split(r"(?<=[.?!])\s+(?=[A-ZĀ-ŽА-ЯЁ„«])", re.sub(r"\$\{\w+\}", "0", text))


def words(sentence: str) -> int:
    return len(re.findall(r"\w+", sentence))


def test_the_lint_finds_nothing_to_mend_or_to_look_at() -> None:
    assert [str(found) for found in check(FOLDER) if found.severity is not Severity.NOTE] == []


def test_every_text_is_in_latvian_and_in_russian() -> None:
    assert [place for place, text in written() if not set(LANGUAGES) <= text.keys()] == []


def test_every_easy_text_is_in_both_languages() -> None:
    assert [place for place, text in written() if ("lv-x-easy" in text) != ("ru-x-easy" in text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_plain_sentences_are_short(language: str) -> None:
    long = [sentence for _, text in written() for sentence in sentences(text[language]) if words(sentence) > 18]
    assert long == []


@pytest.mark.parametrize("language", ["lv-x-easy", "ru-x-easy"])
def test_whoever_reads_easily_meets_no_sentence_of_more_than_twelve_words(language: str) -> None:
    met = (text.get(language) or text[language[:2]] for _, text in written())
    assert [sentence for text in met for sentence in sentences(text) if words(sentence) > 12] == []


@pytest.mark.parametrize("language", ["lv-x-easy", "ru-x-easy"])
def test_nearly_every_question_has_a_text_that_is_easy_to_read(language: str) -> None:
    asked = [row for row in sheets()["survey"] if "label" in row and not row["type"].startswith("begin")]
    easy = [row for row in asked if language in row["label"] or words(row["label"][language[:2]]) <= 8]
    assert len(easy) / len(asked) > 0.95


def test_no_text_tells_a_gender_by_a_slash_or_a_bracket() -> None:
    assert [text for _, text in written() for said in text.values() if re.search(r"/|\(-|\(а\)", said)] == []


def test_russian_texts_hold_no_latin_letters_which_a_russian_voice_cannot_read() -> None:
    for place, text in written():
        for language in text.keys() & {"ru", "ru-x-easy", "ru-x-short"}:
            assert not re.search(r"[A-Za-zĀ-ž]", re.sub(r"\$\{\w+\}", "", text[language])), place


def test_statements_of_a_battery_share_their_choices() -> None:
    batteries = [group for group in questionnaire().root.groups() if group.is_battery]
    assert len(batteries) == 7
    for group in batteries:
        assert len({question.choices.name for question in group.questions() if question.choices}) == 1


def test_honest_ways_of_not_answering_are_marked_as_missing() -> None:
    unmarked = [
        (question.name, choice.name)
        for question in questionnaire().questions.values()
        for choice in (question.choices.choices if question.choices else ())
        if (choice.name in {"dk", "pna", "na", "notneeded", "notrec"}) != (choice.missing is not None)
    ]
    assert unmarked == []


def test_ways_of_not_answering_exclude_the_other_answers_of_a_multiple_choice() -> None:
    for question in questionnaire().questions.values():
        if question.choices and question.type is QuestionType.SELECT_MULTIPLE:
            alone = {choice.name for choice in question.choices.choices if choice.exclusive}
            named = {choice.name for choice in question.choices.choices}
            assert named & {"dk", "pna", "none"} <= alone, question.name


def test_what_excludes_the_other_answers_stands_last_among_multiple_choices() -> None:
    for question in questionnaire().questions.values():
        if question.choices and question.type is QuestionType.SELECT_MULTIPLE:
            inclusive = takewhile(lambda choice: not choice.exclusive, question.choices.choices)
            rest = question.choices.choices[len(list(inclusive)) :]
            assert all(choice.exclusive for choice in rest), question.name


@pytest.mark.parametrize("scale", ["ease5", "agree5", "satisfaction5", "change5", "frequency4", "enough4", "match"])
def test_points_of_a_scale_are_scored_from_best_to_worst(scale: str) -> None:
    points = [choice.score for choice in scale_choices(scale) if choice.missing is None]
    assert None not in points
    assert points == sorted(points, reverse=True, key=float)  # type: ignore[arg-type]


def scale_choices(scale: str) -> tuple[Choice, ...]:
    lists = (question.choices for question in questionnaire().questions.values() if question.choices)
    return tuple(next(found.choices for found in lists if found.name == scale))


def test_free_texts_are_direct_identifiers_and_everything_says_what_it_could_give_away() -> None:
    for question in questionnaire().questions.values():
        if question.type is QuestionType.NOTE:
            continue
        said = question.attributes.get("disclosure")
        assert said in {"direct", "quasi", "sensitive", "none"}, question.name
        assert (said == "direct") is (question.type is QuestionType.TEXT), question.name


# --- the survey around the questionnaire ---------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_introduction_names_the_buttons_as_the_pages_do(language: str) -> None:
    with (ROOT / f"translations/{language}/LC_MESSAGES/messages.po").open("rb") as file:
        catalogue = read_po(file)
    introduction = survey().introduction[language]
    for msgid in ("Page appearance", "Easy to read", "Save and continue later"):
        assert str(catalogue[msgid].string) in introduction


def test_the_words_around_the_interview_are_in_both_languages_and_easy_to_read() -> None:
    assert survey().opens < survey().closes < survey().freeze
    for texts in (survey().introduction, survey().closing):
        assert texts.keys() == {"lv", "ru", "lv-x-easy", "ru-x-easy"}
        for easy in ("lv-x-easy", "ru-x-easy"):
            assert max(words(line) for line in texts[easy].splitlines()) <= 12
    for text in (survey().title, survey().controller, survey().contractor, survey().contact.note):
        assert text.keys() == {"lv", "ru"}


def test_the_number_of_questions_that_people_are_told_is_what_most_of_them_get() -> None:
    receiving = ("long-term", "new adult", "student", "parent")
    receivers = [number for who, (_, number) in PATHS.items() if who.startswith(receiving)]
    told = load_survey(FOLDER).questions
    assert min(receivers) <= told <= max(receivers)
