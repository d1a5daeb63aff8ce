"""What choosing the hidden numbers of a prepared release took, for both people who look at it."""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None

_TABLE, _COLUMN = "prepared_release", "solved"
_SAID = "How much is hidden, and what choosing it took"


def upgrade() -> None:
    """Of what was prepared before, nothing was kept."""
    op.add_column(_TABLE, sa.Column(_COLUMN, sa.LargeBinary(), nullable=True, comment=_SAID))


def downgrade() -> None:
    """Forget it."""
    op.drop_column(_TABLE, _COLUMN)
