"""Orca reading pages in Chromium: open a page, press keys, get what is said."""

from __future__ import annotations

import json
from contextlib import ExitStack

from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.ui import WebDriverWait

from app.accessibility.checks.browser import CHROMEDRIVER, CHROMIUM, FLAGS
from app.accessibility.screenreader.desktop import PATIENCE, Desktop
from app.accessibility.screenreader.speech import SpeechLog

LOCALES = {"lv": "lv_LV.UTF-8", "ru": "ru_RU.UTF-8", "en": "C.UTF-8"}
SETTINGS = {
    "profile": ["Default", "default"],
    "enableKeyEcho": False,
    "enableEchoByCharacter": False,
    "enableEchoByWord": False,
    "enableSound": False,
    "enableBraille": False,
    "presentTimeout": 0,
    "sayAllOnLoad": False,
    "pageSummaryOnLoad": True,
}
"""Orca's own defaults, without echo, sound and braille, which would only be noise in a transcript."""

PAUSE = 0.6
"""Seconds of silence after which Orca has probably said all that it wants to say."""
MOST_STOPS = 60
SILENCE = 3
"""Seconds after which a key that made Orca say nothing will not make it speak."""


class Orca:
    """One session of Orca with Chromium; its interface speaks `language`."""

    def __init__(self, language: str) -> None:
        """Take a language of LOCALES."""
        self.language = language
        self.transcript: list[tuple[str, list[str]]] = []
        """What was done, and what was said then."""
        self._arrived = 0
        self._ends = ExitStack()

    def __enter__(self) -> Orca:
        """Start the desktop, the speech log, Orca and the browser, in this order."""
        with ExitStack() as ends:
            self.desktop = ends.enter_context(Desktop(LOCALES[self.language]))
            socket = self.desktop.folder / "speech.sock"
            self.desktop.environment["SPEECHD_ADDRESS"] = f"unix_socket:{socket}"
            self.speech = ends.enter_context(SpeechLog(socket))
            self._start_orca()
            self.browser = self._start_chromium()
            ends.callback(self.browser.quit)
            self._ends = ends.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        """End all of it, last first."""
        self._ends.close()

    def open(self, url: str) -> list[str]:
        """Go to an address; return what is said on arrival."""
        self._arrived = len(self.speech.utterances)
        self.browser.get(url)
        return self._arrive(url)

    def follow(self, key: str) -> list[str]:
        """Press a key that leads to another page (`Return`, `space`); return what is said on arrival."""
        self._arrived = len(self.speech.utterances)
        self.browser.execute_script("window.balssLeft = true")
        self.desktop.press(key)
        WebDriverWait(self.browser, PATIENCE).until(
            lambda browser: browser.execute_script("return !window.balssLeft && document.readyState === 'complete'")
        )
        return self._arrive(key)

    def hears(self, text: str, patience: float = 2 * SILENCE) -> bool:
        """Whether a text was, or within `patience` seconds is, said since the page was opened."""
        return self.speech.wait_for(text, self._arrived, patience)

    def heard(self) -> str:
        """All that was said since the page was opened."""
        return " ".join(self.speech.utterances[self._arrived :])

    def press(self, *keys: str) -> list[str]:
        """Press keys one after another (`Tab`, `shift+Tab`, `space`); return what is said after the last."""
        *first, last = keys
        for key in first:
            self.press(key)
        since = len(self.speech.utterances)
        self.desktop.press(last)
        return self._heard(last, since, SILENCE)

    def tab_to(self, selector: str) -> list[str]:
        """Press Tab until what a CSS selector finds has focus; return what is said there."""
        for _ in range(MOST_STOPS):
            since, before = len(self.speech.utterances), self._focus()
            self.desktop.press("Tab")
            WebDriverWait(self.browser, PATIENCE, 0.05).until(lambda _: self._focus() != before)  # noqa: B023
            if self.browser.execute_script("return document.activeElement.matches(arguments[0])", selector):
                return self._heard(f"Tab to {selector}", since, SILENCE)
            self.speech.listen(since, 1, 0)  # Orca says nothing of a stop that was left before it looked
        raise LookupError(f"Tab does not reach {selector}; heard: {self.heard()}")

    def write(self, text: str) -> list[str]:
        """Type text where the focus is."""
        since = len(self.speech.utterances)
        self.desktop.run("xdotool", "type", "--clearmodifiers", text)
        return self._heard(text, since, 1)

    def _focus(self) -> int:
        """The place of what has focus among all elements of the page."""
        script = "return [...document.querySelectorAll('*')].indexOf(document.activeElement)"
        return int(self.browser.execute_script(script))

    def _arrive(self, done: str) -> list[str]:
        self.speech.wait_for(self.browser.title, self._arrived, PATIENCE)
        return self._heard(done, self._arrived, PATIENCE)

    def _heard(self, done: str, since: int, patience: float) -> list[str]:
        said = self.speech.listen(since, patience, PAUSE)
        self.transcript.append((done, said))
        return said

    def _start_orca(self) -> None:
        folder = self.desktop.folder / "data" / "orca"
        folder.mkdir()
        profile = {**SETTINGS, "pronunciations": {}, "keybindings": {}}
        general = {**SETTINGS, "startingProfile": SETTINGS["profile"]}
        settings = {"general": general, "profiles": {"default": profile}, "pronunciations": {}, "keybindings": {}}
        (folder / "user-settings.conf").write_text(json.dumps(settings), encoding="utf-8")
        self.desktop.start("orca", "--replace", "--disable=braille", "--disable=braille-monitor")
        if not self.speech.listen(0, PATIENCE, PAUSE):
            raise RuntimeError(f"Orca says nothing:\n{(self.desktop.folder / 'orca.log').read_text()}")

    def _start_chromium(self) -> Chrome:
        options = ChromeOptions()
        options.binary_location = str(CHROMIUM)
        profile = self.desktop.folder / "chromium"
        for flag in (
            *FLAGS, "--force-renderer-accessibility", "--password-store=basic", "--ozone-platform=x11",
            "--test-type", "--no-default-browser-check", "--app=data:text/html,", "--window-size=1200,950",
            f"--user-data-dir={profile}",
        ):  # fmt: skip
            options.add_argument(flag)
        options.add_experimental_option("excludeSwitches", ["enable-automation"])  # its bar would be read out
        return Chrome(options=options, service=Service(str(CHROMEDRIVER), env=self.desktop.environment))
