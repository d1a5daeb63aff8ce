"""Readings outside one’s own cases: two people, one record, and no decision taken back.

The database itself sees to it that what was asked and decided stays as it was: nobody turns
another’s *no* into *yes*, or starts the hour again. Only the seal of the reason may change, with
the service’s key.
"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

_TRIGGER = "outside_reading_stays_decided"
_SAID = "what was asked and decided about a reading stays"
_FIXED = ("id", "review_id", "asked_by", "asked_at")
_DECIDED = ("decided_by", "decided_at", "agreed")
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Nobody has asked yet."""
    op.create_table(
        "outside_reading",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("asked_at", _MOMENT, nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("decided_by", sa.Uuid()),
        sa.Column(
            "decided_at", _MOMENT, comment="If agreed, it opens for 60 minutes from here"
        ),
        sa.Column("agreed", sa.Boolean()),
        sa.Column("given_back_at", _MOMENT, comment="Shut before its time"),
        *_checks(),
        sa.ForeignKeyConstraint(
            ["review_id"], ["review.id"], name=op.f("fk_outside_reading_review_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["staff.id"], name=op.f("fk_outside_reading_asked_by")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["staff.id"], name=op.f("fk_outside_reading_decided_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outside_reading")),
    )  # fmt: skip
    waits = sa.text("decided_at IS NULL")
    op.create_index(
        "uq_outside_reading_waits", "outside_reading", ["asked_by", "review_id"], unique=True,
        sqlite_where=waits, postgresql_where=waits,
    )  # fmt: skip
    op.create_index(op.f("ix_outside_reading_review_id"), "outside_reading", ["review_id"])
    op.create_index("ix_outside_reading_asked_at", "outside_reading", ["asked_at"])
    _let_it_stay()


def downgrade() -> None:
    """Forget who asked."""
    if _is_postgresql():
        op.execute(f"DROP TRIGGER {_TRIGGER} ON outside_reading")
        op.execute(f"DROP FUNCTION {_TRIGGER}()")
    else:
        op.execute(f"DROP TRIGGER {_TRIGGER}")
    op.drop_table("outside_reading")


def _checks() -> list[sa.CheckConstraint]:
    said = {
        "two_people": "decided_by <> asked_by",
        "decided_by_someone": "(decided_by IS NULL) = (decided_at IS NULL)",
        "decided_either_way": "(decided_by IS NULL) = (agreed IS NULL)",
        "decided_after_asking": "decided_at IS NULL OR decided_at >= asked_at",
        "given_back_once_opened": "given_back_at IS NULL OR agreed",
        "reason_is_a_sentence": "length(reason) >= 78",
    }
    return [
        sa.CheckConstraint(what, name=op.f(f"ck_outside_reading_{name}"))
        for name, what in said.items()
    ]


def _let_it_stay() -> None:
    other = "IS DISTINCT FROM" if _is_postgresql() else "IS NOT"
    fixed = " OR ".join(f"NEW.{name} {other} OLD.{name}" for name in _FIXED)
    decided = " OR ".join(f"NEW.{name} {other} OLD.{name}" for name in _DECIDED)
    when = f"{fixed} OR (OLD.decided_at IS NOT NULL AND ({decided}))"
    if _is_postgresql():
        op.execute(
            f"CREATE FUNCTION {_TRIGGER}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {when} THEN RAISE EXCEPTION '{_SAID}' USING ERRCODE = 'check_violation'; "
            "END IF; RETURN NEW; END $$"
        )
        op.execute(
            f"CREATE TRIGGER {_TRIGGER} BEFORE UPDATE ON outside_reading "
            f"FOR EACH ROW EXECUTE FUNCTION {_TRIGGER}()"
        )
    else:
        op.execute(
            f"CREATE TRIGGER {_TRIGGER} BEFORE UPDATE ON outside_reading WHEN {when} "
            f"BEGIN SELECT RAISE(ABORT, '{_SAID}'); END"
        )


def _is_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"
