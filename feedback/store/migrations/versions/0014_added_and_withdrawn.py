"""A child adds to what was sent, or takes it back; what was taken back never returns.

The database itself sees to it: words and a withdrawal exclude each other, a withdrawal is
never undone, and nothing may be hung on what was taken back. No table is made anew for this.
"""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

HANGS_ON = {"child_copy": "views_id", "ask": "views_id", "creation": "views_id"}
_GONE = "what a child took back never returns"
_CHECK = (
    "CONSTRAINT ck_views_withdrawn_has_no_words CHECK (withdrawn_at IS NULL OR answers IS NULL)"
)


def upgrade() -> None:
    """Nothing that was sent before follows anything or was taken back."""
    postgresql = _is_postgresql()
    key, moment = ("UUID", "TIMESTAMPTZ") if postgresql else ("CHAR(32)", "DATETIME")
    op.execute(
        f"ALTER TABLE views ADD COLUMN follows {key} "
        "CONSTRAINT fk_views_follows REFERENCES views (id)"
    )
    op.execute(f"ALTER TABLE views ADD COLUMN withdrawn_at {moment} {_CHECK}")
    op.create_index(op.f("ix_views_follows"), "views", ["follows"], unique=False)
    _refuse(
        "views_stay_withdrawn",
        "UPDATE ON views",
        "OLD.withdrawn_at IS NOT NULL AND (NEW.withdrawn_at IS NULL OR NEW.answers IS NOT NULL)",
    )
    gone = "EXISTS (SELECT 1 FROM views WHERE id = NEW.{} AND withdrawn_at IS NOT NULL)"
    for table, column in HANGS_ON.items():
        _refuse(f"{table}_of_withdrawn_views", f"INSERT ON {table}", gone.format(column))
    _refuse(
        "views_follow_no_withdrawn_views",
        "INSERT ON views",
        f"NEW.answers IS NOT NULL AND {gone.format('follows')}",
    )


def downgrade() -> None:
    """Forget what was taken back. Its words are gone all the same."""
    tables = {f"{table}_of_withdrawn_views": table for table in HANGS_ON}
    tables |= {"views_stay_withdrawn": "views", "views_follow_no_withdrawn_views": "views"}
    for name, table in tables.items():
        if _is_postgresql():
            op.execute(f"DROP TRIGGER {name} ON {table}")
            op.execute(f"DROP FUNCTION {name}()")
        else:
            op.execute(f"DROP TRIGGER {name}")
    op.drop_index(op.f("ix_views_follows"), table_name="views")
    for column in ("withdrawn_at", "follows"):
        op.drop_column("views", column)


def _refuse(name: str, on: str, when: str) -> None:
    if _is_postgresql():
        op.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {when} THEN RAISE EXCEPTION '{_GONE}' USING ERRCODE = 'check_violation'; "
            "END IF; RETURN NEW; END $$"
        )
        op.execute(f"CREATE TRIGGER {name} BEFORE {on} FOR EACH ROW EXECUTE FUNCTION {name}()")
    else:
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {on} WHEN {when} "
            f"BEGIN SELECT RAISE(ABORT, '{_GONE}'); END"
        )


def _is_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"
