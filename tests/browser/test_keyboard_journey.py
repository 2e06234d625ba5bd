"""A whole interview in Chromium by keyboard alone: Tab, Space, arrows, letters and digits, Enter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
from selenium.webdriver import ActionChains, Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from app.questionnaire.interview import Interview
from app.questionnaire.model import Page, Questionnaire
from app.responses.database import open_database
from app.responses.submission import stored_responses
from app.survey import load_survey
from tests.paths import PATHS
from tests.support import NOW, ROOT

SURVEY = "assistant-service"
MOST_STOPS = 40
"""Presses of Tab after which a control counts as out of reach."""


class Keyboard:
    """A browser that is used without a mouse. Presses are counted."""

    def __init__(self, driver: Chrome) -> None:
        self.driver = driver
        self.presses = 0

    def press(self, *keys: str) -> None:
        ActionChains(self.driver).send_keys(*keys).perform()
        self.presses += len(keys)

    @property
    def focused(self) -> WebElement:
        return self.driver.switch_to.active_element

    def tab_to(self, name: str, value: str | None = None) -> WebElement:
        """Press Tab until the control of this name (and value, for buttons and boxes) has the focus."""
        for _ in range(MOST_STOPS):
            focused = self.focused
            if focused.get_attribute("name") == name and value in (None, focused.get_attribute("value")):
                return focused
            self.press(Keys.TAB)
        raise AssertionError(f"{name}={value} cannot be reached with Tab on {self.driver.current_url}")

    def jump(self, anchor: str) -> None:
        """Follow a link within the page, which saves a long way."""
        for _ in range(MOST_STOPS):
            if (self.focused.get_attribute("href") or "").endswith(anchor):
                return self.press(Keys.ENTER)
            self.press(Keys.TAB)
        raise AssertionError(f"no link to {anchor} on {self.driver.current_url}")

    def follow(self, key: str = Keys.ENTER) -> None:
        """Press a key that leads to another page, and wait for it."""
        old = self.driver.find_element(By.TAG_NAME, "html")
        self.press(key)
        WebDriverWait(self.driver, 20).until(lambda _: _is_gone(old))
        is_loaded = "return document.readyState == 'complete'"
        WebDriverWait(self.driver, 20).until(lambda driver: driver.execute_script(is_loaded))


def _is_gone(element: WebElement) -> bool:
    try:
        element.is_enabled()
    except Exception:
        return True
    return False


def fill(keyboard: Keyboard, name: str, value: str, kind: str) -> None:
    """Answer one question with its keys."""
    match kind:
        case "radio":
            control = keyboard.tab_to(name)
            group = keyboard.driver.find_elements(By.CSS_SELECTOR, f"input[name='{name}']")
            keyboard.press(Keys.SPACE)
            for _ in group:
                if keyboard.focused.get_attribute("value") == value:
                    break
                keyboard.press(Keys.ARROW_DOWN)
            assert keyboard.focused.is_selected(), control
        case "checkbox":
            keyboard.tab_to(name, value)
            keyboard.press(Keys.SPACE)
        case "select":
            control = keyboard.tab_to(name)
            for _ in control.find_elements(By.TAG_NAME, "option"):
                if control.get_attribute("value") == value:
                    break
                keyboard.press(Keys.ARROW_DOWN)
        case _:
            keyboard.tab_to(name)
            keyboard.press(value)


def kind_of(driver: Chrome, name: str) -> str:
    control = driver.find_element(By.NAME, name)
    return control.tag_name if control.tag_name == "select" else control.get_attribute("type") or "text"


def walk(keyboard: Keyboard, questionnaire: Questionnaire, intended: Mapping[str, str]) -> Interview:
    """Answer page after page up to the check page; gives the interview as it should stand."""
    answers: dict[str, str] = {}
    while (name := keyboard.driver.current_url.partition("#")[0].rpartition("/")[2]) != "check":
        interview = Interview(questionnaire, answers, language="lv", now=NOW)
        page = interview.page(name)
        assert page, name
        _answer(keyboard, interview, page, intended)
        answers |= {asked.name: intended.get(asked.name, "") for asked in interview.questions(page)}
    return Interview(questionnaire, answers, language="lv", now=NOW)


def _answer(keyboard: Keyboard, interview: Interview, page: Page, intended: Mapping[str, str]) -> None:
    given = {**interview.answers, **{asked.name: intended.get(asked.name, "") for asked in interview.questions(page)}}
    for name, texts in interview.on(given).typed(page).items():
        for text in texts:
            if text:
                fill(keyboard, name, text, kind_of(keyboard.driver, name))
    keyboard.tab_to("action", "continue")
    keyboard.follow()


@pytest.fixture
def keyboard(chromium: Chrome, live_server: str) -> Iterator[Keyboard]:
    chromium.get(f"{live_server}/lv/")
    chromium.delete_all_cookies()
    yield Keyboard(chromium)
    chromium.delete_all_cookies()


@pytest.mark.parametrize("who", ["long-term adult, troubled", "student", "parent of a child", "refused"])
def test_a_whole_interview_is_answered_with_keys_alone(
    who: str, keyboard: Keyboard, live_server: str, tmp_path: object
) -> None:
    questionnaire = load_survey(ROOT / "surveys" / SURVEY).questionnaire
    intended, _ = PATHS[who]
    keyboard.driver.get(f"{live_server}/lv/{SURVEY}/")
    keyboard.tab_to("action", "start")
    keyboard.follow()
    finished = walk(keyboard, questionnaire, intended)
    keyboard.jump("#send")
    keyboard.tab_to("action", "send")
    keyboard.follow()
    assert keyboard.driver.current_url.endswith("/done")
    database = open_database(f"sqlite:///{tmp_path}/instance/balss.db")
    everything = {question.name for question in questionnaire.root.questions()}
    assert [dict(sent.answers) for sent in stored_responses(database, SURVEY)] == [finished.kept(everything)]
    database.close()


def test_enter_in_a_text_field_continues_and_does_not_press_a_button_of_the_header(
    keyboard: Keyboard, live_server: str
) -> None:
    driver = keyboard.driver
    driver.get(f"{live_server}/lv/{SURVEY}/")
    keyboard.tab_to("action", "start")
    keyboard.follow()
    fill(keyboard, "consent", "yes", "radio")
    keyboard.follow()  # Enter among radio buttons submits the form, as the Continue button does
    assert driver.current_url.endswith(f"/lv/{SURVEY}/resp_role")
