from datetime import date

import pytest
from sqlalchemy import select

from app.responses import codes
from app.responses.database import Database, open_database
from app.responses.drafts import Drafts
from app.responses.sealing import Secrets
from app.responses.submission import Responses, stored_responses
from app.responses.tables import ResponseRow, WithdrawalRow
from app.responses.withdrawal import freeze
from tests.responses.keeping import SECRETS, send

TODAY, TOMORROW = date(2026, 11, 22), date(2026, 11, 23)


def _withdrawn(database: Database) -> list[tuple[str, date, int]]:
    wanted = select(WithdrawalRow.survey, WithdrawalRow.day, WithdrawalRow.count).order_by(WithdrawalRow.day)
    with database.reading() as connection:
        return [tuple(row) for row in connection.execute(wanted)]  # type: ignore[misc]


def test_a_receipt_withdraws_its_response_and_only_a_count_of_the_day_remains(
    drafts: Drafts, responses: Responses, database: Database
) -> None:
    mine = send(drafts, responses, "mine", answers={"whose": "mine"})
    send(drafts, responses, "theirs", answers={"whose": "theirs"})
    assert responses.withdraw("walks", mine.upper().replace(" ", "-"), TODAY)
    assert [stored.answers for stored in stored_responses(database, "walks")] == [{"whose": "theirs"}]
    assert _withdrawn(database) == [("walks", TODAY, 1)]
    assert not responses.was_sent("mine")


def test_withdrawals_are_counted_by_survey_and_day(drafts: Drafts, responses: Responses, database: Database) -> None:
    for number, day in enumerate([TODAY, TODAY, TOMORROW]):
        assert responses.withdraw("walks", send(drafts, responses, str(number)), day)
    assert _withdrawn(database) == [("walks", TODAY, 2), ("walks", TOMORROW, 1)]


def test_a_response_can_be_withdrawn_once(drafts: Drafts, responses: Responses, database: Database) -> None:
    receipt = send(drafts, responses)
    assert responses.withdraw("walks", receipt, TODAY)
    assert not responses.withdraw("walks", receipt, TODAY)
    assert _withdrawn(database) == [("walks", TODAY, 1)]


@pytest.mark.parametrize("receipt", ["", "no such words", "?"])
def test_another_receipt_withdraws_nothing(
    drafts: Drafts, responses: Responses, database: Database, receipt: str
) -> None:
    send(drafts, responses)
    assert not responses.withdraw("walks", receipt, TODAY)
    assert len(list(stored_responses(database, "walks"))) == 1
    assert _withdrawn(database) == []


def test_a_receipt_of_another_survey_withdraws_nothing(drafts: Drafts, responses: Responses) -> None:
    receipt = send(drafts, responses, survey="rides")
    assert not responses.withdraw("walks", receipt, TODAY)
    assert responses.withdraw("rides", receipt, TODAY)


def test_a_receipt_made_under_a_former_secret_still_withdraws(
    drafts: Drafts, responses: Responses, database: Database
) -> None:
    receipt = send(drafts, responses)
    assert Responses(database, Secrets(b"new", [SECRETS.current])).withdraw("walks", receipt, TODAY)


def test_right_and_wrong_receipts_cost_the_same_work(
    drafts: Drafts, responses: Responses, monkeypatch: pytest.MonkeyPatch
) -> None:
    right, stretch, stretched = send(drafts, responses), codes.stretch, []
    monkeypatch.setattr(codes, "stretch", lambda *code: stretched.append(code) or stretch(*code))
    for receipt in ("no such words", "", right):
        stretched.clear()
        assert responses.withdraw("walks", receipt, TODAY) == (receipt == right)
        assert len(stretched) == 1


def test_after_the_freeze_neither_receipt_nor_submission_leads_to_a_response(
    drafts: Drafts, responses: Responses, database: Database
) -> None:
    receipts = [send(drafts, responses, str(number)) for number in range(3)]
    before = _keys(database)
    assert freeze(database, "walks") == 3
    assert freeze(database, "walks") == 0
    assert not any(responses.withdraw("walks", receipt, TODAY) for receipt in receipts)
    assert not any(responses.was_sent(str(number)) for number in range(3))
    assert len(_keys(database)) == 3
    assert not _keys(database) & before
    assert _receipts(database) == [None] * 3
    assert len(list(stored_responses(database, "walks"))) == 3


def test_the_freeze_of_one_survey_leaves_the_others(drafts: Drafts, responses: Responses, database: Database) -> None:
    send(drafts, responses, "one", survey="walks")
    receipt = send(drafts, responses, "two", survey="rides")
    freeze(database, "walks")
    assert responses.receipt("two") == receipt
    assert responses.withdraw("rides", receipt, TODAY)


def test_after_the_freeze_postgresql_has_forgotten_the_order_of_arrival(postgres_url: str) -> None:
    database = open_database(postgres_url)
    database.migrate()
    drafts, responses = Drafts(database, SECRETS), Responses(database, SECRETS)
    arrived = [str(number) for number in range(20)]
    for number in arrived:
        send(drafts, responses, number, answers={"number": number})
    lying = "SELECT answers ->> 'number', xmin::text FROM responses ORDER BY ctid"
    with database.reading() as connection:
        assert [number for number, _ in connection.exec_driver_sql(lying)] == arrived
    freeze(database, "walks")
    with database.reading() as connection:
        numbers, writers = zip(*connection.exec_driver_sql(lying), strict=True)
    assert sorted(numbers, key=int) == arrived
    assert list(numbers) != arrived
    assert len(set(writers)) == 1
    database.close()


def _keys(database: Database) -> set[bytes]:
    with database.reading() as connection:
        return set(connection.execute(select(ResponseRow.key)).scalars())


def _receipts(database: Database) -> list[bytes | None]:
    with database.reading() as connection:
        return list(connection.execute(select(ResponseRow.receipt)).scalars())
