from concurrent.futures import ThreadPoolExecutor

from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from app.responses.database import Database, alembic_config
from app.responses.drafts import Drafts
from app.responses.submission import Responses
from tests.responses.keeping import SECRETS, send, some_draft

OURS = {"drafts", "doors", "responses", "withdrawals"}


def _tables(database: Database) -> set[str]:
    return set(inspect(database.engine).get_table_names()) - {"alembic_version"}


def _downgrade(database: Database, revision: str) -> None:
    with database.writing() as connection:
        command.downgrade(alembic_config(connection), revision)


def test_tables_can_be_made_taken_down_with_data_in_them_and_made_again(database: Database) -> None:
    drafts, responses = Drafts(database, SECRETS), Responses(database, SECRETS)
    key = drafts.create(some_draft())
    drafts.issue_code(key, drafts.open(key) or some_draft())
    send(drafts, responses)
    _downgrade(database, "base")
    assert _tables(database) == set()
    database.migrate()
    assert _tables(database) == OURS
    assert drafts.open(key) is None
    assert send(drafts, responses)


def test_each_migration_can_be_taken_back_by_itself(database: Database) -> None:
    with database.reading() as connection:
        steps = len(list(ScriptDirectory.from_config(alembic_config(connection)).walk_revisions()))
    for _ in range(steps):
        _downgrade(database, "-1")
    assert _tables(database) == set()


def test_migrating_a_database_that_is_new_enough_keeps_what_is_in_it(database: Database) -> None:
    drafts = Drafts(database, SECRETS)
    key = drafts.create(some_draft())
    database.migrate()
    assert drafts.open(key) is not None


def test_migrations_and_tables_say_the_same(database: Database) -> None:
    with database.writing() as connection:
        command.check(alembic_config(connection))


def test_processes_that_migrate_at_the_same_time_wait_in_turn(empty_database: Database) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: empty_database.migrate(), range(4)))
    assert _tables(empty_database) == OURS
