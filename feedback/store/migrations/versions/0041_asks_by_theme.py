"""What each thing a child asked for is about: a theme of the codebook, given with an answer."""

from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

_SAID = {
    "ask": "What it is about, by the codebook; none: not given",
    "past_ask": "What it was about, by the codebook; none: not given",
}
_OF_AN_ANSWER = (
    "theme IS NULL OR (outcome IS NOT NULL AND length(theme) BETWEEN 2 AND 40"
    " AND theme = lower(theme) AND theme NOT LIKE '% %')"
)


def upgrade() -> None:
    """Nothing had a theme before."""
    for table, said in _SAID.items():
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN theme VARCHAR(40)"
            f" CONSTRAINT ck_{table}_theme_of_an_answer CHECK ({_OF_AN_ANSWER})"
        )
        if op.get_bind().dialect.name == "postgresql":
            op.execute(f"COMMENT ON COLUMN {table}.theme IS '{said}'")


def downgrade() -> None:
    """Forget what things were about."""
    for table in _SAID:
        op.drop_column(table, "theme")
