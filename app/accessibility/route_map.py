"""The route map: every page in every state that a respondent can meet, and how to get there.

Accessibility tests visit all of it, in every language. A test compares it with the application's own routes, so
that none can be forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.accessibility.wrong_answers import wrong_answers
from app.questionnaire.explorer import explore, some_answer
from app.questionnaire.interview import Interview
from app.questionnaire.model import Page, Questionnaire
from app.survey import Survey


@dataclass(frozen=True)
class Post:
    """Pressing a button of the page: what is typed first, and what goes wrong on the way."""

    action: str = "continue"
    typed: Mapping[str, Sequence[str]] = field(default_factory=dict)
    drop: frozenset[str] = frozenset()
    """Hidden fields that do not arrive, such as the token of an old page."""
    blind: bool = False
    """Whether the page that it comes from is not shown again first: it was open since long ago."""


@dataclass(frozen=True)
class State:
    """One page in one state. `path` begins with `/<language>` where the page has one."""

    id: str
    endpoint: str
    path: str
    purpose: str
    survey: str = ""
    draft: Mapping[str, Any] | None = None
    """What the respondent's draft holds: answers, typed, seen. None: there is no draft."""
    easy: bool = False
    day: date | None = None
    """The day on which the page is visited; None: today."""
    post: Post | None = None
    error: int = 0
    """The HTTP status of a failure that happens on the way; 0: none."""
    sent: bool = False
    """Whether the draft is sent first."""

    def facts(self) -> dict[str, str]:
        """What `balss routes --json` tells of it."""
        return {"id": self.id, "endpoint": self.endpoint, "path": self.path, "purpose": self.purpose}


RECEIPT = "<receipt>"
"""Stands for the receipt of the draft that was sent on the way."""
ERRORS = {
    403: "not allowed",
    404: "no such page",
    405: "not this way",
    413: "too much text",
    429: "too many tries",
    500: "a fault of ours",
    503: "storage is unavailable; what was typed is carried",
}
INFORMATION = ("help", "privacy", "accessibility", "keyboard", "appearance")
ENDPOINTS = {"accessibility": "statement"}


def states(surveys: Mapping[str, Survey]) -> list[State]:
    """Every state of the application with these surveys."""
    found = list(_site())
    for survey in surveys.values():
        found += _around(survey)
        found += _questions(survey)
    return found


def _site() -> Iterator[State]:
    yield State("languages", "respondent.languages", "/", "choice of language")
    yield State("surveys", "respondent.surveys", "/<language>/", "surveys that can be answered")
    for name in INFORMATION:
        endpoint = f"respondent.{ENDPOINTS.get(name, name)}"
        yield State(name, endpoint, f"/<language>/{name}", f"information: {name}")
    yield State(
        "appearance/old-token",
        "respondent.appearance",
        "/<language>/appearance",
        "nothing was saved yet",
        post=Post("save", drop=frozenset({"csrf"})),
    )
    yield State("view", "respondent.view", "/<language>/view", "a header button's address, opened by hand", error=405)
    yield State("healthz", "respondent.healthz", "/healthz", "for monitoring; no page")
    for status, purpose in ERRORS.items():
        yield State(f"error/{status}", "error", "/<language>/", purpose, error=status)


