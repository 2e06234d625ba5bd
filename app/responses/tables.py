"""The four tables: no column for an address, a browser, a person, a time or an order, and no foreign key.

Anonymity is this shape and not a setting: a test compares every column of the database with an allow-list.
Dates are days. In SQLite the tables have no rowid, which would tell the order of arrival.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlalchemy import JSON, LargeBinary, MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

Answers = dict[str, str | None]
"""What was sent, by question name: a value; `""` seen and left blank; None not reached; absent: not asked."""

NAMES = {"pk": "pk_%(table_name)s", "ix": "ix_%(table_name)s_%(column_0_name)s"}


class Table(DeclarativeBase):
    """Every table: named constraints, no rowid."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar = {bytes: LargeBinary, Answers: JSON}
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012  SQLAlchemy reads it as it stands


class DraftRow(Table):
    """An unfinished interview, sealed: only the respondent's key opens it."""

    __tablename__ = "drafts"
    id: Mapped[bytes] = mapped_column(primary_key=True)
    sealed: Mapped[bytes]
    revision: Mapped[int]
    expires_on: Mapped[date] = mapped_column(index=True)


class DoorRow(Table):
    """A return code's way to a draft: the draft's key, sealed by the words of the code."""

    __tablename__ = "doors"
    id: Mapped[bytes] = mapped_column(primary_key=True)
    sealed_key: Mapped[bytes]
    expires_on: Mapped[date] = mapped_column(index=True)


class ResponseRow(Table):
    """What was sent. `key` is random to all who read it; `receipt` is a hash, erased by the freeze."""

    __tablename__ = "responses"
    key: Mapped[bytes] = mapped_column(primary_key=True)
    survey: Mapped[str] = mapped_column(index=True)
    version: Mapped[str]
    language: Mapped[str]
    mode: Mapped[str]
    week: Mapped[str]
    answers: Mapped[Answers]
    receipt: Mapped[bytes | None] = mapped_column(index=True)


class WithdrawalRow(Table):
    """How many responses of a survey were withdrawn on a day: all that is left of them."""

    __tablename__ = "withdrawals"
    survey: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    count: Mapped[int]
