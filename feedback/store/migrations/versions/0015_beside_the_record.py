"""What a record says beside how the child took part, and the log of visits and contact.

Every record written before says nothing of it: *not recorded*. No table is made anew, and
every closed list and every day that belongs to a fact is held by a check on its column.
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_WORDS = {
    "seen_alone": ("yes", "declined", "not-appropriate", "no"),
    "contact": ("made", "none"),
    "late_because": (
        "date-wrong", "told-late", "child-asked", "child-unwell", "child-moved", "family",
        "officer", "social-worker", "papers", "court", "other",
    ),
}  # fmt: skip
_NO_DAY = "seen_alone_on IS NOT NULL OR seen_alone IS NULL OR seen_alone <> 'yes'"
_NO_FACT = (
    "seen_alone_on IS NULL OR"
    " (seen_alone IS NOT NULL AND seen_alone IN ('yes', 'declined', 'not-appropriate'))"
)
_COLUMNS: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("part_two_day", "DATE", {}),
    ("seen_alone", "VARCHAR(40)", {}),
    ("seen_alone_on", "DATE", {"seen_alone_has_a_day": _NO_DAY, "day_was_seen_alone": _NO_FACT}),
    ("contact", "VARCHAR(40)", {}),
    ("late_because", "VARCHAR(40)", {}),
    ("notified_on", "DATE", {}),
    (
        "notified_in_time",
        "BOOLEAN",
        {"notified_has_a_day": "notified_in_time IS NOT TRUE OR notified_on IS NOT NULL"},
    ),
    ("documents_on", "DATE", {}),
    (
        "documents_in_time",
        "BOOLEAN",
        {"documents_have_a_day": "documents_in_time IS NOT TRUE OR documents_on IS NOT NULL"},
    ),
    ("next_due_day", "DATE", {}),
)
_COMMENTS = {
    "seen_alone": "None: not recorded, which is not no",
    "contact": "Since the review before; none: not recorded",
    "notified_in_time": "Within 2 working days",
    "documents_in_time": "Ready for the review",
    "next_due_day": "Of the review after this one",
}


def upgrade() -> None:
    """Nothing of this was recorded before."""
    for name, kind, checks in _COLUMNS:
        held = dict(checks)
        if name in _WORDS:
            listed = ", ".join(f"'{word}'" for word in _WORDS[name])
            held[name] = f"{name} IN ({listed})"
        said = " ".join(f"CONSTRAINT ck_record_{key} CHECK ({rule})" for key, rule in held.items())
        op.execute(f"ALTER TABLE record ADD COLUMN {name} {kind} {said}".rstrip())
    if op.get_bind().dialect.name == "postgresql":
        for name, said in _COMMENTS.items():
            op.execute(f"COMMENT ON COLUMN record.{name} IS '{said}'")
    op.create_table(
        "contact",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column(
            "way",
            sa.Enum(
                *("visit", "call", "video", "message"),
                name="way",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "alone",
            sa.Boolean(),
            nullable=False,
            comment="The child was alone with the officer",
        ),
        sa.Column("noted_by", sa.Uuid(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("struck_by", sa.Uuid(), nullable=True),
        sa.Column("struck_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(struck_at IS NULL) = (struck_by IS NULL)", name=op.f("ck_contact_struck_by_someone")
        ),
        sa.ForeignKeyConstraint(["noted_by"], ["staff.id"], name=op.f("fk_contact_noted_by")),
        sa.ForeignKeyConstraint(["struck_by"], ["staff.id"], name=op.f("fk_contact_struck_by")),
        sa.ForeignKeyConstraint(
            ["review_id"], ["review.id"], name=op.f("fk_contact_review_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
    )
    op.create_index("ix_contact_review_id", "contact", ["review_id", "day"], unique=False)


def downgrade() -> None:
    """Forget all of it."""
    op.drop_index("ix_contact_review_id", table_name="contact")
    op.drop_table("contact")
    for name, _, _ in reversed(_COLUMNS):
        op.drop_column("record", name)
