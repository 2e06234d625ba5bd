"""A respondent without JavaScript: keeps the cookie, fills in each page's form, presses its button."""

from __future__ import annotations

import gzip
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlencode

from app.accessibility.route_map import complete
from app.questionnaire.interview import Interview, Typed
from app.survey import Survey
from bench.load import Answer, Connection, get, post

LANGUAGE = "lv"
_HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')


@dataclass(frozen=True)
class Walk:
    """The longest way through a survey that random respondents found, and what is typed on each page of it."""

    survey: str
    answers: Mapping[str, str]
    typed: Mapping[str, Typed]
    """By the page's name, in the order of the route."""

    @classmethod
    def of(cls, survey: Survey) -> Walk:
        """Look for it (a few seconds)."""
        answers = complete(survey.questionnaire)["answers"]
        interview = Interview(survey.questionnaire, answers, language=LANGUAGE)
        return cls(survey.id, answers, {page.name: interview.typed(page) for page in interview.route})

    def path(self, page: str = "") -> str:
        """The address of a page; of the first one without a name."""
        return f"/{LANGUAGE}/{self.survey}/{page}"


class Browser:
    """One device with an address and a cookie of its own."""

    def __init__(self, connection: Connection) -> None:
        """Begin without a cookie."""
        self._connection = connection
        self._cookie = ""
        # Many households, and not one that begins a thousand interviews, which Balss would refuse.
        self._address = ".".join(["10", *(str(byte) for byte in secrets.token_bytes(3))])

    @property
    def headers(self) -> dict[str, str]:
        """What this browser sends with each request."""
        sent = {"Accept-Encoding": "gzip", "X-Forwarded-For": self._address}
        return {**sent, "Cookie": self._cookie} if self._cookie else sent

    def visit(self, path: str) -> str:
        """The page at `path`."""
        return text(self._keep_cookie(self._connection.ask(get(path, self.headers)), (200,)))

    def press(self, path: str, page: str, action: str, typed: Typed) -> str:
        """Post the page's form; gives where that leads."""
        question = post(path, form(page, action, typed), self.headers)
        return self._keep_cookie(self._connection.ask(question), (302, 303)).header("location")

    def _keep_cookie(self, answer: Answer, wanted: Sequence[int]) -> Answer:
        assert answer.status in wanted, answer.head  # noqa: S101
        cookie = answer.header("set-cookie").partition(";")[0]
        self._cookie = cookie or self._cookie
        return answer


def text(answer: Answer) -> str:
    """The page as HTML."""
    packed = answer.header("content-encoding") == "gzip"
    return (gzip.decompress(answer.body) if packed else answer.body).decode()


def form(page: str, action: str, typed: Typed) -> bytes:
    """What a browser posts: the page's hidden fields, what was typed, and the button."""
    hidden = {name: unescape(value) for name, value in _HIDDEN.findall(page)}
    return urlencode({**hidden, **typed, "action": action}, doseq=True).encode()


def answer_all(browser: Browser, walk: Walk) -> list[str]:
    """Answer every page up to the one where answers are checked; gives the pages as they were before."""
    pages = []
    for name, typed in walk.typed.items():
        pages.append(browser.visit(walk.path(name)))
        browser.press(walk.path(name), pages[-1], "continue", typed)
    return pages


def whole_interview(connection: Connection, walk: Walk) -> None:
    """From the start to the receipt: each page fetched, each form posted, sent once."""
    browser = Browser(connection)
    first = browser.visit(walk.path())
    browser.press(walk.path(), first, "continue", {})
    answer_all(browser, walk)
    check = browser.visit(walk.path("check"))
    done = browser.press(walk.path("check"), check, "send", {})
    assert done == walk.path("done"), done  # noqa: S101
    browser.visit(done)
