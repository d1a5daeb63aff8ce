"""Answering whole: interpreters’ versions, closing, challenge alerts, the letter afterwards.

The database itself sees to it that a review with an unanswered ask is never closed, that an
ask which comes later opens it again, and that a child who reads another language is answered
through an interpreter’s version or in person. No table is made anew for this.
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_OPEN = "outcome IS NULL"
_ALL_ANSWERED = "a review is closed when every ask is answered"
_IN_THEIR_LANGUAGE = "an answer needs an interpreter''s version or was told in person"
_UNANSWERED = (
    "NEW.closed_at IS NOT NULL AND EXISTS (SELECT 1 FROM ask JOIN views"
    " ON views.id = ask.views_id WHERE views.review_id = NEW.id AND ask.outcome IS NULL)"
)
_UNHEARD = (
    "NEW.outcome IS NOT NULL AND NEW.told_on IS NULL AND NEW.interpreted_on IS NULL"
    " AND EXISTS (SELECT 1 FROM views WHERE views.id = NEW.views_id AND language <> 'en')"
)
_GONE = "EXISTS (SELECT 1 FROM views WHERE id = NEW.views_id AND withdrawn_at IS NOT NULL)"
_OPENS_AGAIN = (
    "UPDATE review SET closed_at = NULL, closed_by = NULL WHERE closed_at IS NOT NULL"
    " AND id = (SELECT review_id FROM views WHERE views.id = NEW.views_id)"
)
_REFUSALS = (
    ("review_closes_when_answered", "review", "INSERT OR UPDATE", _UNANSWERED, _ALL_ANSWERED),
    ("ask_in_their_language", "ask", "INSERT OR UPDATE", _UNHEARD, _IN_THEIR_LANGUAGE),
    ("interpretation_of_withdrawn_views", "interpretation", "INSERT", _GONE,
     "what a child took back never returns"),
    ("interpretation_keeps_update", "interpretation", "UPDATE", "TRUE",
     "a row of interpretation is never changed"),
    ("outcome_letter_keeps_update", "outcome_letter", "UPDATE", "TRUE",
     "a row of outcome_letter is never changed"),
)  # fmt: skip


def upgrade() -> None:
    """Nothing was closed, interpreted, challenged or written before."""
    key, moment = ("UUID", "TIMESTAMPTZ") if _is_postgresql() else ("CHAR(32)", "DATETIME")
    op.execute(
        f"ALTER TABLE review ADD COLUMN closed_at {moment} CONSTRAINT ck_review_closed_was_held"
        " CHECK (closed_at IS NULL OR state = 'held')"
    )
    op.execute(
        f"ALTER TABLE review ADD COLUMN closed_by {key}"
        " CONSTRAINT fk_review_closed_by REFERENCES staff (id)"
        " CONSTRAINT ck_review_closed_by_someone"
        " CHECK ((closed_at IS NULL) = (closed_by IS NULL))"
    )
    for name in ("interpreted_on", "told_on"):
        op.add_column("ask", sa.Column(name, sa.Date(), nullable=True))
    _interpretations()
    _challenges()
    _letters()
    for refusal in _REFUSALS:
        _refuse(*refusal)
    _open_again()


def downgrade() -> None:
    """Forget all of it."""
    dropped = [(name, table, when) for name, table, when, _, _ in _REFUSALS]
    for name, table, when in [*dropped, ("ask_opens_review", "ask", "INSERT OR UPDATE")]:
        _drop(name, table, when)
    op.drop_table("outcome_letter")
    op.drop_index("uq_challenge_open", table_name="challenge")
    op.drop_index("ix_challenge_review_id", table_name="challenge")
    op.drop_table("challenge")
    op.drop_table("interpretation")
    for table, name in (
        ("ask", "told_on"),
        ("ask", "interpreted_on"),
        ("review", "closed_by"),
        ("review", "closed_at"),
    ):
        op.drop_column(table, name)


def _interpretations() -> None:
    op.create_table(
        "interpretation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("views_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False, comment="JSON: interpreter, parts"),
        sa.Column("interpreted_on", sa.Date(), nullable=False),
        sa.Column("whole", sa.Boolean(), nullable=False, comment="Nothing waits any more"),
        sa.Column("noted_by", sa.Uuid(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["noted_by"], ["staff.id"], name=op.f("fk_interpretation_noted_by")
        ),
        sa.ForeignKeyConstraint(
            ["views_id"], ["views.id"], name=op.f("fk_interpretation_views_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interpretation")),
        sa.UniqueConstraint("views_id", "number", name=op.f("uq_interpretation_views_id_number")),
    )


def _challenges() -> None:
    levels = (
        "social-worker", "team-manager", "service-manager", "head-of-service", "director",
        "cafcass",
    )  # fmt: skip
    endings = ("agreed", "partly", "not-agreed", "taken-up", "dropped")
    op.create_table(
        "challenge",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column("ask_id", sa.Uuid(), nullable=True, comment="None: the child took the ask back"),
        sa.Column("level", _one_of("level", *levels), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False, comment="JSON: about, ending"),
        sa.Column("due_day", sa.Date(), nullable=False),
        sa.Column("raised_by", sa.Uuid(), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", _one_of("outcome", *endings), nullable=True),
        sa.Column("settled_by", sa.Uuid(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(outcome IS NULL) = (settled_at IS NULL)", name=op.f("ck_challenge_settled_on_a_day")
        ),
        sa.CheckConstraint(
            "(settled_at IS NULL) = (settled_by IS NULL)",
            name=op.f("ck_challenge_settled_by_someone"),
        ),
        sa.ForeignKeyConstraint(
            ["ask_id"], ["ask.id"], name=op.f("fk_challenge_ask_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["raised_by"], ["staff.id"], name=op.f("fk_challenge_raised_by")),
        sa.ForeignKeyConstraint(
            ["review_id"], ["review.id"], name=op.f("fk_challenge_review_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["settled_by"], ["staff.id"], name=op.f("fk_challenge_settled_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_challenge")),
    )
    op.create_index("ix_challenge_review_id", "challenge", ["review_id", "due_day"], unique=False)
    op.create_index(
        "uq_challenge_open",
        "challenge",
        ["ask_id"],
        unique=True,
        sqlite_where=sa.text(_OPEN),
        postgresql_where=sa.text(_OPEN),
    )


def _letters() -> None:
    op.create_table(
        "outcome_letter",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False, comment="JSON: as it was made"),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["made_by"], ["staff.id"], name=op.f("fk_outcome_letter_made_by")),
        sa.ForeignKeyConstraint(
            ["review_id"],
            ["review.id"],
            name=op.f("fk_outcome_letter_review_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome_letter")),
        sa.UniqueConstraint(
            "review_id", "number", name=op.f("uq_outcome_letter_review_id_number")
        ),
    )


def _refuse(name: str, table: str, when: str, condition: str, words: str) -> None:
    if _is_postgresql():
        op.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {condition} THEN RAISE EXCEPTION '{words}' USING ERRCODE = 'check_violation'; "
            "END IF; RETURN NEW; END $$"
        )
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {when} ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {name}()"
        )
        return
    for act in when.split(" OR "):
        op.execute(
            f"CREATE TRIGGER {_named(name, act, when)} BEFORE {act} ON {table} WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{words}'); END"
        )


def _open_again() -> None:
    """Let an ask without an outcome open its review again, whichever door it came in by."""
    name, when = "ask_opens_review", "INSERT OR UPDATE"
    if _is_postgresql():
        op.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS "
            f"$$ BEGIN IF NEW.outcome IS NULL THEN {_OPENS_AGAIN}; END IF; RETURN NULL; END $$"
        )
        op.execute(
            f"CREATE TRIGGER {name} AFTER {when} ON ask FOR EACH ROW EXECUTE FUNCTION {name}()"
        )
        return
    for act in when.split(" OR "):
        op.execute(
            f"CREATE TRIGGER {_named(name, act, when)} AFTER {act} ON ask "
            f"WHEN NEW.outcome IS NULL BEGIN {_OPENS_AGAIN}; END"
        )


def _drop(name: str, table: str, when: str) -> None:
    if _is_postgresql():
        op.execute(f"DROP TRIGGER {name} ON {table}")
        op.execute(f"DROP FUNCTION {name}()")
        return
    for act in when.split(" OR "):
        op.execute(f"DROP TRIGGER {_named(name, act, when)}")


def _named(name: str, act: str, when: str) -> str:
    return name if act == when else f"{name}_{act.lower()}"


def _one_of(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=40)


def _is_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"
