"""A whole interview through the pages, as somebody without JavaScript walks it, with any kind of browser."""

from __future__ import annotations

import http.client
import http.cookiejar
import urllib.parse
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from lxml import html

from app.questionnaire.interview import Interview
from app.questionnaire.model import Page, Questionnaire
from tests.support import NOW, PolicedClient

Typed = Mapping[str, Sequence[str]]


class Browser(Protocol):
    """What a journey needs of a browser: open an address, press a button of the page's form."""

    def visit(self, path: str) -> str: ...

    def press(self, action: str, typed: Typed) -> None: ...

    @property
    def path(self) -> str: ...

    @property
    def text(self) -> str: ...


class ClientBrowser:
    """The application's own test client."""

    def __init__(self, client: PolicedClient) -> None:
        self.client = client
        self.page = client.get("/lv/")

    def visit(self, path: str) -> str:
        self.page = self.client.get(path, follow_redirects=True)
        return self.path

    def press(self, action: str, typed: Typed) -> None:
        answer = self.client.press(self.page, action=action, **{name: list(texts) for name, texts in typed.items()})
        self.page = self.client.get(answer.location, follow_redirects=True) if answer.location else answer

    @property
    def path(self) -> str:
        return self.page.request.path

    @property
    def text(self) -> str:
        return self.page.text


class HttpBrowser:
    """A browser that talks to a server on another process through a socket."""

    def __init__(self, url: str) -> None:
        self.url = url
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(jar)
        self.text = ""
        self.address = url

    def _open(self, address: str, data: bytes | None = None) -> None:
        with self.opener.open(address, data, timeout=30) as response:
            self.text, self.address = response.read().decode(), response.geturl()

    def visit(self, path: str) -> str:
        self._open(self.url + path)
        return self.path

    def press(self, action: str, typed: Typed) -> None:
        document: Any = html.document_fromstring(self.text)
        (form,) = (form for form in document.forms if form.get("id") == "answers")
        hidden = {field.name: field.value for field in form.inputs if field.get("type") == "hidden"}
        body = urllib.parse.urlencode({**hidden, **typed, "action": action}, doseq=True).encode()
        self._open(urllib.parse.urljoin(self.address, form.action or ""), body)

    @property
    def path(self) -> str:
        return urllib.parse.urlsplit(self.address).path


class Journey:
    """One respondent who intends certain answers, and skips everything else."""

    def __init__(
        self, browser: Browser, questionnaire: Questionnaire, survey: str, intended: Mapping[str, str]
    ) -> None:
        self.browser = browser
        self.questionnaire = questionnaire
        self.survey = survey
        self.intended = intended
        self.answers: dict[str, str] = {}
        self.walked: list[str] = []

    def begin(self, language: str) -> None:
        """Press the start button."""
        self.browser.visit(f"/{language}/{self.survey}/")
        self.browser.press("start", {})

    def interview(self, language: str = "lv") -> Interview:
        """The interview as it should stand."""
        return Interview(self.questionnaire, self.answers, language=language, now=NOW)

    def walk(self, on_page: Callable[[Page], None] = lambda _: None) -> None:
        """Answer page after page, to the page where answers are checked or the interview ends."""
        while (name := self.browser.path.rpartition("/")[2]) != "check":
            page = self.interview().page(name)
            assert page, f"{name} is not on the route"
            assert name not in self.walked, f"{name} was asked twice"
            on_page(page)
            self.walked.append(name)
            if self.interview().ends_unsent() and page == self.interview().route[-1]:
                return
            self._answer(page)

    def _answer(self, page: Page) -> None:
        asked = [question.name for question in self.interview().questions(page)]
        self.answers |= {name: self.intended.get(name, "") for name in asked}
        typed = self.interview(self.browser.path.split("/")[1]).typed(page)
        if any(self.intended.get(name) for name in asked):
            self.browser.press("continue", typed)
        else:
            self.browser.press("skip" if 'value="skip"' in self.browser.text else "continue", {})

    def expected(self) -> dict[str, str | None]:
        """What should be stored when it is sent."""
        return self.interview().kept({question.name for question in self.questionnaire.root.questions()})
