from app.questionnaire.model import QuestionType
from tests.questionnaire.reading import form, said


def test_every_served_type_is_read_as_itself() -> None:
    types = {question.name: question.type for question in form("types.yaml").questions.values()}
    assert types == {
        "one": QuestionType.SELECT_ONE,
        "many": QuestionType.SELECT_MULTIPLE,
        "order": QuestionType.RANK,
        "whole": QuestionType.INTEGER,
        "part": QuestionType.DECIMAL,
        "words": QuestionType.TEXT,
        "story": QuestionType.TEXT,
        "day": QuestionType.DATE,
        "month": QuestionType.DATE,
        "year": QuestionType.DATE,
        "said": QuestionType.NOTE,
        "agreed": QuestionType.ACKNOWLEDGE,
        "scale": QuestionType.RANGE,
        "sum": QuestionType.CALCULATE,
        "kept": QuestionType.HIDDEN,
    }


def test_every_type_of_the_model_is_in_the_form_of_all_types() -> None:
    assert {question.type for question in form("types.yaml").questions.values()} == set(QuestionType)


def test_appearances_and_parameters_are_kept() -> None:
    questions = form("types.yaml").questions
    assert questions["story"].appearance == {"multiline"}
    assert questions["month"].appearance == {"month-year"}
    assert questions["year"].appearance == {"year"}
    assert questions["scale"].parameters == {"start": "0", "end": "10", "step": "1"}


def test_a_table_list_is_one_battery_with_its_label_and_nothing_that_only_lays_it_out() -> None:
    questionnaire = form("battery.yaml")
    group = questionnaire.root.children[0]
    assert group.is_battery
    assert group.is_page
    assert said(group.label) == {"lv": "Palīdzība", "ru": "Помощь"}
    assert list(questionnaire.questions) == ["help_shop", "shops", "help_work"]
    assert [page.name for page in questionnaire.pages] == ["help"]


def test_a_battery_written_by_hand_is_a_battery_too() -> None:
    questionnaire = form("battery_by_hand.yaml")
    group = questionnaire.root.children[0]
    assert group.is_battery
    assert said(group.label) == {"lv": "Palīdzība"}
    assert list(questionnaire.questions) == ["help_shop", "help_work"]
    assert not questionnaire.warnings


def test_calculations_stand_where_their_author_put_them() -> None:
    questionnaire = form("groups.yaml")
    assert list(questionnaire.questions) == ["before", "first", "between", "second", "after", "third", "fourth"]
    outer = questionnaire.root.children[1]
    assert [child.name for child in outer.children] == ["first", "only_values", "second", "after"]
    assert outer.children[1].relevant.references == {"/data/outer/first"}


def test_pages_are_single_questions_and_field_lists() -> None:
    pages = form("groups.yaml").pages
    assert [(page.name, page.section.name) for page in pages] == [
        ("first", "outer"),
        ("second", "outer"),
        ("page", "page"),
    ]


def test_questions_of_the_same_name_are_told_apart_by_their_groups() -> None:
    questionnaire = form("same_names.yaml")
    assert list(questionnaire.questions) == ["mother__age", "work", "father__age", "father"]
    assert [group.name for group in questionnaire.root.groups()] == ["mother", "father_group"]


def test_defaults_are_fixed_or_computed() -> None:
    questions = form("defaults.yaml").questions
    assert questions["fixed"].default == "5"
    assert questions["copied"].default.references == {"/data/fixed"}


def test_a_line_that_shows_a_value_is_no_note() -> None:
    questions = form("defaults.yaml").questions
    assert (questions["shown"].type, questions["shown"].readonly) == (QuestionType.TEXT, True)
    assert (questions["locked"].type, questions["locked"].calculation is None) == (QuestionType.TEXT, False)


def test_the_moment_of_answering_is_evaluated_and_never_kept() -> None:
    questionnaire = form("metadata.yaml")
    assert {name: question.kept for name, question in questionnaire.questions.items()} == {
        "start": False,
        "end": False,
        "today": False,
        "born": True,
    }
    assert questionnaire.questions["today"].calculation.source == "today()"


def test_what_identifies_a_device_or_a_person_stays_empty_and_a_warning_says_so() -> None:
    sentences = [str(warning) for warning in form("metadata.yaml").warnings]
    for name in ("deviceid", "username", "audit"):
        assert any(f"“{name}” is ignored" in sentence for sentence in sentences)


def test_a_disabled_row_is_left_out() -> None:
    assert list(form("disabled.yaml").questions) == ["first"]


def test_columns_of_ours_are_kept() -> None:
    questionnaire = form("own_columns.yaml")
    assert questionnaire.questions["help"].attributes == {"disclosure": "qi"}
    assert questionnaire.questions["bye"].attributes == {"ends": "unsent"}
    assert not questionnaire.warnings


def test_every_spelling_of_a_column_is_understood() -> None:
    questionnaire = form("spellings.yaml")
    first, second = questionnaire.questions.values()
    assert (questionnaire.id, questionnaire.title, questionnaire.version) == ("spelled", "Aptauja", "7")
    assert questionnaire.languages == ("lv",)
    assert said(questionnaire.root.children[0].label) == {"lv": "Par"}
    assert first.relevant.source == "1 = 1"
    assert first.required
    assert first.constraint
    assert said(first.required_message) == {"lv": "Vajag"}
    assert said(first.constraint_message) == {"lv": "Nē"}
    assert second.relevant.references == {first.path}
    assert said(second.constraint_message) == {"lv": "Vairāk"}
    assert not questionnaire.warnings


def test_types_are_understood_as_xlsform_once_called_them() -> None:
    assert {name: question.type for name, question in form("older_types.yaml").questions.items()} == {
        "one": QuestionType.SELECT_ONE,
        "many": QuestionType.SELECT_MULTIPLE,
        "many_other": QuestionType.TEXT,
        "phone": QuestionType.TEXT,
        "words": QuestionType.TEXT,
    }
