from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, update

from app.responses import codes
from app.responses.database import Database
from app.responses.drafts import Conflict, Draft, Drafts, purge
from app.responses.sealing import Safe, Secrets
from app.responses.tables import DoorRow, DraftRow, Table
from tests.responses.keeping import SECRETS, Calendar, some_draft


def _count(database: Database, table: type[Table]) -> int:
    with database.reading() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


def _opened(drafts: Drafts, key: str) -> Draft:
    draft = drafts.open(key)
    assert draft is not None
    return draft


TEXTS = st.text(max_size=20)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
@given(
    answers=st.dictionaries(TEXTS, TEXTS),
    typed=st.dictionaries(TEXTS, st.dictionaries(TEXTS, st.lists(TEXTS))),
    seen=st.lists(TEXTS),
    easy=st.booleans(),
)
def test_a_draft_is_opened_as_it_was_kept(
    drafts: Drafts,
    answers: dict[str, str],
    typed: dict[str, dict[str, list[str]]],
    seen: list[str],
    easy: bool,
) -> None:
    pages = {page: {"fields": fields, "checked": easy} for page, fields in typed.items()}
    draft = some_draft(answers=answers, typed=pages, seen=seen, easy=easy, page="age", submission_key="s")
    assert drafts.open(drafts.create(draft)) == draft


def test_a_draft_longer_than_a_bucket_is_opened_as_it_was_kept(drafts: Drafts) -> None:
    draft = some_draft(answers={"why": "ļ" * 50_000})
    assert drafts.open(drafts.create(draft)) == draft


@pytest.mark.parametrize("key", ["", "wrong", "ķīlis", "\ud800", "A" * 43, "A" * 10_000])
def test_a_key_that_is_none_opens_nothing(drafts: Drafts, key: str) -> None:
    drafts.create(some_draft())
    assert drafts.open(key) is None


def test_a_draft_of_an_older_program_opens_without_what_it_did_not_know(drafts: Drafts, database: Database) -> None:
    key = drafts.create(some_draft())
    safe = Safe(key.encode(), "draft")
    plain = b'{"survey": "walks", "version": "1", "language": "lv", "left_out_since": 1}'
    sealed = safe.lock(len(plain).to_bytes(4) + plain, 0)
    with database.writing() as connection:
        connection.execute(update(DraftRow).values(sealed=sealed))
    assert drafts.open(key) == some_draft()


def test_a_draft_put_in_the_place_of_another_does_not_open(drafts: Drafts, database: Database) -> None:
    mine, theirs = drafts.create(some_draft()), drafts.create(some_draft())
    their_place = DraftRow.id == Safe(theirs.encode(), "draft").id
    with database.writing() as connection:
        sealed = connection.execute(select(DraftRow.sealed).where(their_place)).scalar_one()
        connection.execute(update(DraftRow).where(~their_place).values(sealed=sealed))
    assert drafts.open(mine) is None


def test_saving_keeps_what_was_changed(drafts: Drafts) -> None:
    key = drafts.create(some_draft())
    draft = _opened(drafts, key)
    draft.answers["age"] = "40"
    drafts.save(key, draft)
    draft.answers["age"] = "41"
    drafts.save(key, draft)
    assert _opened(drafts, key) == draft
    assert draft.revision == 2


def test_a_stale_draft_is_not_saved_and_the_conflict_tells_nothing(drafts: Drafts) -> None:
    key = drafts.create(some_draft())
    mine, theirs = _opened(drafts, key), _opened(drafts, key)
    theirs.answers["age"] = "40"
    drafts.save(key, theirs)
    mine.answers["age"] = "canary"
    with pytest.raises(Conflict) as caught:
        drafts.save(key, mine)
    assert caught.value.args == ()
    assert (_opened(drafts, key).answers, mine.revision) == ({"age": "40"}, 0)


def test_of_drafts_saved_at_the_same_time_exactly_one_is_kept(drafts: Drafts) -> None:
    key = drafts.create(some_draft())
    many = [some_draft(answers={"age": str(age)}) for age in range(20)]

    def is_kept(draft: Draft) -> bool:
        try:
            drafts.save(key, draft)
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(20) as pool:
        kept = list(pool.map(is_kept, many))
    assert kept.count(True) == 1
    assert _opened(drafts, key).answers == many[kept.index(True)].answers


def test_a_deleted_draft_is_gone_with_its_code(drafts: Drafts, database: Database) -> None:
    draft = some_draft()
    key = drafts.create(draft)
    code = drafts.issue_code(key, draft)
    drafts.delete(key)
    drafts.delete(key)
    assert (drafts.open(key), drafts.enter(code)) == (None, None)
    assert (_count(database, DraftRow), _count(database, DoorRow)) == (0, 0)
    with pytest.raises(Conflict):
        drafts.save(key, draft)


