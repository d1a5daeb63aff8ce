"""Letters, the secret pictures and the visits they open."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "wrong_try",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "number", sa.String(length=6), nullable=False, comment="As typed; may be nobody’s"
        ),
        sa.Column("network", sa.String(length=64), nullable=False, comment="/24 or /56"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wrong_try")),
    )
    op.create_index("ix_wrong_try_letter", "wrong_try", ["number", "network", "at"], unique=False)
    op.create_index("ix_wrong_try_network", "wrong_try", ["network", "at"], unique=False)
    op.create_table(
        "gate",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("child_id", sa.Uuid(), nullable=False),
        sa.Column(
            "digest",
            sa.LargeBinary(length=32),
            nullable=True,
            comment="Peppered, bound to this row; none until pictures are chosen",
        ),
        sa.Column("wrong", sa.Integer(), nullable=False),
        sa.CheckConstraint("wrong BETWEEN 0 AND 5", name=op.f("ck_gate_five_tries")),
        sa.ForeignKeyConstraint(
            ["child_id"], ["child.id"], name=op.f("fk_gate_child_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gate")),
        sa.UniqueConstraint("child_id", name=op.f("uq_gate_child_id")),
    )
    op.create_table(
        "letter",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column("gate_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=6), nullable=False, comment="Not secret"),
        sa.Column("salt", sa.LargeBinary(length=16), nullable=False),
        sa.Column("public_key", sa.LargeBinary(length=32), nullable=False, comment="X25519"),
        sa.Column(
            "cost",
            sa.Enum(
                "full", "cheap", name="cost", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column(
            "qr_wrapped",
            sa.LargeBinary(),
            nullable=True,
            comment="The letter’s key under the QR’s secret; none once spent",
        ),
        sa.Column("qr_opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "version",
            sa.Enum(
                "pictures",
                "short",
                "longer",
                "full",
                "easy",
                "watching",
                name="version",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
            comment="By age",
        ),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column(
            "opens_on", sa.Date(), nullable=False, comment="Consultation, 20 working days before"
        ),
        sa.Column(
            "closes_at",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="Consultation: when the review starts",
        ),
        sa.Column("evaluation_from", sa.Date(), nullable=True),
        sa.Column("evaluation_until", sa.Date(), nullable=True),
        sa.Column("evaluation_used", sa.Boolean(), nullable=False, comment="No time, on purpose"),
        sa.Column(
            "indicator_group",
            sa.String(length=16),
            nullable=False,
            comment="Carried onto the sheet, so nothing is joined",
        ),
        sa.Column("went", sa.Boolean(), nullable=True, comment="Was there, for the wording of A4"),
        sa.Column(
            "shut_until",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="After 500 wrong tries in a day",
        ),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_by", sa.Uuid(), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("length(number) = 6", name=op.f("ck_letter_six_digits")),
        sa.CheckConstraint(
            "length(salt) = 16 AND length(public_key) = 32", name=op.f("ck_letter_key_is_whole")
        ),
        sa.ForeignKeyConstraint(["gate_id"], ["gate.id"], name=op.f("fk_letter_gate_id")),
        sa.ForeignKeyConstraint(["issued_by"], ["staff.id"], name=op.f("fk_letter_issued_by")),
        sa.ForeignKeyConstraint(
            ["review_id"], ["review.id"], name=op.f("fk_letter_review_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
        sa.UniqueConstraint("number", name=op.f("uq_letter_number")),
    )
    op.create_index(op.f("ix_letter_gate_id"), "letter", ["gate_id"], unique=False)
    op.create_index(
        "uq_letter_review_live",
        "letter",
        ["review_id"],
        unique=True,
        sqlite_where=sa.text("revoked_at IS NULL"),
        postgresql_where=sa.text("revoked_at IS NULL"),
    )
    op.create_table(
        "child_session",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("letter_id", sa.Uuid(), nullable=False),
        sa.Column(
            "wrapped", sa.LargeBinary(), nullable=True, comment="Erased when the visit ends"
        ),
        sa.Column(
            "door",
            sa.Enum(
                "new",
                "open",
                "shut",
                "without",
                name="door",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("by_qr", sa.Boolean(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["letter_id"],
            ["letter.id"],
            name=op.f("fk_child_session_letter_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_child_session")),
    )
    op.create_index(
        op.f("ix_child_session_letter_id"), "child_session", ["letter_id"], unique=False
    )
    op.create_index("ix_child_session_seen_at", "child_session", ["seen_at"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_child_session_seen_at", table_name="child_session")
    op.drop_index(op.f("ix_child_session_letter_id"), table_name="child_session")
    op.drop_table("child_session")
    op.drop_index(
        "uq_letter_review_live",
        table_name="letter",
        sqlite_where=sa.text("revoked_at IS NULL"),
        postgresql_where=sa.text("revoked_at IS NULL"),
    )
    op.drop_index(op.f("ix_letter_gate_id"), table_name="letter")
    op.drop_table("letter")
    op.drop_table("gate")
    op.drop_index("ix_wrong_try_network", table_name="wrong_try")
    op.drop_index("ix_wrong_try_letter", table_name="wrong_try")
    op.drop_table("wrong_try")
