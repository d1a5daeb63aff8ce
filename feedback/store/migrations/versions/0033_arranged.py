"""In which column for the meeting an officer put an answer; never what was said."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing was moved before."""
    columns = sa.Enum(
        *("worries", "going-well", "next"),
        name="column",
        native_enum=False,
        create_constraint=True,
        length=40,
    )
    op.create_table(
        "placing",
        sa.Column("views_id", sa.Uuid(), nullable=False),
        sa.Column("question", sa.String(64), nullable=False),
        sa.Column("column", columns, nullable=False),
        sa.Column("placed_by", sa.Uuid(), nullable=False),
        sa.Column("placed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["views_id"], ["views.id"], name=op.f("fk_placing_views_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["placed_by"], ["staff.id"], name=op.f("fk_placing_placed_by")),
        sa.PrimaryKeyConstraint("views_id", "question", name=op.f("pk_placing")),
    )


def downgrade() -> None:
    """Let every answer stand where its question says."""
    op.drop_table("placing")
