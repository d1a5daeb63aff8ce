"""What came of an alert is said in words of their own, which no settled alert goes without."""

from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing was settled before."""
    kind = "BYTEA" if op.get_bind().dialect.name == "postgresql" else "BLOB"
    op.execute(
        f"ALTER TABLE challenge ADD COLUMN ending {kind} CONSTRAINT ck_challenge_settled_in_words"
        " CHECK (outcome IS NULL OR outcome = 'taken-up' OR ending IS NOT NULL)"
    )


def downgrade() -> None:
    """Forget them."""
    op.drop_column("challenge", "ending")
