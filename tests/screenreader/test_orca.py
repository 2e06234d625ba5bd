"""The pattern that all our questions use is really spoken: question, hint, options, error, in both languages."""

from app.accessibility.screenreader.orca import Orca
from app.accessibility.snapshots import SnapshotServer
from tests.screenreader.conftest import PAGES

BUTTON = {"lv": "Turpināt spiedpoga", "ru": "Продолжить нажимаемая кнопка"}
INVALID = {"lv": "nederīgs ieraksts", "ru": "неверный ввод"}
"""How Orca itself calls a button, and an entry with `aria-invalid`."""

QUESTION = {
    "lv": {
        "question": "Cik stundas nedēļā Jums palīdz asistents?",
        "hint": "Izvēlieties vienu atbildi.",
        "first": "Līdz 10 stundām",
        "chosen": "Vairāk nekā 10 stundas",
        "last": "Nevēlos atbildēt",
    },
    "ru": {
        "question": "Сколько часов в неделю Вам помогает ассистент?",
        "hint": "Выберите один ответ.",
        "first": "До 10 часов",
        "chosen": "Больше 10 часов",
        "last": "Не хочу отвечать",
    },
}
FAULT = {
    "lv": ("Ierakstiet dzimšanas gadu ar četriem cipariem, piemēram, 1975", "Kļūda:", "Gads"),
    "ru": ("Напишите год рождения четырьмя цифрами, например 1975", "Ошибка:", "Год"),
}


def page_of(name: str, language: str) -> str:
    return (PAGES / f"good-{name}-{language}.html").read_text(encoding="utf-8")


def test_question_and_hint_are_said_on_entering_the_options(orca: Orca, pages: SnapshotServer) -> None:
    texts = QUESTION[orca.language]
    orca.open(pages.add("question", page_of("question", orca.language)))
    orca.tab_to("#hours-2")
    assert orca.hears(f"{texts['question']} {texts['hint']}")
    assert orca.hears(texts["chosen"])


def test_each_option_is_said_when_the_arrows_reach_it(orca: Orca, pages: SnapshotServer) -> None:
    texts = QUESTION[orca.language]
    orca.open(pages.add("question", page_of("question", orca.language)))
    orca.tab_to("#hours-2")
    orca.press("Down")
    assert orca.hears(texts["last"])
    orca.press("Up", "Up")
    assert orca.hears(texts["first"])


def test_the_question_is_said_once_and_not_with_each_option(orca: Orca, pages: SnapshotServer) -> None:
    texts = QUESTION[orca.language]
    orca.open(pages.add("question", page_of("question", orca.language)))
    orca.tab_to("#hours-2")
    assert orca.hears(texts["hint"])
    later = " ".join([*orca.press("Down"), *orca.press("Up")])
    assert texts["question"] not in later


def test_the_title_tells_of_the_error_on_arrival(orca: Orca, pages: SnapshotServer) -> None:
    orca.open(pages.add("error", page_of("error", orca.language)))
    assert orca.hears(FAULT[orca.language][1])


def test_the_error_is_said_with_the_faulty_part(orca: Orca, pages: SnapshotServer) -> None:
    sentence, prefix, part = FAULT[orca.language]
    orca.open(pages.add("error", page_of("error", orca.language)))
    orca.tab_to("#born-year")
    assert orca.hears(f"{prefix} {sentence}")
    assert orca.hears(part)
    assert orca.hears(INVALID[orca.language])


def test_buttons_are_said_with_words_and_role(orca: Orca, pages: SnapshotServer) -> None:
    orca.open(pages.add("question", page_of("question", orca.language)))
    orca.tab_to("button.primary")
    assert orca.hears(BUTTON[orca.language])
