"""Who covers for whom, and what follows when a child was not heard, which is never rewritten."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_KEPT, _WORDS = "follow_up_keeps_update", "a row of follow_up is never changed"
_CAUSES = (
    "not-asked", "no-time", "no-wish", "nobody-to-speak", "needs-not-met", "unwell", "away",
    "not-written-down", "other",
)  # fmt: skip


def upgrade() -> None:
    """Make both tables. Every assignment there is came by an import."""
    op.add_column(
        "assignment",
        sa.Column(
            "by_hand",
            sa.Boolean(),
            nullable=False,
            server_default=sa.false(),
            comment="Set on a page; stands until an import says the same",
        ),
    )
    op.create_table(
        "absence",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("cover_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False, comment="Last day"),
        sa.Column("set_by", sa.Uuid(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("until >= since", name=op.f("ck_absence_ends_after_it_began")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_absence_staff_id")),
        sa.ForeignKeyConstraint(["cover_id"], ["staff.id"], name=op.f("fk_absence_cover_id")),
        sa.ForeignKeyConstraint(["set_by"], ["staff.id"], name=op.f("fk_absence_set_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
        sa.UniqueConstraint("staff_id", "since", name=op.f("uq_absence_staff_id_since")),
    )
    op.create_index(op.f("ix_absence_cover_id"), "absence", ["cover_id"])
    op.create_table(
        "follow_up",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column(
            "number", sa.Integer(), nullable=False, comment="1, then 2 for the first change"
        ),
        sa.Column("cause", _one_of("cause", *_CAUSES), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("due_day", sa.Date(), nullable=False),
        sa.Column(
            "doing", _one_of("doing", "open", "done", "not-done", "not-needed"), nullable=False
        ),
        sa.Column(
            "worked",
            _one_of("worked", "yes", "partly", "no"),
            nullable=True,
            comment="At the next review; none: nobody said yet",
        ),
        sa.Column(
            "said", sa.LargeBinary(), nullable=False, comment="JSON: reason, action, outcome"
        ),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "worked IS NULL OR doing <> 'open'", name=op.f("ck_follow_up_worked_when_it_is_over")
        ),
        sa.ForeignKeyConstraint(
            ["review_id"], ["review.id"], ondelete="CASCADE", name=op.f("fk_follow_up_review_id")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["staff.id"], name=op.f("fk_follow_up_owner_id")),
        sa.ForeignKeyConstraint(
            ["written_by"], ["staff.id"], name=op.f("fk_follow_up_written_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up")),
        sa.UniqueConstraint("review_id", "number", name=op.f("uq_follow_up_review_id_number")),
    )
    op.create_index("ix_follow_up_owner_id", "follow_up", ["owner_id", "due_day"])
    _keep()


def downgrade() -> None:
    """Forget both."""
    op.drop_table("follow_up")
    op.drop_table("absence")
    op.drop_column("assignment", "by_hand")
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"DROP FUNCTION {_KEPT}()")


def _keep() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE FUNCTION {_KEPT}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{_WORDS}'; END $$"
        )
        op.execute(
            f"CREATE TRIGGER {_KEPT} BEFORE UPDATE ON follow_up "
            f"FOR EACH ROW EXECUTE FUNCTION {_KEPT}()"
        )
    else:
        op.execute(
            f"CREATE TRIGGER {_KEPT} BEFORE UPDATE ON follow_up "
            f"BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END"
        )


def _one_of(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=40)
