from app.questionnaire.interview import Interview
from app.questionnaire.model import QuestionType
from tests.questionnaire.reading import form, said


def test_an_xform_written_by_hand_is_read() -> None:
    questionnaire = form("hand_written.xml")
    assert (questionnaire.id, questionnaire.version, questionnaire.title) == ("hand", "3", "Hand written")
    assert (questionnaire.languages, questionnaire.default_language) == (("ru", "lv"), "lv")
    assert {name: question.type for name, question in questionnaire.questions.items()} == {
        "kids": QuestionType.HIDDEN,
        "town": QuestionType.TEXT,
        "age": QuestionType.INTEGER,
        "work": QuestionType.SELECT_ONE,
        "note": QuestionType.NOTE,
    }
    assert [page.name for page in questionnaire.pages] == ["town_page", "work", "note"]


def test_long_and_short_texts_are_a_text_and_its_short_variant() -> None:
    assert said(form("hand_written.xml").questions["town"].label) == {
        "ru": "Город",
        "lv": "Pilsēta",
        "lv-x-short": "Pils.",
    }


def test_texts_written_in_place_are_in_the_default_language() -> None:
    questions = form("hand_written.xml").questions
    assert said(questions["age"].label) == {"lv": "Age in «/form/home/town», years"}
    assert said(questions["age"].constraint_message) == {"lv": "Too old"}
    assert [said(choice.label) for choice in questions["work"].choices.choices] == [{"lv": "Yes"}, {"lv": "No"}]


def test_a_relevance_above_a_question_holds_also_where_the_body_has_no_group() -> None:
    questionnaire = form("hand_written.xml")
    first_page = next(group for group in questionnaire.root.groups() if group.is_page)
    assert first_page.relevant is None
    assert [group.relevant.references for group in first_page.groups()] == [{"/form/kids"}] * 2


def test_nodes_are_found_by_reference_by_relative_path_and_by_the_id_of_their_bind() -> None:
    assert [question.path for question in form("hand_written.xml").questions.values()] == [
        "/form/kids",
        "/form/home/town",
        "/form/home/age",
        "/form/home/work",
        "/form/home/note",
    ]


def test_origins_are_lines_of_the_xform() -> None:
    assert str(form("hand_written.xml").questions["town"].origin) == "hand_written.xml, line 27"


def test_groups_without_a_node_are_told_apart_and_can_be_walked_through() -> None:
    questionnaire = form("layouts.xml")
    assert [group.name for group in questionnaire.root.groups()] == ["first_page_page", "first_page", "part"]
    assert [page.name for page in Interview(questionnaire, {}).route] == ["first_page"]
    assert [page.name for page in Interview(questionnaire, {"first": "x"}).route] == ["first_page", "second"]