def _around(survey: Survey) -> Iterator[State]:
    """The pages of a survey that are not questions."""

    def state(name: str, purpose: str, path: str = "", **more: Any) -> State:
        endpoint = f"respondent.{path or 'start'}"
        return State(
            f"{survey.id}/{name}", endpoint, f"/<language>/{survey.id}/{path}", purpose, survey=survey.id, **more
        )

    whole = complete(survey.questionnaire)
    token = frozenset({"csrf"})
    wrong = {"code": ["wrong words"]}
    yield state("start", "what the survey is about")
    yield state("start/easy", "the same, easy to read", easy=True)
    yield state("start/begun", "a draft is there", draft=whole)
    yield state("start/sent", "answers were sent from here", draft=whole, sent=True)
    yield state("start/old-token", "nothing was saved yet", post=Post(drop=token))
    yield state("not-yet-open", "before the survey opens", day=date(survey.opens.year - 1, 1, 1))
    yield state("closed", "after the survey closed", day=date(survey.closes.year + 1, 12, 31))
    yield state("check", "answers to be checked", "check", draft=whole)
    yield state("check/easy", "the same, easy to read", "check", draft=whole, easy=True)
    yield state("check/old-token", "not sent yet", "check", draft=whole, post=Post("send", drop=token))
    yield state("check/sent", "already sent", "check", draft=whole, sent=True)
    yield state("done", "thanks and receipt", "done", draft=whole, sent=True)
    yield state("code", "return code", "code", draft=whole)
    yield state("resume", "enter a return code", "resume")
    yield state("resume/empty", "no code entered", "resume", post=Post("resume"))
    yield state("resume/wrong", "the code opens nothing", "resume", post=Post("resume", wrong))
    yield state("resume/old-token", "nothing was done yet", "resume", post=Post("resume", wrong, drop=token))
    yield state("withdraw", "enter a receipt", "withdraw")
    yield state("withdraw/empty", "no receipt entered", "withdraw", post=Post("withdraw"))
    yield state("withdraw/wrong", "the receipt finds nothing", "withdraw", post=Post("withdraw", wrong))
    receipt = Post("withdraw", {"code": [RECEIPT]})
    yield state("withdraw/done", "withdrawn", "withdraw", draft=whole, sent=True, post=receipt)
    yield state("withdraw/frozen", "too late", "withdraw", day=date(survey.freeze.year + 1, 12, 31))
    first = survey.questionnaire.pages[0].name
    yield _of_page(survey, first, "old-token", "nothing was saved yet", {}, post=Post(drop=token))
    yield _of_page(survey, first, "sent", "already sent", {}, draft=whole, sent=True)
    yield from _lost(survey)


def _lost(survey: Survey) -> Iterator[State]:
    """An answer that arrives when its draft is gone."""
    interview = Interview(survey.questionnaire, {})
    for page in survey.questionnaire.pages:
        if interview.page(page.name) is None:
            yield _of_page(survey, page.name, "lost", "the draft is gone", None, post=Post(blind=True))
            return


def complete(questionnaire: Questionnaire) -> dict[str, Any]:
    """A draft that is ready to be sent: the longest of the interviews that reach the end."""
    reached = explore(questionnaire).values()
    interviews = [Interview(questionnaire, answers) for answers in reached]
    finished = [each for each in interviews if not each.unfinished() and not each.ends_unsent()]
    longest = max(finished, key=lambda interview: len(interview.route))
    return {"answers": dict(longest.answers), "seen": list(questionnaire.questions)}


def _questions(survey: Survey) -> Iterator[State]:
    reached = explore(survey.questionnaire)
    for page in survey.questionnaire.pages:
        if page.name in reached:
            yield from _question(survey, page, reached[page.name])


def _question(survey: Survey, page: Page, before: Mapping[str, str]) -> Iterator[State]:
    interview = Interview(survey.questionnaire, before)
    answers = {**before, **{asked.name: some_answer(interview, asked) for asked in interview.questions(page)}}
    yield _of_page(survey, page.name, "empty", "not answered yet", before)
    yield _of_page(survey, page.name, "easy", "easy to read", before, easy=True)
    if any(answers.get(asked.name) for asked in page.questions):
        yield _of_page(survey, page.name, "filled", "come back to", answers)
    for name, typed in wrong_answers(interview, page):
        typed_page = {page.name: {"fields": {key: list(texts) for key, texts in typed.items()}, "checked": True}}
        yield _of_page(survey, page.name, f"error-{name}", f"error: {name}", before, typed=typed_page)


def _of_page(
    survey: Survey, page: str, name: str, purpose: str, answers: Mapping[str, str] | None, **more: Any
) -> State:
    typed = more.pop("typed", {})
    draft = more.pop("draft", None if answers is None else {"answers": dict(answers), "typed": typed, "page": page})
    return State(
        f"{survey.id}/{page}/{name}",
        "respondent.question",
        f"/<language>/{survey.id}/{page}",
        purpose,
        survey=survey.id,
        draft=draft,
        **more,
    )
