"""The answers of one form lie side by side, in the order of their key, and not where they came.

Finding a form then reads one place where it looked up each answer by itself, and keeping an
answer writes one page of the file and not two. PostgreSQL has no such order, and stays.
"""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None

_TABLE, _BEFORE = "draft_answer", "draft_answer_before"
_COPIED = (
    "INSERT INTO draft_answer (draft_id, question, answer, visit_id, guarded)"
    " SELECT draft_id, question, answer, visit_id, guarded FROM draft_answer_before"
)


def upgrade() -> None:
    """Lay them in order of their key."""
    _lay_anew(with_rowid=False)


def downgrade() -> None:
    """Lay them as they come."""
    _lay_anew(with_rowid=True)


def _lay_anew(*, with_rowid: bool) -> None:
    if op.get_bind().dialect.name != "sqlite":
        return
    op.rename_table(_TABLE, _BEFORE)
    op.create_table(
        _TABLE,
        sa.Column("draft_id", sa.Uuid(), nullable=False),
        sa.Column("question", sa.String(length=60), nullable=False),
        sa.Column("answer", sa.LargeBinary(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=True),
        sa.Column("guarded", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["draft.id"], name=op.f("fk_draft_answer_draft_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("draft_id", "question", name=op.f("pk_draft_answer")),
        sqlite_with_rowid=with_rowid,
    )
    op.execute(_COPIED)
    op.drop_table(_BEFORE)
