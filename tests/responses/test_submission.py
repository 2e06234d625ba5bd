from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select, update

from app.responses.database import Database
from app.responses.drafts import Conflict, Drafts
from app.responses.sealing import Secrets
from app.responses.submission import Responses, stored_responses
from app.responses.tables import DoorRow, DraftRow, ResponseRow
from tests.responses.keeping import SECRETS, send, some_draft, some_response


def test_a_response_is_read_as_it_was_sent(drafts: Drafts, responses: Responses, database: Database) -> None:
    send(drafts, responses, answers={"b": "ē", "a": None, "c": ""}, language="ru", mode="phone")
    (stored,) = stored_responses(database, "walks")
    assert stored == some_response(answers={"a": None, "b": "ē", "c": ""}, language="ru", mode="phone")


def test_answers_are_kept_in_no_telling_order(drafts: Drafts, responses: Responses, database: Database) -> None:
    send(drafts, responses, answers={"b": "1", "a": "2"})
    (stored,) = stored_responses(database, "walks")
    assert list(stored.answers) == ["a", "b"]


def test_each_survey_has_its_own_responses(drafts: Drafts, responses: Responses, database: Database) -> None:
    send(drafts, responses, "one", survey="walks")
    send(drafts, responses, "two", survey="rides")
    assert [stored.survey for stored in stored_responses(database, "rides")] == ["rides"]


def test_sending_removes_the_draft_and_its_code(drafts: Drafts, responses: Responses) -> None:
    draft = some_draft(submission_key="sent")
    key = drafts.create(draft)
    code = drafts.issue_code(key, draft)
    responses.send(some_response(), draft_key=key, draft=draft)
    assert (drafts.open(key), drafts.enter(code)) == (None, None)


def test_sending_again_gives_the_same_receipt_and_stores_nothing(
    drafts: Drafts, responses: Responses, database: Database
) -> None:
    draft = some_draft(submission_key="sent")
    key = drafts.create(draft)
    first = responses.send(some_response(), draft_key=key, draft=draft)
    again = responses.send(some_response(answers={}, language="ru"), draft_key=key, draft=draft)
    assert first == again == responses.receipt("sent")
    assert [stored.answers for stored in stored_responses(database, "walks")] == [some_response().answers]


def test_a_hundred_identical_sends_at_once_make_one_row_and_a_hundred_same_receipts(
    drafts: Drafts, responses: Responses, database: Database
) -> None:
    draft = some_draft(submission_key="sent")
    key = drafts.create(draft)
    with ThreadPoolExecutor(100) as pool:
        sends = [pool.submit(responses.send, some_response(), draft_key=key, draft=draft) for _ in range(100)]
    assert len({sent.result() for sent in sends}) == 1
    assert len(list(stored_responses(database, "walks"))) == 1


def test_a_draft_that_was_changed_since_it_was_opened_is_not_sent(
    drafts: Drafts, responses: Responses, database: Database
) -> None:
    stale = some_draft(submission_key="sent")
    key = drafts.create(stale)
    fresh = drafts.open(key)
    assert fresh is not None
    drafts.save(key, fresh)
    with pytest.raises(Conflict):
        responses.send(some_response(), draft_key=key, draft=stale)
    assert list(stored_responses(database, "walks")) == []
    assert drafts.open(key) == fresh
    assert responses.send(some_response(), draft_key=key, draft=fresh)


def test_a_draft_that_was_never_checked_is_not_sent(drafts: Drafts, responses: Responses) -> None:
    draft = some_draft()
    key = drafts.create(draft)
    with pytest.raises(ValueError, match="no submission key"):
        responses.send(some_response(), draft_key=key, draft=draft)


def test_whether_something_was_sent_is_known_by_its_submission(drafts: Drafts, responses: Responses) -> None:
    send(drafts, responses, "sent")
    assert responses.was_sent("sent")
    assert not responses.was_sent("other")
    assert responses.receipt("other") is None


@pytest.mark.parametrize("submission", ["", "ķ", "\ud800"])
def test_a_submission_that_is_none_was_not_sent(responses: Responses, submission: str) -> None:
    assert not responses.was_sent(submission)


def test_each_submission_has_its_own_receipt(drafts: Drafts, responses: Responses) -> None:
    assert send(drafts, responses, "one") != send(drafts, responses, "two")


def test_a_receipt_stays_the_same_when_the_secret_is_changed(
    drafts: Drafts, responses: Responses, database: Database
) -> None:
    receipt = send(drafts, responses, "sent")
    assert Responses(database, Secrets(b"new", [SECRETS.current])).receipt("sent") == receipt


def test_a_receipt_that_the_kept_hash_does_not_confirm_is_not_given(
    drafts: Drafts, responses: Responses, database: Database
) -> None:
    send(drafts, responses, "sent")
    assert Responses(database, Secrets(b"new")).receipt("sent") is None


def test_a_database_alone_does_not_tell_a_receipt(drafts: Drafts, responses: Responses, database: Database) -> None:
    receipt = send(drafts, responses, "sent")
    with database.reading() as connection:
        kept = connection.execute(select(ResponseRow.receipt)).scalar_one()
    assert kept is not None
    assert receipt.encode() not in kept


def test_a_failure_between_response_and_draft_leaves_both_as_they_were(
    drafts: Drafts, responses: Responses, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> bool:
        raise MemoryError

    draft = some_draft(submission_key="sent")
    key = drafts.create(draft)
    with monkeypatch.context() as broken:
        broken.setattr("app.responses.submission.remove_draft", fail)
        with pytest.raises(MemoryError):
            responses.send(some_response(), draft_key=key, draft=draft)
    assert not responses.was_sent("sent")
    assert drafts.open(key) == draft


def test_responses_are_read_in_the_order_of_random_keys_and_not_of_arrival(
    drafts: Drafts, responses: Responses, database: Database
) -> None:
    arrived = [str(number) for number in range(60)]
    for number in arrived:
        send(drafts, responses, number, answers={"number": number})
    read = [stored.answers["number"] for stored in stored_responses(database, "walks")]
    assert sorted(read, key=int) == arrived
    assert read != arrived
    with database.writing() as connection:
        connection.execute(update(ResponseRow).values(mode="touched"))
    assert [stored.answers["number"] for stored in stored_responses(database, "walks")] == read


def test_nothing_is_left_of_what_was_sent_but_the_response(
    drafts: Drafts, responses: Responses, database: Database
) -> None:
    send(drafts, responses)
    with database.reading() as connection:
        left = [connection.execute(select(table.id)).all() for table in (DraftRow, DoorRow)]
    assert left == [[], []]
