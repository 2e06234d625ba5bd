from tests.questionnaire.reading import form, said


def test_answers_are_piped_into_every_kind_of_text() -> None:
    questionnaire = form("piping.yaml")
    years = questionnaire.questions["years"]
    assert said(years.label) == {"lv": "Cik gadu dzīvojat («/data/town»)?", "ru": "«/data/town»: сколько лет?"}
    assert said(years.hint) == {"lv": "«/data/town»"}
    assert said(years.guidance) == {"lv": "Par «/data/town»."}
    assert said(years.constraint_message) == {"lv": "Tik sen «/data/town» nebija."}
    assert said(years.required_message) == {"lv": "Uzrakstiet, cik gadu dzīvojat: «/data/town»."}
    assert said(questionnaire.questions["place"].choices.choices[0].label) == {"lv": "Tepat, «/data/town»"}


def test_a_translation_that_is_missing_is_missing_and_not_a_dash() -> None:
    questionnaire = form("gaps.yaml")
    first, second, dash = questionnaire.questions.values()
    assert said(first.hint) == {"lv": "Padoms"}
    assert said(first.choices.choices[0].label) == {"lv": "Jā"}
    assert said(second.label) == {"lv": "Otrais"}
    assert said(second.guidance) == {"ru": "Подробно"}
    assert not second.hint
    assert said(dash.label) == {"lv": "-", "ru": "-"}


def test_a_form_that_names_no_language_has_none() -> None:
    questionnaire = form("plain.yaml")
    assert (questionnaire.languages, questionnaire.default_language) == ((), "")
    assert said(questionnaire.questions["first"].label) == {"": "First"}


def test_texts_that_name_no_language_are_in_the_default_one() -> None:
    questionnaire = form("one_language.yaml")
    assert (questionnaire.languages, questionnaire.default_language) == (("lv",), "lv")
    assert said(questionnaire.questions["first"].label) == {"lv": "Pirmais"}


def test_names_of_languages_become_tags() -> None:
    questionnaire = form("languages.yaml")
    assert questionnaire.languages == ("lv", "ru", "lv-x-easy", "lv-x-short")
    assert questionnaire.default_language == "lv"


def test_typographic_quotes_survive_in_texts_and_are_mended_in_expressions() -> None:
    first, second = form("quotes.yaml").questions.values()
    assert said(first.label) == {"lv": "Projekts „Balss”", "ru": "Проект «Равные „права“»", "en": "It’s “fine”"}
    assert second.relevant.source == "'a' = \"a\""


def test_media_are_named_by_kind_and_language() -> None:
    question = form("media.yaml").questions["first"]
    assert {kind: said(text) for kind, text in question.media.items()} == {
        "audio": {"lv": "first-lv.mp3", "ru": "first-ru.mp3"},
        "video": {"lv": "first.mp4"},
    }
    assert said(question.choices.choices[0].media["image"]) == {"lv": "yes.png"}
