"""The golden journey: the real survey answered with Orca, by ear alone. Everything that a page shows is spoken."""

import pytest

from app.accessibility.screenreader.orca import Orca
from app.i18n import translations
from app.questionnaire.loading import load
from app.questionnaire.model import Questionnaire, Text
from tests.support import ROOT

SURVEY = "assistant-service"
CONTINUE = "main button[value=continue]:not([hidden])"
FIRST_OPTION = "main input:is([type=radio], [type=checkbox])"

ERROR = {"lv": "Kļūda:", "ru": "Ошибка:"}
MOST_LINES = 4
LABELS = "return [...document.getElementsByName(arguments[0])].map((option) => option.labels[0].innerText)"
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


@pytest.fixture(scope="module")
def questionnaire() -> Questionnaire:
    return load(ROOT / "surveys" / SURVEY)


def written(text: Text, language: str) -> str:
    """A text as the survey's author wrote it."""
    return "".join(map(str, text.parts(language, "lv")))


def read(orca: Orca) -> None:
    """Go through a page as a respondent does: Tab to each control, the arrows through options."""
    while True:
        orca.tab_to("main input, main select, main textarea, main summary, main button")
        focus = orca.browser.switch_to.active_element
        if focus.get_attribute("value") == "continue":
            return
        if focus.get_attribute("type") == "radio":
            read_options(orca, focus.get_attribute("name") or "")


def read_options(orca: Orca, group: str) -> None:
    """Press Down until the last option of a group was said; a long one has several lines."""
    labels = orca.browser.execute_script(LABELS, group)
    since = len(orca.speech.utterances)
    for _ in range(MOST_LINES * len(labels)):
        if orca.speech.wait_for(labels[-1], since, patience=0):
            return
        orca.press("Down")


def unheard(orca: Orca) -> list[str]:
    """What the page asks and Orca has not said."""
    shown = orca.browser.execute_script(SHOWN)
    assert shown
    return [text for text in shown if not orca.hears(text)]


def choose(orca: Orca, selector: str) -> None:
    """Choose an option and continue, with the keys."""
    orca.tab_to(selector)
    orca.press("space")
    orca.tab_to(CONTINUE)
    orca.follow("Return")


def test_every_word_of_the_first_questions_is_spoken_and_so_is_an_error(
    journey: Orca, questionnaire: Questionnaire
) -> None:
    language, consent = journey.language, questionnaire.questions["consent"]
    assert journey.hears(written(consent.label, language))  # the title, on arrival
    read(journey)
    assert journey.hears(written(consent.hint, language))
    assert unheard(journey) == []

    journey.follow("Return")
    message = f"{ERROR[language]} {written(consent.required_message, language)}"
    assert journey.hears(f"{ERROR[language]} {written(consent.label, language)}")
    assert journey.hears(written(consent.required_message, language))
    journey.tab_to(FIRST_OPTION)
    assert journey.hears(message)

    journey.press("space")
    journey.tab_to(CONTINUE)
    journey.follow("Return")
    assert journey.hears(written(questionnaire.questions["resp_role"].label, language))
    read(journey)
    assert unheard(journey) == []


def test_every_word_of_a_number_question_and_of_a_battery_is_spoken(
    journey: Orca, questionnaire: Questionnaire, live_server: str
) -> None:
    survey, language = f"{live_server}/{journey.language}/{SURVEY}", journey.language
    for _ in ("consent", "resp_role", "service_status", "services_used"):
        choose(journey, FIRST_OPTION)

    journey.open(f"{survey}/hours_unit")
    choose(journey, FIRST_OPTION)
    assert journey.hears(written(questionnaire.questions["hours_granted_month"].label, language))
    read(journey)
    assert unheard(journey) == []

    journey.open(f"{survey}/impact")
    battery = next(group for group in questionnaire.root.groups() if group.name == "impact")
    assert journey.hears(written(battery.label, language))
    read(journey)
    assert unheard(journey) == []


def test_a_whole_interview_is_answered_by_ear_from_the_first_page_to_the_receipt(
    journey: Orca, questionnaire: Questionnaire
) -> None:
    language, questions = journey.language, questionnaire.questions
    for name, choice in {"consent": "yes", "resp_role": "self", "service_status": "not_target"}.items():
        assert journey.hears(written(questions[name].label, language))
        read(journey)
        assert unheard(journey) == []
        journey.open(journey.browser.current_url)  # back to the top, which is many stops away
        pick(journey, name, choice)
    assert journey.hears(written(questions["screened_out"].label, language))
    journey.tab_to(CONTINUE)
    journey.follow("Return")

    catalogue = translations(language)
    assert journey.hears(catalogue.gettext("Check your answers"))
    journey.tab_to("main a[href='#send']")
    assert journey.hears(catalogue.gettext("Go to the button that sends the answers"))
    journey.press("Return")
    journey.tab_to("main button[value=send]")
    journey.follow("Return")
    assert journey.hears(catalogue.gettext("Thank you, your answers have been sent"))


def pick(orca: Orca, name: str, choice: str) -> None:
    """Go down to an option as one does while reading, choose it with Space, and continue."""
    option = f"document.querySelector('input[name={name}][value={choice}]')"
    label = orca.browser.execute_script(f"return {option}.labels[0].innerText")
    orca.tab_to(f"main input[name={name}]")
    for _ in range(MOST_LINES * len(orca.browser.find_elements("name", name))):
        if orca.browser.execute_script(f"return document.activeElement === {option}"):
            break
        orca.press("Down")
    assert orca.hears(label)
    orca.press("space")
    assert orca.browser.execute_script(f"return {option}.checked")
    orca.tab_to(CONTINUE)
    orca.follow("Return")
