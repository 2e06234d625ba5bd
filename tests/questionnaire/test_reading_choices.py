from app.questionnaire.model import Missing
from tests.questionnaire.reading import form, said


def test_a_choice_filter_gives_the_items_that_may_be_chosen() -> None:
    choices = form("cascade.yaml").questions["town"].choices
    assert [choice.name for choice in choices.choices] == ["liepaja", "rezekne"]
    assert choices.filter.references == {"/data/region"}
    assert choices.choices[0].columns == {"region": "kurzeme"}


def test_random_order_has_a_seed_or_none() -> None:
    questions = form("randomize.yaml").questions
    free, seeded = questions["free"].choices, questions["seeded"].choices
    assert (free.randomize, free.seed, free.filter) == (True, None, None)
    assert (seeded.randomize, seeded.seed.references) == (True, {"/data/lot"})


def test_or_other_is_spelled_out_in_the_languages_of_the_form() -> None:
    questionnaire = form("or_other.yaml")
    colour, other, _ = questionnaire.questions.values()
    assert [said(choice.label) for choice in colour.choices.choices][1] == {"lv": "Cits", "ru": "Другое"}
    assert (other.name, said(other.label).keys()) == ("colour_other", {"lv", "ru"})
    assert other.relevant.references == {"/data/colour"}
    assert other.origin == colour.origin


def test_choices_say_whether_they_exclude_count_as_missing_and_score() -> None:
    family, none, unknown = form("own_columns.yaml").questions["help"].choices.choices
    assert (family.exclusive, family.missing, family.score) == (False, None, 1.5)
    assert (none.exclusive, none.missing, none.score) == (True, None, None)
    assert (unknown.exclusive, unknown.missing) == (True, Missing.DONT_KNOW)


def test_choices_are_read_from_a_file_beside_the_form_with_a_label_in_each_language() -> None:
    town = form("choices_from_file.yaml").questions["town"].choices
    assert town.value == "id"
    assert [(choice.name, said(choice.label), choice.exclusive) for choice in town.choices] == [
        ("liepaja", {"lv": "Liepāja", "ru": "Лиепая"}, False),
        ("other", {"lv": "Cita", "ru": "Другой"}, True),
    ]
    assert str(town.choices[1].origin) == "towns.csv, row 3"


def test_choices_from_a_file_are_filtered_as_others_are() -> None:
    seen = form("choices_from_file.yaml").questions["seen"].choices
    assert [said(choice.label) for choice in seen.choices] == [{"lv": "Liepāja, pilsēta"}, {"lv": "Rēzekne"}]
    assert seen.filter is not None


def test_a_table_for_pulldata_is_read_from_beside_the_form() -> None:
    questionnaire = form("pulldata.yaml")
    assert "plain_towns" in questionnaire.document.instances
