"""A duty is given by two people, and the last of those without whom nothing goes keep theirs.

The database itself sees to it that what was decided stays, and that the last administrator and
the last person on safeguarding duty who may come in are not left without that duty.
"""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

_TABLE = "duty_asking"
_STAYS, _LAST = "duty_asking_stays_decided", "staff_role_keeps_the_last"
_SAID = {
    _STAYS: "what was decided about a duty stays",
    _LAST: "the last of those who must be there keep their duty",
}
_FIXED = ("id", "staff_id", "duty", "asked_by", "asked_at")
_MOMENT = sa.DateTime(timezone=True)
_DUTIES = (
    *("officer", "manager", "participation", "safeguarding"),
    *("office", "returns", "auditor", "administrator"),
)


def upgrade() -> None:
    """Nobody has asked yet."""
    duty = sa.Enum(*_DUTIES, name="duty", native_enum=False, create_constraint=True, length=40)
    op.create_table(
        _TABLE,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("duty", duty, nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False, comment="An administrator"),
        sa.Column("asked_at", _MOMENT, nullable=False),
        sa.Column("decided_by", sa.Uuid(), comment="Another administrator, or an IRO manager"),
        sa.Column("decided_at", _MOMENT),
        sa.Column("given", sa.Boolean()),
        *_checks(),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f(f"fk_{_TABLE}_staff_id"), ondelete="CASCADE"
        ),
        *(
            sa.ForeignKeyConstraint([who], ["staff.id"], name=op.f(f"fk_{_TABLE}_{who}"))
            for who in ("asked_by", "decided_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{_TABLE}")),
    )
    waits = sa.text("decided_at IS NULL")
    op.create_index(
        f"uq_{_TABLE}_waits",
        _TABLE,
        ["staff_id", "duty"],
        unique=True,
        sqlite_where=waits,
        postgresql_where=waits,
    )
    op.create_index(f"ix_{_TABLE}_asked_at", _TABLE, ["asked_at"])
    other = "IS DISTINCT FROM" if _is_postgresql() else "IS NOT"
    changed = " OR ".join(f"NEW.{name} {other} OLD.{name}" for name in _FIXED)
    _refuse(_STAYS, f"UPDATE ON {_TABLE}", f"OLD.decided_at IS NOT NULL OR {changed}")
    _refuse(_LAST, "DELETE ON staff_role", _is_the_last())


def downgrade() -> None:
    """Forget who asked; the log does not."""
    for name, table in ((_STAYS, _TABLE), (_LAST, "staff_role")):
        op.execute(f"DROP TRIGGER {name}" + (f" ON {table}" if _is_postgresql() else ""))
        if _is_postgresql():
            op.execute(f"DROP FUNCTION {name}()")
    op.drop_table(_TABLE)


def _checks() -> list[sa.CheckConstraint]:
    said = {
        "two_people": "decided_by <> asked_by",
        "never_for_oneself": "decided_by <> staff_id",
        "decided_by_someone": "(decided_by IS NULL) = (decided_at IS NULL)",
        "decided_either_way": "(decided_by IS NULL) = (given IS NULL)",
        "decided_after_asking": "decided_at IS NULL OR decided_at >= asked_at",
    }
    return [
        sa.CheckConstraint(what, name=op.f(f"ck_{_TABLE}_{name}")) for name, what in said.items()
    ]


def _is_the_last() -> str:
    """Say when somebody who may come in is the only one with a duty that must be held."""
    return (
        "OLD.role_name IN ('administrator', 'safeguarding') "
        "AND EXISTS (SELECT 1 FROM staff WHERE id = OLD.staff_id AND active "
        "AND password IS NOT NULL) "
        "AND NOT EXISTS (SELECT 1 FROM staff_role JOIN staff ON staff.id = staff_role.staff_id "
        "WHERE staff_role.role_name = OLD.role_name AND staff.id <> OLD.staff_id "
        "AND staff.active AND staff.password IS NOT NULL)"
    )


def _refuse(name: str, what: str, when: str) -> None:
    if _is_postgresql():
        back = "OLD" if what.startswith("DELETE") else "NEW"
        op.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {when} THEN RAISE EXCEPTION '{_SAID[name]}' USING ERRCODE = 'check_violation'; "
            f"END IF; RETURN {back}; END $$"
        )
        op.execute(f"CREATE TRIGGER {name} BEFORE {what} FOR EACH ROW EXECUTE FUNCTION {name}()")
    else:
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {what} WHEN {when} "
            f"BEGIN SELECT RAISE(ABORT, '{_SAID[name]}'); END"
        )


def _is_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"
