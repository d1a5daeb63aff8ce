"""Who looked at a week’s list of readings outside somebody’s own cases, and when."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody has said so yet."""
    op.create_table(
        "looked_at_week",
        sa.Column("monday", sa.Date(), nullable=False, comment="The week begins on it"),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_looked_at_week_staff_id")
        ),
        sa.PrimaryKeyConstraint("monday", "staff_id", name=op.f("pk_looked_at_week")),
    )


def downgrade() -> None:
    """Forget who looked; the log does not."""
    op.drop_table("looked_at_week")
