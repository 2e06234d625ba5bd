"""The golden journey: the real survey answered with Orca, by ear alone. Everything that a page shows is spoken."""

import pytest

from app.accessibility.screenreader.orca import Orca

SURVEY = "assistant-service"
CONTINUE = "main button[value=continue]:not([hidden])"
FIRST_OPTION = "main input[type=radio]"
NUMBER = "main input[inputmode]"

TEXTS = {
    "lv": {
        "consent": "Vai piekrītat piedalīties aptaujā?",
        "consent_hint": "Piedalīšanās ir brīvprātīga.",
        "consent_error": "Izvēlieties, vai piekrītat piedalīties aptaujā.",
        "error": "Kļūda:",
        "role": "Kas aizpilda šo anketu?",
    },
    "ru": {
        "consent": "Вы согласны участвовать в опросе?",
        "consent_hint": "Участие добровольное.",
        "consent_error": "Выберите, согласны ли Вы участвовать в опросе.",
        "error": "Ошибка:",
        "role": "Кто заполняет эту анкету?",
    },
}

SHOWN = """
const seen = (element) => element.checkVisibility() && !element.closest("[hidden], [aria-hidden=true]");
return [...document.querySelectorAll("main legend, main label, main .hint:not(legend *)")]
  .filter(seen).map((element) => element.innerText);
"""
"""What a page asks: legends with hint and error, labels of options and inputs, hints of inputs."""


@pytest.fixture
def journey(orca: Orca, live_server: str) -> Orca:
    """A respondent who has just come to the survey's first page."""
    orca.browser.delete_all_cookies()
    orca.open(f"{live_server}/{orca.language}/{SURVEY}/")
    orca.tab_to("main button")
    orca.follow("Return")
    return orca


def read(orca: Orca) -> None:
    """Go through a page as a respondent does: Tab to each control, the arrows through options."""
    groups: set[str] = set()
    while True:
        orca.tab_to("main input, main select, main textarea, main summary, main button")
        focus = orca.browser.switch_to.active_element
        if focus.get_attribute("value") == "continue":
            return
        group = focus.get_attribute("name") or ""
        if focus.get_attribute("type") == "radio" and group not in groups:
            groups.add(group)
            size = len(orca.browser.find_elements("css selector", f"input[name='{group}']"))
            for _ in range(size - 1):
                orca.press("Down")


def unheard(orca: Orca) -> list[str]:
    """What the page asks and Orca has not said."""
    return [text for text in orca.browser.execute_script(SHOWN) if not orca.hears(text)]


def choose(orca: Orca, selector: str) -> None:
    """Choose an option and continue, with the keys."""
    orca.tab_to(selector)
    orca.press("space")
    orca.tab_to(CONTINUE)
    orca.follow("Return")


def test_every_word_of_the_first_questions_is_spoken_and_so_is_an_error(journey: Orca) -> None:
    texts = TEXTS[journey.language]
    assert journey.hears(texts["consent"])  # the title, on arrival
    read(journey)
    assert journey.hears(texts["consent_hint"])
    assert unheard(journey) == []

    journey.follow("Return")
    assert journey.hears(texts["error"])
    assert journey.hears(texts["consent_error"])
    journey.tab_to(FIRST_OPTION)
    assert journey.hears(f"{texts['error']} {texts['consent_error']}")

    journey.press("space")
    journey.tab_to(CONTINUE)
    journey.follow("Return")
    assert journey.hears(texts["role"])
    read(journey)
    assert unheard(journey) == []


@pytest.mark.parametrize("page", ["assessment", "hours_granted_month"], ids=["battery", "number"])
def test_every_word_of_a_battery_and_of_a_number_question_is_spoken(journey: Orca, live_server: str, page: str) -> None:
    for _ in ("consent", "role", "status"):
        choose(journey, FIRST_OPTION)
    journey.open(f"{live_server}/{journey.language}/{SURVEY}/{page}")
    read(journey)
    assert unheard(journey) == []
