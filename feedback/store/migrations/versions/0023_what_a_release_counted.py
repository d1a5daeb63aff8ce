"""What a release counted is kept beside it, sealed, so that later releases are judged by it."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Keep nothing for a release made before; nothing can be judged against it."""
    op.add_column(
        "release",
        sa.Column(
            "counted",
            sa.LargeBinary(),
            nullable=True,
            comment="To the service: the true counts, to judge later releases by",
        ),
    )


def downgrade() -> None:
    """Forget what was counted."""
    op.drop_column("release", "counted")
