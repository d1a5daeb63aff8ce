"""Statements for the case file; one that was filed stays filed, and when it was."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_NAME, _WORDS = "statement_stays_filed", "what was filed stays filed"
_WHEN = (
    "OLD.filed_at IS NOT NULL AND (NEW.filed_at IS NULL OR NEW.filed_at <> OLD.filed_at "
    "OR NEW.filed_by <> OLD.filed_by)"
)


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "statement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(8), nullable=False, comment="Not secret"),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column(
            "filed_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="Its retention clock starts here",
        ),
        sa.Column("filed_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("length(code) = 8", name=op.f("ck_statement_code_is_whole")),
        sa.CheckConstraint(
            "(filed_at IS NULL) = (filed_by IS NULL)", name=op.f("ck_statement_filed_by_someone")
        ),
        sa.CheckConstraint(
            "filed_at IS NULL OR filed_at >= made_at",
            name=op.f("ck_statement_filed_after_it_was_made"),
        ),
        sa.ForeignKeyConstraint(
            ["review_id"], ["review.id"], ondelete="CASCADE", name=op.f("fk_statement_review_id")
        ),
        sa.ForeignKeyConstraint(["made_by"], ["staff.id"], name=op.f("fk_statement_made_by")),
        sa.ForeignKeyConstraint(["filed_by"], ["staff.id"], name=op.f("fk_statement_filed_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
        sa.UniqueConstraint("code", name=op.f("uq_statement_code")),
    )
    op.create_index(op.f("ix_statement_review_id"), "statement", ["review_id"])
    op.create_table(
        "statement_views",
        sa.Column("statement_id", sa.Uuid(), nullable=False),
        sa.Column("views_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["statement_id"],
            ["statement.id"],
            ondelete="CASCADE",
            name=op.f("fk_statement_views_statement_id"),
        ),
        sa.ForeignKeyConstraint(
            ["views_id"],
            ["views.id"],
            ondelete="CASCADE",
            name=op.f("fk_statement_views_views_id"),
        ),
        sa.PrimaryKeyConstraint("statement_id", "views_id", name=op.f("pk_statement_views")),
    )
    op.create_index(op.f("ix_statement_views_views_id"), "statement_views", ["views_id"])
    _keep()


def downgrade() -> None:
    """Forget what was filed."""
    op.drop_table("statement_views")
    op.drop_table("statement")
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"DROP FUNCTION {_NAME}()")


def _keep() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE FUNCTION {_NAME}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {_WHEN} THEN RAISE EXCEPTION '{_WORDS}' USING ERRCODE = 'check_violation'; "
            "END IF; RETURN NEW; END $$"
        )
        op.execute(
            f"CREATE TRIGGER {_NAME} BEFORE UPDATE ON statement "
            f"FOR EACH ROW EXECUTE FUNCTION {_NAME}()"
        )
    else:
        op.execute(
            f"CREATE TRIGGER {_NAME} BEFORE UPDATE ON statement WHEN {_WHEN} "
            f"BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END"
        )
