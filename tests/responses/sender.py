"""Processes that send responses until they are killed, and say which ones the database has acknowledged."""

import os
import sys
from secrets import choice, token_hex

from app.responses import codes
from app.responses.database import open_database
from app.responses.drafts import Drafts
from app.responses.submission import Responses
from tests.responses.keeping import SECRETS, some_draft, some_response


def send_for_ever(url: str) -> None:
    """Send, now and then twice, and say so in one line: the process, the submission, the receipt."""
    codes.MEMORY_KIB, codes.PASSES = 8, 1
    database = open_database(url)
    drafts, responses = Drafts(database, SECRETS), Responses(database, SECRETS)
    while True:
        draft = some_draft(submission_key=token_hex(16))
        key = drafts.create(draft)
        for _ in range(choice([1, 1, 1, 1, 2])):
            receipt = responses.send(some_response(), draft_key=key, draft=draft)
            os.write(1, f"{os.getpid()} {draft.submission_key} {receipt}\n".encode())


def main(url: str, count: int) -> None:
    """Become `count` senders, and end when all of them have."""
    for _ in range(count):
        if os.fork() == 0:
            send_for_ever(url)
    for _ in range(count):
        os.wait()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
