"""Rows of history that the database itself refuses to change.

The log, the record of a review, the history of its indicator and whatever a release
let out are facts: a correction is a further row. Removing what age removes is a
migration’s or the retention service’s open act, never an update.
"""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

FACTS = ("audit", "record", "indicator_entry", "release_file", "ledger_cell")
LASTING = ("audit", "release_file", "ledger_cell", "release")


def upgrade() -> None:
    """Refuse updates of facts, and the deletion of those that must last."""
    for table in FACTS:
        _refuse(table, "UPDATE")
    for table in LASTING:
        _refuse(table, "DELETE")


def downgrade() -> None:
    """Let the database be talked round again."""
    postgresql = op.get_bind().dialect.name == "postgresql"
    for table, act in [(t, "UPDATE") for t in FACTS] + [(t, "DELETE") for t in LASTING]:
        name = f"{table}_keeps_{act.lower()}"
        op.execute(f"DROP TRIGGER {name} ON {table}" if postgresql else f"DROP TRIGGER {name}")
        if postgresql:
            op.execute(f"DROP FUNCTION {name}()")


def _refuse(table: str, act: str) -> None:
    name, words = f"{table}_keeps_{act.lower()}", f"a row of {table} is never changed"
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{words}'; END $$"
        )
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
        )
    else:
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {act} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{words}'); END"
        )
