"""Work that somebody asked for and waits for, and letters that end because a child moved.

What an errand brings back is sealed, and erased with it after an hour.
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_AWAITS = "Ended because the child moved; a new one is to be made"
_STATES = "state IN ('waiting', 'done', 'failed', 'called-off')"


def upgrade() -> None:
    """Nobody has asked for anything yet, and no letter waits for a new one."""
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "errand",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("asked_at", moment, nullable=False),
        sa.Column(
            "about", sa.JSON(), nullable=False, comment="Plain codes: what exactly is wanted"
        ),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False, comment="0 while nobody knows"),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column(
            "failure",
            sa.String(300),
            nullable=True,
            comment="The refusal in one sentence; never a word of a child",
        ),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("leased_until", moment, nullable=True),
        sa.Column("holder", sa.Uuid(), nullable=True),
        sa.Column("ended_at", moment, nullable=True),
        sa.Column(
            "goes_at", moment, nullable=False, comment="When it is erased with all its pieces"
        ),
        sa.Column(
            "public_key",
            sa.LargeBinary(32),
            nullable=True,
            comment="Seals what it brings back, to whoever asked",
        ),
        sa.Column(
            "locked",
            sa.LargeBinary(),
            nullable=True,
            comment="The private half, under a secret in the cookie of whoever asked",
        ),
        sa.CheckConstraint(_STATES, name=op.f("ck_errand_state")),
        sa.CheckConstraint(
            "(state = 'waiting') = (ended_at IS NULL)",
            name=op.f("ck_errand_ended_when_it_is_over"),
        ),
        sa.CheckConstraint(
            "(public_key IS NULL) = (locked IS NULL)", name=op.f("ck_errand_key_is_whole")
        ),
        sa.CheckConstraint("done BETWEEN 0 AND total", name=op.f("ck_errand_no_more_than_all")),
        sa.ForeignKeyConstraint(["asked_by"], ["staff.id"], name=op.f("fk_errand_asked_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_errand")),
    )
    op.create_index(op.f("ix_errand_asked_by"), "errand", ["asked_by"])
    op.create_index("ix_errand_state", "errand", ["state", "asked_at"])
    op.create_index("ix_errand_goes_at", "errand", ["goes_at"])
    op.create_table(
        "errand_piece",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("errand_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column(
            "about", sa.String(80), nullable=False, comment="A file’s name, or a review’s key"
        ),
        sa.Column("is_done", sa.Boolean(), nullable=False),
        sa.Column(
            "content",
            sa.LargeBinary(),
            nullable=True,
            comment="To the errand’s key where it has one, else to the service",
        ),
        sa.ForeignKeyConstraint(
            ["errand_id"],
            ["errand.id"],
            name=op.f("fk_errand_piece_errand_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_errand_piece")),
        sa.UniqueConstraint("errand_id", "place", name=op.f("uq_errand_piece_errand_id_place")),
    )
    op.execute(
        f"ALTER TABLE letter ADD COLUMN awaits_new BOOLEAN DEFAULT {_false()} NOT NULL "
        "CONSTRAINT ck_letter_old_one_is_ended CHECK (NOT awaits_new OR revoked_at IS NOT NULL)"
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"COMMENT ON COLUMN letter.awaits_new IS '{_AWAITS}'")


def downgrade() -> None:
    """Forget what was asked for, and which letters wait for a new one."""
    op.drop_column("letter", "awaits_new")
    op.drop_table("errand_piece")
    op.drop_table("errand")


def _false() -> str:
    return "false" if op.get_bind().dialect.name == "postgresql" else "0"