def test_a_draft_stands_in_no_log() -> None:
    assert "canary" not in repr(some_draft(answers={"why": "canary"}))


# Return codes


def test_a_return_code_opens_the_draft_however_it_is_written(drafts: Drafts) -> None:
    draft = some_draft(answers={"age": "40"})
    key = drafts.create(draft)
    code = drafts.issue_code(key, draft)
    assert drafts.enter(code.upper().replace(" ", " - ")) == key
    assert _opened(drafts, key) == draft


@pytest.mark.parametrize("language", ["lv", "ru"])
def test_a_return_code_has_words_of_the_language_in_which_it_was_asked_for(drafts: Drafts, language: str) -> None:
    draft = some_draft(language=language)
    key = drafts.create(draft)
    code = drafts.issue_code(key, draft)
    assert set(code.split()) <= set(codes.words(language))
    assert drafts.enter(code) == key


def test_asking_for_the_code_again_gives_the_same(drafts: Drafts, database: Database) -> None:
    draft = some_draft()
    key = drafts.create(draft)
    assert drafts.issue_code(key, draft) == drafts.issue_code(key, _opened(drafts, key))
    assert _count(database, DoorRow) == 1


def test_a_code_that_cannot_be_kept_with_its_draft_is_not_made(drafts: Drafts, database: Database) -> None:
    key = drafts.create(some_draft())
    stale = _opened(drafts, key)
    drafts.save(key, _opened(drafts, key))
    with pytest.raises(Conflict):
        drafts.issue_code(key, stale)
    assert (stale.return_code, stale.door, _count(database, DoorRow)) == (None, None, 0)


@pytest.mark.parametrize("former", [0, 1, 2])
def test_right_wrong_and_absent_codes_cost_the_same_work(
    drafts: Drafts, database: Database, monkeypatch: pytest.MonkeyPatch, former: int
) -> None:
    draft = some_draft()
    key = drafts.create(draft)
    right = drafts.issue_code(key, draft)
    stretched: list[str] = []
    monkeypatch.setattr(codes, "stretch", lambda code, pepper: stretched.append(code) or _stretch(code, pepper))
    keeper = Drafts(database, Secrets(SECRETS.current, [bytes([number]) for number in range(former)]))
    work = []
    for code in (right, codes.new_code(codes.words("lv")), "no such words", "", "?" * 1000):
        stretched.clear()
        assert (keeper.enter(code) == key) == (code == right)
        work.append(len(stretched))
    assert work == [1 + former] * 5


_stretch = codes.stretch


def test_a_code_made_under_a_former_secret_still_opens(drafts: Drafts, database: Database) -> None:
    draft = some_draft()
    key = drafts.create(draft)
    code = drafts.issue_code(key, draft)
    assert Drafts(database, Secrets(b"new", [SECRETS.current])).enter(code) == key
    assert Drafts(database, Secrets(b"new")).enter(code) is None


# Expiry, by day


def test_a_draft_is_kept_through_its_last_day_and_not_longer(drafts: Drafts, calendar: Calendar) -> None:
    draft = some_draft()
    key = drafts.create(draft)
    code = drafts.issue_code(key, draft)
    calendar.turn(30)
    assert drafts.enter(code) == key
    assert drafts.open(key) == draft
    calendar.turn(1)
    assert drafts.enter(code) is None
    assert drafts.open(key) is None


def test_each_save_keeps_a_draft_and_its_code_for_as_long_again(drafts: Drafts, calendar: Calendar) -> None:
    draft = some_draft()
    key = drafts.create(draft)
    code = drafts.issue_code(key, draft)
    calendar.turn(20)
    drafts.save(key, _opened(drafts, key))
    calendar.turn(30)
    assert drafts.enter(code) == key
    assert drafts.open(key) is not None


def test_purging_removes_what_has_expired_and_nothing_else(
    drafts: Drafts, database: Database, calendar: Calendar
) -> None:
    old = some_draft()
    drafts.issue_code(drafts.create(old), old)
    calendar.turn(1)
    kept = some_draft()
    key = drafts.create(kept)
    code = drafts.issue_code(key, kept)
    assert purge(database, calendar.day + timedelta(days=29)) == 0
    assert purge(database, calendar.day + timedelta(days=30)) == 1
    assert (_count(database, DraftRow), _count(database, DoorRow)) == (1, 1)
    assert drafts.enter(code) == key
    assert drafts.open(key) is not None


def test_a_draft_cannot_be_kept_for_less_than_a_day(database: Database, calendar: Calendar) -> None:
    with pytest.raises(ValueError, match="at least one day"):
        Drafts(database, SECRETS, days=0)
    short = Drafts(database, SECRETS, days=1, today=calendar)
    key = short.create(some_draft())
    calendar.turn(1)
    assert short.open(key) is not None
