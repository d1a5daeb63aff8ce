"""Wrong tries at the doors of staff, by account and network, in place of a process’s memory."""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None

_TABLE = "staff_try"


def upgrade() -> None:
    """Nothing was tried before."""
    op.create_table(
        _TABLE,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "whose",
            sa.LargeBinary(length=32),
            nullable=False,
            comment="HMAC of page and account with staff’s key; may be nobody’s",
        ),
        sa.Column("network", sa.String(length=64), nullable=False, comment="/24 or /56"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(whose) = 32", name=op.f("ck_staff_try_digest_is_whole")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_try")),
    )
    op.create_index("ix_staff_try_account", _TABLE, ["whose", "network", "at"])
    op.create_index("ix_staff_try_network", _TABLE, ["network", "at"])


def downgrade() -> None:
    """Forget them."""
    op.drop_table(_TABLE)
