"""Finding out who wrote a worrying evaluation: two people, both with a reason, for an hour.

The database itself sees to it that what was asked and decided stays as it was. Only the seals
of the reasons may change, with the service’s key.
"""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

_TRIGGER = "link_opening_stays_decided"
_SAID = "what was asked and decided about a link stays"
_FIXED = ("id", "mark", "asked_by", "asked_at")
_DECIDED = ("decided_by", "decided_at", "agreed")
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Nobody has asked yet."""
    op.create_table(
        "link_opening",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "mark", sa.LargeBinary(32), nullable=False,
            comment="Of which sheet, to whoever holds the key of the log",
        ),
        sa.Column("asked_by", sa.Uuid(), nullable=False, comment="On duty"),
        sa.Column("asked_at", _MOMENT, nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("decided_by", sa.Uuid(), comment="IRO manager"),
        sa.Column(
            "decided_at", _MOMENT, comment="If agreed, it opens for 60 minutes from here"
        ),
        sa.Column("agreed", sa.Boolean()),
        sa.Column("remark", sa.LargeBinary(), comment="Why they agreed or not"),
        sa.Column("shut_at", _MOMENT, comment="Shut before its time"),
        *_checks(),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["staff.id"], name=op.f("fk_link_opening_asked_by")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["staff.id"], name=op.f("fk_link_opening_decided_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link_opening")),
    )  # fmt: skip
    waits = sa.text("decided_at IS NULL")
    op.create_index(
        "uq_link_opening_waits", "link_opening", ["mark"], unique=True,
        sqlite_where=waits, postgresql_where=waits,
    )  # fmt: skip
    op.create_index("ix_link_opening_asked_at", "link_opening", ["asked_at"])
    _let_it_stay()


def downgrade() -> None:
    """Forget who asked; the log does not."""
    if _is_postgresql():
        op.execute(f"DROP TRIGGER {_TRIGGER} ON link_opening")
        op.execute(f"DROP FUNCTION {_TRIGGER}()")
    else:
        op.execute(f"DROP TRIGGER {_TRIGGER}")
    op.drop_table("link_opening")


def _checks() -> list[sa.CheckConstraint]:
    said = {
        "mark_is_whole": "length(mark) = 32",
        "two_people": "decided_by <> asked_by",
        "decided_by_someone": "(decided_by IS NULL) = (decided_at IS NULL)",
        "decided_either_way": "(decided_by IS NULL) = (agreed IS NULL)",
        "decided_with_a_reason": "decided_by IS NULL OR remark IS NOT NULL",
        "decided_after_asking": "decided_at IS NULL OR decided_at >= asked_at",
        "shut_once_opened": "shut_at IS NULL OR agreed",
        "reason_is_a_sentence": "length(reason) >= 78",
        "remark_is_a_sentence": "length(remark) >= 78",
    }
    return [
        sa.CheckConstraint(what, name=op.f(f"ck_link_opening_{name}"))
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
            f"CREATE TRIGGER {_TRIGGER} BEFORE UPDATE ON link_opening "
            f"FOR EACH ROW EXECUTE FUNCTION {_TRIGGER}()"
        )
    else:
        op.execute(
            f"CREATE TRIGGER {_TRIGGER} BEFORE UPDATE ON link_opening WHEN {when} "
            f"BEGIN SELECT RAISE(ABORT, '{_SAID}'); END"
        )


def _is_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"
