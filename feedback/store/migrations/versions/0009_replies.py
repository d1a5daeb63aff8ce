"""What a child says to being asked at all: no, later, or another way."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make room for one reply a letter and form."""
    op.create_table(
        "reply",
        sa.Column("letter_id", sa.Uuid(), nullable=False),
        sa.Column(
            "stage", _one_of("stage", "consultation", "evaluation", "watching"), nullable=False
        ),
        sa.Column("reply", _one_of("reply", "no", "later", "another-way"), nullable=False),
        sa.Column(
            "way", _one_of("way", "help", "paper", "phone", "language", "officer"), nullable=True
        ),
        sa.Column(
            "helped",
            sa.Boolean(),
            nullable=False,
            comment="Somebody else sat before the screen too",
        ),
        sa.Column("without_pictures", sa.Boolean(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(reply = 'another-way') = (way IS NOT NULL)",
            name=op.f("ck_reply_another_way_is_named"),
        ),
        sa.CheckConstraint("stage <> 'watching'", name=op.f("ck_reply_said_by_a_child")),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["letter.id"], name=op.f("fk_reply_letter_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("letter_id", "stage", name=op.f("pk_reply")),
    )


def downgrade() -> None:
    """Forget them."""
    op.drop_table("reply")


def _one_of(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=40)
