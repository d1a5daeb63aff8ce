"""The log is looked through by day, by person and by kind, at the same cost however long it is."""

from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

_INDEXES = {
    "ix_audit_who": ["who", "place"],
    "ix_audit_act": ["act", "place"],
    "ix_audit_at": ["at"],
}


def upgrade() -> None:
    """Make what finds rows fast."""
    for name, columns in _INDEXES.items():
        op.create_index(name, "audit", columns)


def downgrade() -> None:
    """Find them slowly."""
    for name in _INDEXES:
        op.drop_index(name, "audit")
