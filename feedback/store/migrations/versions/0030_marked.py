"""What whoever read something first found in it, so that we know how often we rightly ask."""

from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

_FOUND = "'no-concern', 'concern', 'already-known'"


def upgrade() -> None:
    """Nothing that was read before was marked."""
    key = "UUID" if op.get_bind().dialect.name == "postgresql" else "CHAR(32)"
    op.execute(
        "ALTER TABLE views ADD COLUMN marked VARCHAR(40)"
        f" CONSTRAINT ck_views_marked CHECK (marked IN ({_FOUND}))"
        " CONSTRAINT ck_views_marked_was_looked_at_first CHECK (marked IS NULL OR look_first)"
    )
    op.execute(
        f"ALTER TABLE views ADD COLUMN marked_by {key}"
        " CONSTRAINT fk_views_marked_by_staff REFERENCES staff (id)"
        " CONSTRAINT ck_views_marked_by_someone"
        " CHECK ((marked IS NULL) = (marked_by IS NULL))"
    )


def downgrade() -> None:
    """Forget what was found."""
    for name in ("marked_by", "marked"):
        op.drop_column("views", name)
