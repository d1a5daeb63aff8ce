"""Why a planned review was cancelled, by whom and when; only a cancelled one has a reason."""

from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

_REASONS = "'put-off', 'left-care', 'elsewhere', 'by-mistake', 'other'"


def upgrade() -> None:
    """Give no reason to what was cancelled before: an officer’s record says who and when."""
    postgresql = op.get_bind().dialect.name == "postgresql"
    key, moment = ("UUID", "TIMESTAMPTZ") if postgresql else ("CHAR(32)", "DATETIME")
    op.execute(
        "ALTER TABLE review ADD COLUMN cancelled_because VARCHAR(40)"
        f" CONSTRAINT ck_review_cancelled_because CHECK (cancelled_because IN ({_REASONS}))"
        " CONSTRAINT ck_review_reason_is_of_a_cancelled_one"
        " CHECK (cancelled_because IS NULL OR state = 'cancelled')"
    )
    op.execute(
        f"ALTER TABLE review ADD COLUMN cancelled_at {moment}"
        " CONSTRAINT ck_review_cancelled_for_a_reason"
        " CHECK ((cancelled_at IS NULL) = (cancelled_because IS NULL))"
    )
    op.execute(
        f"ALTER TABLE review ADD COLUMN cancelled_by {key}"
        " CONSTRAINT fk_review_cancelled_by REFERENCES staff (id)"
        " CONSTRAINT ck_review_cancelled_by_someone"
        " CHECK ((cancelled_at IS NULL) = (cancelled_by IS NULL))"
    )


def downgrade() -> None:
    """Forget why; the reviews stay cancelled."""
    for name in ("cancelled_by", "cancelled_at", "cancelled_because"):
        op.drop_column("review", name)
