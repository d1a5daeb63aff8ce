"""Who wrote and who accepted what in other languages; the database refuses to change it."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_KEPT, _WORDS = "translation_step_keeps_update", "a row of translation_step is never changed"


def upgrade() -> None:
    """Make the table, and keep it from being talked round."""
    op.create_table(
        "translation_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("language", sa.String(16), nullable=False),
        sa.Column(
            "phrase",
            sa.String(64),
            nullable=False,
            comment="Digest of the English and its place",
        ),
        sa.Column(
            "context",
            sa.String(60),
            nullable=False,
            comment="The question; blank on other pages",
        ),
        sa.Column("english", sa.String(), nullable=False),
        sa.Column(
            "texts",
            sa.JSON(),
            nullable=False,
            comment="One, or one for each kind of number",
        ),
        sa.Column("step", _one_of("step", "drafted", "accepted"), nullable=False),
        sa.Column("person", sa.String(200), nullable=False, comment="Who translated or reviewed"),
        sa.Column("qualification", sa.String(200), nullable=False),
        sa.Column("entered_by", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(phrase) = 64", name=_ck("phrase_is_whole")),
        sa.CheckConstraint(
            "step = 'drafted' OR length(trim(qualification)) > 0",
            name=_ck("reviewer_is_qualified"),
        ),
        sa.CheckConstraint("length(trim(person)) > 0", name=_ck("somebody_did_it")),
        sa.ForeignKeyConstraint(
            ["entered_by"], ["staff.id"], name=op.f("fk_translation_step_entered_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_translation_step")),
    )
    op.create_index(
        "ix_translation_step_language", "translation_step", ["language", "phrase", "at"]
    )
    _keep()


def downgrade() -> None:
    """Forget what was written and accepted."""
    op.drop_table("translation_step")
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"DROP FUNCTION {_KEPT}()")


def _keep() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE FUNCTION {_KEPT}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{_WORDS}'; END $$"
        )
        op.execute(
            f"CREATE TRIGGER {_KEPT} BEFORE UPDATE ON translation_step "
            f"FOR EACH ROW EXECUTE FUNCTION {_KEPT}()"
        )
    else:
        op.execute(
            f"CREATE TRIGGER {_KEPT} BEFORE UPDATE ON translation_step "
            f"BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END"
        )


def _ck(name: str) -> str:
    return op.f(f"ck_translation_step_{name}")


def _one_of(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=40)
