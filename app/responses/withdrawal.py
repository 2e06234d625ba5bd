"""Withdrawing a response by its receipt, until the survey is frozen; and that freeze."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, Connection, delete, func, update

from app.responses.database import Database, insert
from app.responses.tables import ResponseRow, WithdrawalRow


def withdraw(database: Database, survey: str, hashes: Sequence[bytes], today: date) -> bool:
    """Delete the response that keeps one of `hashes`, out of the file too; only a count of the day remains.

    False: there is none. Raises StorageUnavailable.
    """
    found = delete(ResponseRow).where(ResponseRow.survey == survey, ResponseRow.receipt.in_(hashes))
    with database.writing() as connection:
        is_withdrawn = connection.execute(found).rowcount > 0
        if is_withdrawn:
            _count(connection, survey, today)
    if is_withdrawn:
        database.forget()
    return is_withdrawn


def freeze(database: Database, survey: str) -> int:
    """Make the responses of a survey unfindable for good, and say how many became so.

    Receipts are erased, and the rows take new random keys: neither a receipt nor a submission leads to a row, and
    not even PostgreSQL's own bookkeeping (`xmin`, `ctid`) tells in which order they came.
    """
    findable = update(ResponseRow).where(ResponseRow.survey == survey, ResponseRow.receipt.is_not(None))
    with database.writing() as connection:
        frozen = connection.execute(findable.values(receipt=None, key=_random_key(connection))).rowcount
    with database.writing() as connection:
        if connection.dialect.name == "postgresql":  # SQLite's table lies in the order of its keys anyway
            connection.exec_driver_sql("CLUSTER responses USING pk_responses")
    database.forget()
    return frozen


def _count(connection: Connection, survey: str, today: date) -> None:
    first = insert(connection, WithdrawalRow).values(survey=survey, day=today, count=1)
    one_more = {"count": WithdrawalRow.count + 1}
    connection.execute(first.on_conflict_do_update(index_elements=["survey", "day"], set_=one_more))


def _random_key(connection: Connection) -> ColumnElement[bytes]:
    """Over 120 random bits, drawn by the database for each row."""
    if connection.dialect.name == "sqlite":
        return func.randomblob(16)
    return func.uuid_send(func.gen_random_uuid())
