"""What others have told of our figures is kept, so that every release is judged with it."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Know of nothing yet."""
    op.create_table(
        "outside_fact",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("period", sa.String(length=9), nullable=False),
        sa.Column("table_name", sa.String(length=60), nullable=False),
        sa.Column("row", sa.String(length=60), nullable=False),
        sa.Column(
            "columns",
            sa.String(length=200),
            nullable=False,
            comment="Added up, with + between them",
        ),
        sa.Column("low", sa.Integer(), nullable=False),
        sa.Column(
            "high", sa.Integer(), nullable=False, comment="The same where one number is told"
        ),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "low >= 0 AND low <= high", name=op.f("ck_outside_fact_least_and_most")
        ),
        sa.CheckConstraint(
            "length(period) IN (7, 9)", name=op.f("ck_outside_fact_quarter_or_year")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outside_fact")),
        sa.UniqueConstraint(
            "period",
            "table_name",
            "row",
            "columns",
            "source",
            name=op.f("uq_outside_fact_period_table_name_row_columns_source"),
        ),
    )


def downgrade() -> None:
    """Forget them."""
    op.drop_table("outside_fact")
