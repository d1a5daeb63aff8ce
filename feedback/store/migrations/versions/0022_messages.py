"""Messages to staff wait in a table until a mail server has taken them."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

_WAITING = sa.text("sent_at IS NULL")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "message",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column(
            "cause",
            sa.String(80),
            nullable=False,
            comment="What for, so that nobody is told twice; never leaves here",
        ),
        sa.Column("concern_id", sa.Uuid(), nullable=True),
        sa.Column("urgency", sa.String(40), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "next_at",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="When it is tried next",
        ),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column(
            "sent_at", sa.DateTime(timezone=True), nullable=True, comment="The server took it"
        ),
        sa.CheckConstraint("urgency IN ('now', 'soon')", name=op.f("ck_message_urgency")),
        sa.CheckConstraint("tries >= 0", name=op.f("ck_message_tries_count")),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], ondelete="CASCADE", name=op.f("fk_message_staff_id")
        ),
        sa.ForeignKeyConstraint(
            ["concern_id"], ["concern.id"], ondelete="CASCADE", name=op.f("fk_message_concern_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("staff_id", "cause", name=op.f("uq_message_staff_id_cause")),
    )
    op.create_index(op.f("ix_message_concern_id"), "message", ["concern_id"])
    op.create_index(op.f("ix_message_sent_at"), "message", ["sent_at"])
    op.create_index(
        "ix_message_waiting",
        "message",
        ["next_at"],
        sqlite_where=_WAITING,
        postgresql_where=_WAITING,
    )


def downgrade() -> None:
    """Forget who was told."""
    op.drop_table("message")
