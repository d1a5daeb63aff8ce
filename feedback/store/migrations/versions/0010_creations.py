"""Drawings, voices and photos: beside the words of a draft, and of what was sent."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_MAKING = ("drawing", "voice", "photo")


def upgrade() -> None:
    op.create_table(
        "draft_creation",
        sa.Column("draft_id", sa.Uuid(), nullable=False),
        sa.Column("question", sa.String(length=60), nullable=False),
        sa.Column(
            "making",
            sa.Enum(*_MAKING, name="making", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "id",
            sa.Uuid(),
            nullable=False,
            comment="Its own key, which it keeps when it is sent",
        ),
        sa.Column("content", sa.LargeBinary(), nullable=False, comment="Under a key of its own"),
        sa.Column(
            "own", sa.LargeBinary(), nullable=False, comment="JSON: that key, media, seconds"
        ),
        sa.Column(
            "visit_id", sa.Uuid(), nullable=True, comment="The visit it was made in, to show it"
        ),
        sa.Column(
            "guarded",
            sa.Boolean(),
            nullable=False,
            comment="The child’s own pictures stood before it already",
        ),
        sa.ForeignKeyConstraint(
            ["draft_id"],
            ["draft.id"],
            name=op.f("fk_draft_creation_draft_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("draft_id", "question", "making", name=op.f("pk_draft_creation")),
        sa.UniqueConstraint("id", name=op.f("uq_draft_creation_id")),
    )
    op.create_table(
        "creation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("views_id", sa.Uuid(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False, comment="Under a key of its own"),
        sa.Column(
            "own",
            sa.LargeBinary(),
            nullable=False,
            comment="To the letter; JSON: question, that key",
        ),
        sa.Column(
            "about",
            sa.LargeBinary(),
            nullable=False,
            comment="To the service; as to the letter",
        ),
        sa.Column(
            "transcript",
            sa.LargeBinary(),
            nullable=True,
            comment="What a voice says, written down by staff; beside it, never for it",
        ),
        sa.Column("transcribed_by", sa.Uuid(), nullable=True),
        sa.Column("transcribed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(transcript IS NULL) = (transcribed_by IS NULL)",
            name=op.f("ck_creation_heard_by_someone"),
        ),
        sa.CheckConstraint(
            "(transcript IS NULL) = (transcribed_at IS NULL)",
            name=op.f("ck_creation_heard_some_day"),
        ),
        sa.ForeignKeyConstraint(
            ["transcribed_by"], ["staff.id"], name=op.f("fk_creation_transcribed_by")
        ),
        sa.ForeignKeyConstraint(
            ["views_id"], ["views.id"], name=op.f("fk_creation_views_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_creation")),
    )
    op.create_index(op.f("ix_creation_views_id"), "creation", ["views_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_creation_views_id"), table_name="creation")
    op.drop_table("creation")
    op.drop_table("draft_creation")
