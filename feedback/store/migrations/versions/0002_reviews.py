"""Reviews, and how children took part."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "review",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("child_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False, comment="Part 1"),
        sa.Column(
            "sequence", sa.Integer(), nullable=False, comment="Two rows reported for one day"
        ),
        sa.Column("at", sa.Time(), nullable=True),
        sa.Column("part_two_day", sa.Date(), nullable=True),
        sa.Column(
            "due_day", sa.Date(), nullable=True, comment="By regulation 33; none when unknown"
        ),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "held",
                "cancelled",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("officer_id", sa.Uuid(), nullable=True),
        sa.Column("social_worker", sa.String(length=200), nullable=True),
        sa.Column("age", sa.Integer(), nullable=True, comment="In years on the day of part 1"),
        sa.Column(
            "reported_code",
            sa.Enum(
                "PN0",
                "PN1",
                "PN2",
                "PN3",
                "PN4",
                "PN5",
                "PN6",
                "PN7",
                name="reported",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "code",
            sa.Enum(
                "PN0",
                "PN1",
                "PN2",
                "PN3",
                "PN4",
                "PN5",
                "PN6",
                "PN7",
                name="indicator",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "code IS NULL OR (age IS NOT NULL AND age < 18 AND (code = 'PN0') = (age < 4))",
            name=op.f("ck_review_code_fits_the_age"),
        ),
        sa.CheckConstraint(
            "code IS NULL OR state = 'held'", name=op.f("ck_review_code_needs_a_held_review")
        ),
        sa.CheckConstraint(
            "(code IS NULL) = (confirmed_at IS NULL)", name=op.f("ck_review_code_is_confirmed")
        ),
        sa.CheckConstraint(
            "age IS NULL OR age BETWEEN 0 AND 25", name=op.f("ck_review_age_of_a_child")
        ),
        sa.CheckConstraint(
            "part_two_day IS NULL OR part_two_day >= day", name=op.f("ck_review_part_two_follows")
        ),
        sa.ForeignKeyConstraint(
            ["child_id"], ["child.id"], name=op.f("fk_review_child_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["officer_id"], ["staff.id"], name=op.f("fk_review_officer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
        sa.UniqueConstraint(
            "child_id", "day", "sequence", name=op.f("uq_review_child_id_day_sequence")
        ),
    )
    op.create_index(op.f("ix_review_child_id"), "review", ["child_id"], unique=False)
    op.create_index("ix_review_day_code", "review", ["day", "state", "code"], unique=False)
    op.create_index(
        "ix_review_officer_day", "review", ["officer_id", "state", "day"], unique=False
    )
    op.create_table(
        "record",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column(
            "number", sa.Integer(), nullable=False, comment="1, then 2 for the first correction"
        ),
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.Column(
            "attended",
            sa.Enum(
                "yes",
                "part",
                "remote",
                "nearby",
                "no",
                "unknown",
                name="attended",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("spoke", sa.Boolean(), nullable=False),
        sa.Column("signed", sa.Boolean(), nullable=False),
        sa.Column(
            "spokesperson",
            sa.Enum(
                "none",
                "advocate",
                "iro",
                "other",
                "unknown",
                name="spokesperson",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "views",
            sa.Enum(
                "none",
                "blank",
                "late",
                "adult_only",
                "shared_unattributed",
                "presented",
                "not_presented",
                "unknown",
                name="views",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.LargeBinary(), nullable=True, comment="Why it was corrected"),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["recorded_by"], ["staff.id"], name=op.f("fk_record_recorded_by")),
        sa.ForeignKeyConstraint(
            ["review_id"], ["review.id"], name=op.f("fk_record_review_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record")),
        sa.UniqueConstraint("review_id", "number", name=op.f("uq_record_review_id_number")),
    )
    op.create_table(
        "indicator_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=True),
        sa.Column(
            "proposed",
            sa.Enum(
                "PN0",
                "PN1",
                "PN2",
                "PN3",
                "PN4",
                "PN5",
                "PN6",
                "PN7",
                name="proposed",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "rule", sa.String(length=8), nullable=False, comment="Row of the decision table"
        ),
        sa.Column(
            "standing",
            sa.Enum(
                "settled",
                "confirm",
                "pending",
                "not a review",
                name="standing",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "code",
            sa.Enum(
                "PN0",
                "PN1",
                "PN2",
                "PN3",
                "PN4",
                "PN5",
                "PN6",
                "PN7",
                name="indicator",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "reason IS NOT NULL OR (proposed IS NOT NULL AND code = proposed)",
            name=op.f("ck_indicator_entry_override_has_a_reason"),
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["staff.id"], name=op.f("fk_indicator_entry_decided_by")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_indicator_entry_record_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["review_id"],
            ["review.id"],
            name=op.f("fk_indicator_entry_review_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator_entry")),
        sa.UniqueConstraint(
            "review_id", "number", name=op.f("uq_indicator_entry_review_id_number")
        ),
    )


def downgrade() -> None:
    op.drop_table("indicator_entry")
    op.drop_table("record")
    op.drop_index("ix_review_officer_day", table_name="review")
    op.drop_index("ix_review_day_code", table_name="review")
    op.drop_index(op.f("ix_review_child_id"), table_name="review")
    op.drop_table("review")
