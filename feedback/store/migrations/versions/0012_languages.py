"""In which language a child reads, asks to be helped, and was shown a form."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_OF_LETTERS = {
    "reads": "Tag of the language the child chose; none is English",
    "interpreter": "Tag of the language in which the child asked for an interpreter",
}
_DIGEST = "Digest of the form in that language; none is English"


def upgrade() -> None:
    """Whoever answered before was shown English and asked for nobody."""
    for name, comment in _OF_LETTERS.items():
        op.add_column("letter", sa.Column(name, sa.String(16), nullable=True, comment=comment))
    op.add_column(
        "draft",
        sa.Column(
            "language", sa.String(16), nullable=False, server_default="en", comment="Shown in"
        ),
    )
    for table in ("draft", "views"):
        digest = sa.Column("translation", sa.String(64), nullable=True, comment=_DIGEST)
        op.add_column(table, digest)


def downgrade() -> None:
    """Forget them."""
    for table in ("draft", "views"):
        op.drop_column(table, "translation")
    op.drop_column("draft", "language")
    for name in _OF_LETTERS:
        op.drop_column("letter", name)
