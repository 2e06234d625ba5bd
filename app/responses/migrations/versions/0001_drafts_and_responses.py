"""Drafts, the doors to them, responses, and the count of withdrawals."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the four tables."""
    _expiring("drafts", sa.Column("sealed", sa.LargeBinary, nullable=False), _number("revision"))
    _expiring("doors", sa.Column("sealed_key", sa.LargeBinary, nullable=False))
    op.create_table(
        "responses",
        sa.Column("key", sa.LargeBinary, nullable=False),
        *(_text(name) for name in ("survey", "version", "language", "mode", "week")),
        sa.Column("answers", sa.JSON, nullable=False),
        sa.Column("receipt", sa.LargeBinary, nullable=True),
        sa.PrimaryKeyConstraint("key", name="pk_responses"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_responses_survey", "responses", ["survey"])
    op.create_index("ix_responses_receipt", "responses", ["receipt"])
    op.create_table(
        "withdrawals",
        _text("survey"),
        sa.Column("day", sa.Date, nullable=False),
        _number("count"),
        sa.PrimaryKeyConstraint("survey", "day", name="pk_withdrawals"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Drop the four tables with all that is in them."""
    for table in ("withdrawals", "responses", "doors", "drafts"):
        op.drop_table(table)


def _expiring(table: str, *columns: sa.Column[object]) -> None:
    op.create_table(
        table,
        sa.Column("id", sa.LargeBinary, nullable=False),
        *columns,
        sa.Column("expires_on", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sqlite_with_rowid=False,
    )
    op.create_index(f"ix_{table}_expires_on", table, ["expires_on"])


def _text(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.String, nullable=False)


def _number(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Integer, nullable=False)
