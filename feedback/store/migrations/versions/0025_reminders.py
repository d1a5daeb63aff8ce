"""Reminders that the office gave, and that nobody can give a child who said anything.

The database itself sees to it: no reminder is kept for a review before which the child replied
to being asked, or sent something.
"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

_TRIGGER = "reminder_respects_what_was_said"
_SAID = "a child who said anything is not reminded"
_WHEN = (
    "EXISTS (SELECT 1 FROM reply JOIN letter ON letter.id = reply.letter_id "
    "WHERE letter.review_id = NEW.review_id AND reply.stage = 'consultation') "
    "OR EXISTS (SELECT 1 FROM views WHERE views.review_id = NEW.review_id "
    "AND views.answers IS NOT NULL)"
)


def upgrade() -> None:
    """Nobody was reminded yet."""
    op.create_table(
        "reminder",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("way", sa.String(40), nullable=False),
        sa.Column("done_by", sa.Uuid(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "way IN ('printed', 'phoned', 'passed-on')", name=op.f("ck_reminder_way")
        ),
        sa.CheckConstraint("number >= 1", name=op.f("ck_reminder_counted_from_one")),
        sa.ForeignKeyConstraint(
            ["review_id"],
            ["review.id"],
            name=op.f("fk_reminder_review_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["done_by"], ["staff.id"], name=op.f("fk_reminder_done_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
        sa.UniqueConstraint("review_id", "number", name=op.f("uq_reminder_review_id_number")),
    )
    if _is_postgresql():
        op.execute(
            f"CREATE FUNCTION {_TRIGGER}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {_WHEN} THEN RAISE EXCEPTION '{_SAID}' USING ERRCODE = 'check_violation'; "
            "END IF; RETURN NEW; END $$"
        )
        op.execute(
            f"CREATE TRIGGER {_TRIGGER} BEFORE INSERT ON reminder "
            f"FOR EACH ROW EXECUTE FUNCTION {_TRIGGER}()"
        )
    else:
        op.execute(
            f"CREATE TRIGGER {_TRIGGER} BEFORE INSERT ON reminder WHEN {_WHEN} "
            f"BEGIN SELECT RAISE(ABORT, '{_SAID}'); END"
        )


def downgrade() -> None:
    """Forget who was reminded."""
    if _is_postgresql():
        op.execute(f"DROP TRIGGER {_TRIGGER} ON reminder")
        op.execute(f"DROP FUNCTION {_TRIGGER}()")
    else:
        op.execute(f"DROP TRIGGER {_TRIGGER}")
    op.drop_table("reminder")


def _is_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"
