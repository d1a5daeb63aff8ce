"""A child may ask that their own officer does not read it, and a cover officer does."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_FORMS = ("draft", "views")


def upgrade() -> None:
    """Nobody who sent something before had asked for it. No table is made anew for this."""
    for table in _FORMS:
        op.add_column(
            table,
            sa.Column(
                "not_iro",
                sa.Boolean(),
                nullable=False,
                server_default=sa.false(),
                comment="Asked that their own officer does not read it",
            ),
        )
    op.create_table(
        "cover",
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=True, comment="None: nobody, so duty reads"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_cover_staff_id")),
        sa.PrimaryKeyConstraint("since", name=op.f("pk_cover")),
    )
    op.create_index(op.f("ix_cover_staff_id"), "cover", ["staff_id"], unique=False)


def downgrade() -> None:
    """Forget who covered, and who asked for it."""
    op.drop_index(op.f("ix_cover_staff_id"), table_name="cover")
    op.drop_table("cover")
    for table in _FORMS:
        op.drop_column(table, "not_iro")
