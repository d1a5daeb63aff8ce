"""Whether a child is disabled, with what it was recorded for and on which day."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

_PURPOSE = sa.Enum(
    "equality", name="purpose", native_enum=False, create_constraint=True, length=40
)


def upgrade() -> None:
    """Nothing is recorded of anybody yet."""
    op.create_table(
        "disability",
        sa.Column("child_id", sa.Uuid(), nullable=False),
        sa.Column("disabled", sa.Boolean(), nullable=False, comment="Never which disability"),
        sa.Column("purpose", _PURPOSE, nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["child_id"], ["child.id"], name=op.f("fk_disability_child_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("child_id", name=op.f("pk_disability")),
    )


def downgrade() -> None:
    """Forget it."""
    op.drop_table("disability")
