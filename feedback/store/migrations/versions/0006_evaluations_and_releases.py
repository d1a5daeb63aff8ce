"""Evaluations that lead back to nobody, and releases."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "safeguarding_link",
        sa.Column("key", sa.Uuid(), nullable=False),
        sa.Column("week", sa.String(length=8), nullable=False),
        sa.Column("link", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_safeguarding_link")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_safeguarding_link_week"), "safeguarding_link", ["week"], unique=False)
    op.create_table(
        "sheet",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("quarter", sa.String(length=9), nullable=False, comment="Such as 2025-26Q3"),
        sa.Column("instrument", sa.String(length=60), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column(
            "version",
            sa.Enum(
                "pictures",
                "short",
                "longer",
                "full",
                "easy",
                "watching",
                name="version",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("english", sa.Boolean(), nullable=False),
        sa.Column("helped", sa.Boolean(), nullable=False),
        sa.Column("screen", sa.Boolean(), nullable=False),
        sa.Column("indicator_group", sa.String(length=16), nullable=False),
        sa.Column("coded", sa.JSON(), nullable=False, comment="Question id to codes; never words"),
        sa.Column("words", sa.LargeBinary(), nullable=True, comment="Free text, to the service"),
        sa.Column("may_quote", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "indicator_group IN ('PN1', 'PN2-3', 'PN5-6', 'PN4-7', 'not-settled')",
            name=op.f("ck_sheet_known_group"),
        ),
        sa.CheckConstraint("length(quarter) = 9", name=op.f("ck_sheet_quarter_without_day")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_sheet_quarter"), "sheet", ["quarter"], unique=False)
    op.create_table(
        "tray",
        sa.Column("key", sa.Uuid(), nullable=False),
        sa.Column(
            "sheet", sa.LargeBinary(), nullable=False, comment="The whole sheet, to the service"
        ),
        sa.Column(
            "link", sa.LargeBinary(), nullable=False, comment="Fixed length, to the week’s key"
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_tray")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "tray_key",
        sa.Column("key", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_tray_key")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "week_key",
        sa.Column("week", sa.String(length=8), nullable=False, comment="Such as 2026-W48"),
        sa.Column("public_key", sa.LargeBinary(length=32), nullable=False),
        sa.CheckConstraint("length(week) = 8", name=op.f("ck_week_key_week_without_day")),
        sa.PrimaryKeyConstraint("week", name=op.f("pk_week_key")),
    )
    op.create_table(
        "closed_period",
        sa.Column("name", sa.String(length=9), nullable=False, comment="2025-26, 2025-26Q3"),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "length(name) IN (7, 9)", name=op.f("ck_closed_period_quarter_or_year")
        ),
        sa.ForeignKeyConstraint(
            ["closed_by"], ["staff.id"], name=op.f("fk_closed_period_closed_by")
        ),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_closed_period")),
    )
    op.create_table(
        "release",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("period", sa.String(length=9), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False, comment="Over all its files"),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note", sa.String(length=1000), nullable=True),
        sa.CheckConstraint(
            "(withdrawn_at IS NULL) = (note IS NULL)",
            name=op.f("ck_release_withdrawn_with_a_note"),
        ),
        sa.ForeignKeyConstraint(
            ["period"], ["closed_period.name"], name=op.f("fk_release_period")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release")),
        sa.UniqueConstraint("period", name=op.f("uq_release_period")),
    )
    op.create_table(
        "ledger_cell",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("release_id", sa.Uuid(), nullable=False),
        sa.Column("table_name", sa.String(length=60), nullable=False),
        sa.Column("row", sa.String(length=60), nullable=False),
        sa.Column("column", sa.String(length=60), nullable=False),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.Column("symbol", sa.String(length=8), nullable=True),
        sa.CheckConstraint(
            "(value IS NULL) <> (symbol IS NULL)", name=op.f("ck_ledger_cell_a_value_or_a_symbol")
        ),
        sa.ForeignKeyConstraint(
            ["release_id"],
            ["release.id"],
            name=op.f("fk_ledger_cell_release_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_cell")),
    )
    op.create_index(
        "uq_ledger_cell_place",
        "ledger_cell",
        ["release_id", "table_name", "row", "column"],
        unique=True,
    )
    op.create_table(
        "release_file",
        sa.Column("release_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["release_id"],
            ["release.id"],
            name=op.f("fk_release_file_release_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("release_id", "name", name=op.f("pk_release_file")),
    )


def downgrade() -> None:
    op.drop_table("release_file")
    op.drop_index("uq_ledger_cell_place", table_name="ledger_cell")
    op.drop_table("ledger_cell")
    op.drop_table("release")
    op.drop_table("closed_period")
    op.drop_table("week_key")
    op.drop_table("tray_key")
    op.drop_table("tray")
    op.drop_index(op.f("ix_sheet_quarter"), table_name="sheet")
    op.drop_table("sheet")
    op.drop_index(op.f("ix_safeguarding_link_week"), table_name="safeguarding_link")
    op.drop_table("safeguarding_link")
