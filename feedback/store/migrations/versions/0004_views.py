"""What children are saying and what they sent."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "draft",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("letter_id", sa.Uuid(), nullable=False),
        sa.Column(
            "stage",
            sa.Enum(
                "consultation",
                "evaluation",
                "watching",
                name="stage",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("questionnaire", sa.String(length=60), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False, comment="Of the text shown"),
        sa.Column(
            "filled_by",
            sa.Enum(
                "child",
                "with-help",
                "written-down",
                name="filled_by",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "helper",
            sa.Enum(
                "carer",
                "social-worker",
                "advocate",
                "teacher",
                "friend",
                "interpreter",
                "other",
                name="helper",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("without_pictures", sa.Boolean(), nullable=False),
        sa.Column("touched_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(digest) = 64", name=op.f("ck_draft_digest_is_whole")),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["letter.id"], name=op.f("fk_draft_letter_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sa.UniqueConstraint("letter_id", "stage", name=op.f("uq_draft_letter_id_stage")),
    )
    op.create_table(
        "views",
        sa.Column("id", sa.Uuid(), nullable=False, comment="The draft’s key, so it is sent once"),
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column("letter_id", sa.Uuid(), nullable=False),
        sa.Column("questionnaire", sa.String(length=60), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
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
            comment="Used",
        ),
        sa.Column(
            "version_by_age",
            sa.Enum(
                "pictures",
                "short",
                "longer",
                "full",
                "easy",
                "watching",
                name="version_by_age",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column(
            "filled_by",
            sa.Enum(
                "child",
                "with-help",
                "written-down",
                name="filled_by",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "helper",
            sa.Enum(
                "carer",
                "social-worker",
                "advocate",
                "teacher",
                "friend",
                "interpreter",
                "other",
                name="helper",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("without_pictures", sa.Boolean(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("receipt", sa.String(length=12), nullable=False),
        sa.Column("real", sa.Boolean(), nullable=False, comment="At least one real answer"),
        sa.Column("intends", sa.String(length=40), nullable=True, comment="Never evidence"),
        sa.Column("wants_talk", sa.Boolean(), nullable=False),
        sa.Column("wants_advocate", sa.Boolean(), nullable=False),
        sa.Column("may_quote", sa.Boolean(), nullable=False),
        sa.Column("look_first", sa.Boolean(), nullable=False, comment="Orders a queue; no more"),
        sa.Column(
            "answers", sa.LargeBinary(), nullable=True, comment="To the service; none: withdrawn"
        ),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("read_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "(read_at IS NULL) = (read_by IS NULL)", name=op.f("ck_views_read_by_someone")
        ),
        sa.CheckConstraint("length(digest) = 64", name=op.f("ck_views_digest_is_whole")),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["letter.id"], name=op.f("fk_views_letter_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["read_by"], ["staff.id"], name=op.f("fk_views_read_by")),
        sa.ForeignKeyConstraint(
            ["review_id"], ["review.id"], name=op.f("fk_views_review_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_views")),
        sa.UniqueConstraint("receipt", name=op.f("uq_views_receipt")),
    )
    op.create_index(op.f("ix_views_letter_id"), "views", ["letter_id"], unique=False)
    op.create_index("ix_views_read_at", "views", ["read_at", "sent_at"], unique=False)
    op.create_index(op.f("ix_views_review_id"), "views", ["review_id"], unique=False)
    op.create_table(
        "child_copy",
        sa.Column("views_id", sa.Uuid(), nullable=False),
        sa.Column("letter_id", sa.Uuid(), nullable=False),
        sa.Column("answers", sa.LargeBinary(), nullable=False),
        sa.Column(
            "guarded",
            sa.Boolean(),
            nullable=False,
            comment="The child’s own pictures stood before it already",
        ),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["letter.id"], name=op.f("fk_child_copy_letter_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["views_id"], ["views.id"], name=op.f("fk_child_copy_views_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("views_id", name=op.f("pk_child_copy")),
    )
    op.create_index(op.f("ix_child_copy_letter_id"), "child_copy", ["letter_id"], unique=False)
    op.create_table(
        "draft_answer",
        sa.Column("draft_id", sa.Uuid(), nullable=False),
        sa.Column("question", sa.String(length=60), nullable=False),
        sa.Column("answer", sa.LargeBinary(), nullable=False, comment="JSON list"),
        sa.Column(
            "visit_id", sa.Uuid(), nullable=True, comment="The visit it was given in, to show it"
        ),
        sa.Column(
            "guarded",
            sa.Boolean(),
            nullable=False,
            comment="The child’s own pictures stood before it already",
        ),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["draft.id"], name=op.f("fk_draft_answer_draft_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("draft_id", "question", name=op.f("pk_draft_answer")),
    )


def downgrade() -> None:
    op.drop_table("draft_answer")
    op.drop_index(op.f("ix_child_copy_letter_id"), table_name="child_copy")
    op.drop_table("child_copy")
    op.drop_index(op.f("ix_views_review_id"), table_name="views")
    op.drop_index("ix_views_read_at", table_name="views")
    op.drop_index(op.f("ix_views_letter_id"), table_name="views")
    op.drop_table("views")
    op.drop_table("draft")
