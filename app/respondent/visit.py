"""One respondent's request: the survey, their open draft, and the interview as it stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from flask import g, session

from app.i18n import translations
from app.questionnaire.interview import Interview, Progress
from app.questionnaire.model import Page
from app.respondent.appearance import Appearance
from app.respondent.blueprint import survey, variant
from app.responses.drafts import Conflict, Draft
from app.security import NEW_DRAFTS, limiter
from app.services import services

Kept = TypeVar("Kept")
TRIES = 5
"""How often a change is made again when another tab was faster."""


class Visit:
    """Opens the draft with the key in the cookie. Nothing is stored before the first answer."""

    def __init__(self) -> None:
        """Open the draft, or begin an empty one."""
        self.survey = survey()
        self.key: str | None = session.get("keys", {}).get(self.survey.id)
        self._open()

    def _open(self) -> None:
        found = services().drafts.open(self.key) if self.key else None
        self.is_new = found is None
        self.draft = found or Draft(self.survey.id, self.survey.questionnaire.version, g.language)
        self.interview = self._interview(self.draft)

    def interview_of(self, draft: Draft) -> Interview:
        """The interview that a draft holds, in the language of this page; the one at hand if that is it."""
        is_at_hand = draft.answers is self.interview.given and self.interview.seed == (self.key or "")
        return self.interview if is_at_hand else self._interview(draft)

    def _interview(self, draft: Draft) -> Interview:
        return Interview(
            self.survey.questionnaire,
            draft.answers,
            language=variant(),
            now=services().now(),
            translations=translations(g.language),
            seed=self.key or "",
        )

    def keep(self, change: Callable[[Draft], Kept]) -> Kept:
        """Change the draft and store it, sealed. When another tab stored first, change what that one stored."""
        for _ in range(TRIES):
            self.draft.language, self.draft.easy = g.language, Appearance.of(session).easy
            kept = change(self.draft)
            try:
                self._store()
            except Conflict:
                self._open()
            else:
                self.interview = self.interview_of(self.draft)
                return kept
        raise Conflict

    def _store(self) -> None:
        if self.key and not self.is_new:
            services().drafts.save(self.key, self.draft)
            session.modified = True  # the cookie is kept as long as the draft: both count their days from now
            return
        with limiter.limit(NEW_DRAFTS):
            self.key = services().drafts.create(self.draft)
        self.is_new = False
        remember(self.survey.id, self.key)

    def forget(self) -> None:
        """Delete the draft, here and in the browser."""
        if self.key:
            services().drafts.delete(self.key)
        session["keys"] = {name: key for name, key in session.get("keys", {}).items() if name != self.survey.id}

    def return_code(self) -> str:
        """The words that open this draft on any device, the same ones each time."""
        for _ in range(TRIES):
            try:
                return services().drafts.issue_code(self.key or "", self.draft)
            except Conflict:
                self._open()
        raise Conflict

    @property
    def was_sent(self) -> str | None:
        """The submission key, when this browser has sent its answers and begun no others."""
        sent: str | None = session.get("sent", {}).get(self.survey.id)
        return sent if self.is_new else None

    def length(self, progress: Progress) -> int:
        """How many pages there are in all; while coming answers still decide it, about how many."""
        if progress.certain:
            return progress.most
        return min(max(self.survey.questions or progress.most, len(self.interview.route)), progress.most)

    def next_unseen(self, page: Page) -> Page | None:
        """The next page after `page` that was never passed: where to go on after a change."""
        after = self.interview.after(page)
        while after and all(asked.name in self.draft.seen for asked in self.interview.questions(after)):
            after = self.interview.after(after)
        return after


def remember(survey_id: str, key: str) -> None:
    """Let this browser open the draft: the key lives in its cookie and nowhere else."""
    session["keys"] = {**session.get("keys", {}), survey_id: key}
    session["sent"] = {name: sent for name, sent in session.get("sent", {}).items() if name != survey_id}
    session.permanent = True
