"""What storage tests keep: a calendar to turn, drafts and responses of a survey."""

from dataclasses import dataclass
from datetime import date, timedelta

from app.responses.drafts import Draft, Drafts
from app.responses.sealing import Secrets
from app.responses.submission import Response, Responses

SECRETS = Secrets(b"a secret of the server, for tests")


@dataclass
class Calendar:
    """A day that tests turn."""

    day: date = date(2026, 11, 22)

    def __call__(self) -> date:
        return self.day

    def turn(self, days: int) -> None:
        self.day += timedelta(days=days)


def some_draft(**changes: object) -> Draft:
    """A draft of the survey `walks`."""
    return Draft(**{"survey": "walks", "version": "1", "language": "lv", **changes})  # type: ignore[arg-type]


def some_response(**changes: object) -> Response:
    """A response of the survey `walks`."""
    given = {
        "survey": "walks",
        "version": "1",
        "language": "lv",
        "mode": "web",
        "week": "2026-W47",
        "answers": {"age": "40", "why": "", "end": None},
    }
    return Response(**given | changes)  # type: ignore[arg-type]


def send(drafts: Drafts, responses: Responses, submission: str = "sent", **changes: object) -> str:
    """Send a response from a draft of its own, and give its receipt."""
    response = some_response(**changes)
    draft = some_draft(submission_key=submission)
    return responses.send(response, draft_key=drafts.create(draft), draft=draft)
