"""Whether two people who saw different themes in a comment have agreed on which it has."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing was settled before."""
    column: sa.Column[bool] = sa.Column(
        "settled",
        sa.Boolean(),
        nullable=False,
        server_default=sa.false(),
        comment="Two people saw otherwise, and then agreed on its themes",
    )
    op.add_column("comment", column)


def downgrade() -> None:
    """Forget what was settled; the themes stay."""
    op.drop_column("comment", "settled")
