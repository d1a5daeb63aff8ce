"""What goes by itself when its time is over: holds, what is left of it, and where the log begins.

The database itself sees to it that words are not erased by age before they were filed, that
what was erased does not come back, and that no row of the log goes but up to a checkpoint.
"""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

_FILED = (
    "EXISTS (SELECT 1 FROM statement_views JOIN statement ON statement.id = "
    "statement_views.statement_id WHERE statement_views.views_id = OLD.id "
    "AND statement.filed_at IS NOT NULL)"
)
_ERASED = "EXISTS (SELECT 1 FROM views WHERE id = NEW.views_id AND erased_on IS NOT NULL)"
_GOES = "NEW.erased_on IS NOT NULL AND OLD.erased_on IS NULL"
_GONE = "what was erased never returns"
HANGS_ON = ("child_copy", "ask", "creation", "interpretation")
RULES = {
    "views_stay_erased": (
        *("views", "UPDATE"),
        "OLD.erased_on IS NOT NULL AND (NEW.erased_on IS NULL OR NEW.answers IS NOT NULL)",
        _GONE,
    ),
    "views_are_filed_first": (
        *("views", "UPDATE"),
        f"{_GOES} AND OLD.answers IS NOT NULL AND OLD.real AND NOT {_FILED}",
        "no words go before they are filed",
    ),
    "checkpoint_keeps_update": ("checkpoint", "UPDATE", "TRUE", "a checkpoint is never changed"),
    "checkpoint_keeps_delete": ("checkpoint", "DELETE", "TRUE", "a checkpoint is never changed"),
} | {f"{table}_of_erased_views": (table, "INSERT", _ERASED, _GONE) for table in HANGS_ON}
_LOG, _NEVER = "audit_keeps_delete", "a row of audit is never changed"
_PASSED = "NOT EXISTS (SELECT 1 FROM checkpoint WHERE checkpoint.place >= OLD.place)"


def upgrade() -> None:
    """Nothing is held, and nothing was erased."""
    for table in ("hold", "past_ask", "checkpoint"):
        op.create_table(table, *_parts(table))
    op.create_index(op.f("ix_hold_child_id"), "hold", ["child_id"])
    op.create_index(op.f("ix_past_ask_review_id"), "past_ask", ["review_id"])
    op.execute(
        "ALTER TABLE views ADD COLUMN erased_on DATE CONSTRAINT ck_views_erased_has_no_words "
        "CHECK (erased_on IS NULL OR answers IS NULL)"
    )
    if _is_postgresql():
        said = "Day on which its words went because their time was over"
        op.execute(f"COMMENT ON COLUMN views.erased_on IS '{said}'")
    for name, rule in RULES.items():
        _refuse(name, *rule)
    _log_goes(f"WHEN {_PASSED} ", f"IF {_PASSED} THEN RAISE EXCEPTION '{_NEVER}'; END IF;")


def downgrade() -> None:
    """Let nothing be held; what was erased stays so."""
    _log_goes("", f"RAISE EXCEPTION '{_NEVER}';")
    for name, (table, _, _, _) in RULES.items():
        if _is_postgresql():
            op.execute(f"DROP TRIGGER {name} ON {table}")
            op.execute(f"DROP FUNCTION {name}()")
        else:
            op.execute(f"DROP TRIGGER {name}")
    op.drop_column("views", "erased_on")
    for table in ("checkpoint", "past_ask", "hold"):
        op.drop_table(table)


def _parts(table: str) -> list[sa.schema.SchemaItem]:
    outcome = sa.Enum(
        *("done", "not-done", "still-asking"),
        name="outcome", native_enum=False, create_constraint=True, length=40,
    )  # fmt: skip
    moment, key = sa.DateTime(timezone=True), sa.Uuid()
    parts: dict[str, list[sa.schema.SchemaItem]] = {
        "hold": [
            sa.Column("id", key, nullable=False),
            sa.Column("child_id", key, nullable=True, comment="None: of everybody"),
            sa.Column("reason", sa.LargeBinary(), nullable=False),
            sa.Column("until", sa.Date(), nullable=False, comment="Last day"),
            sa.Column("placed_by", key, nullable=True, comment="None: by a command"),
            sa.Column("placed_at", moment, nullable=False),
            sa.Column("lifted_by", key, nullable=True),
            sa.Column("lifted_at", moment, nullable=True),
            sa.CheckConstraint(
                "lifted_by IS NULL OR lifted_at IS NOT NULL", name=op.f("ck_hold_lifted_some_day")
            ),
            _key("hold", "child_id", "child.id", cascade=True),
            _key("hold", "placed_by", "staff.id"),
            _key("hold", "lifted_by", "staff.id"),
            sa.PrimaryKeyConstraint("id", name=op.f("pk_hold")),
        ],
        "past_ask": [
            sa.Column("id", key, nullable=False),
            sa.Column("review_id", key, nullable=False),
            sa.Column("outcome", outcome, nullable=True),
            _key("past_ask", "review_id", "review.id", cascade=True),
            sa.PrimaryKeyConstraint("id", name=op.f("pk_past_ask")),
        ],
        "checkpoint": [
            sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
            sa.Column("after", sa.LargeBinary(32), nullable=False, comment="The mac of that row"),
            sa.Column("made_at", moment, nullable=False),
            sa.Column("mark", sa.LargeBinary(32), nullable=False, comment="HMAC over the three"),
            sa.CheckConstraint(
                "length(after) = 32 AND length(mark) = 32",
                name=op.f("ck_checkpoint_marks_are_whole"),
            ),
            sa.PrimaryKeyConstraint("place", name=op.f("pk_checkpoint")),
        ],
    }
    return parts[table]


def _key(table: str, column: str, of: str, *, cascade: bool = False) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column],
        [of],
        name=op.f(f"fk_{table}_{column}"),
        ondelete="CASCADE" if cascade else None,
    )


def _refuse(name: str, table: str, act: str, when: str, words: str) -> None:
    if _is_postgresql():
        row = "OLD" if act == "DELETE" else "NEW"
        op.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS "
            "$$ BEGIN "
            f"IF {when} THEN RAISE EXCEPTION '{words}' USING ERRCODE = 'check_violation'; "
            f"END IF; RETURN {row}; END $$"
        )
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
        )
    else:
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {act} ON {table} WHEN {when} "
            f"BEGIN SELECT RAISE(ABORT, '{words}'); END"
        )


def _log_goes(when: str, refusing: str) -> None:
    """Say on which condition rows of the log may be deleted."""
    if _is_postgresql():
        op.execute(
            f"CREATE OR REPLACE FUNCTION {_LOG}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN {refusing} RETURN OLD; END $$"
        )
    else:
        op.execute(f"DROP TRIGGER {_LOG}")
        op.execute(
            f"CREATE TRIGGER {_LOG} BEFORE DELETE ON audit {when}"
            f"BEGIN SELECT RAISE(ABORT, '{_NEVER}'); END"
        )


def _is_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"
