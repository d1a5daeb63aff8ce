"""What came on paper, by phone or in person is typed in by somebody, beside what was sent.

It is dated by the day it was received, which the database holds to be no later than its
typing. No table is made anew for this.
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_WAYS = "'screen', 'paper', 'phone', 'in-person'"
_TYPED = (
    "CONSTRAINT ck_views_typed_in_by_someone CHECK ((came_by = 'screen') = (typed_by IS NULL)"
    " AND (came_by = 'screen') = (typed_at IS NULL)) "
    "CONSTRAINT ck_views_received_before_typed CHECK (typed_at IS NULL OR sent_at <= typed_at)"
)
_TYPED_BY = "Typed it in; sent_at is then when it was received"
_ALONG = {
    "folded_sheet": "Came along, handed over unopened",
    "drawn": "Drawn on the paper, which was handed over",
}


def upgrade() -> None:
    """Everything that was there before had come by the screen."""
    postgresql = op.get_bind().dialect.name == "postgresql"
    key, moment = ("UUID", "TIMESTAMPTZ") if postgresql else ("CHAR(32)", "DATETIME")
    op.execute(
        "ALTER TABLE views ADD COLUMN came_by VARCHAR(40) DEFAULT 'screen' NOT NULL "
        f"CONSTRAINT ck_views_came_by CHECK (came_by IN ({_WAYS}))"
    )
    op.execute(
        f"ALTER TABLE views ADD COLUMN typed_by {key} "
        "CONSTRAINT fk_views_typed_by REFERENCES staff (id)"
    )
    op.execute(f"ALTER TABLE views ADD COLUMN typed_at {moment} {_TYPED}")
    if postgresql:
        op.execute(f"COMMENT ON COLUMN views.typed_by IS '{_TYPED_BY}'")
    for name, comment in _ALONG.items():
        column: sa.Column[bool] = sa.Column(
            name, sa.Boolean(), nullable=False, server_default=sa.false(), comment=comment
        )
        op.add_column("views", column)


def downgrade() -> None:
    """Forget how it came; the words stay."""
    for column in (*_ALONG, "typed_at", "typed_by", "came_by"):
        op.drop_column("views", column)
