"""An officer’s own photograph, which goes with their account and with their duty."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

_TABLE = "portrait"
_LEFT, _NO_OFFICER = "portrait_goes_with_the_account", "portrait_goes_with_the_duty"
_GOES = {
    _LEFT: (
        *("UPDATE OF active", "staff", "NOT NEW.active"),
        "DELETE FROM portrait WHERE officer_id = NEW.id;",
    ),
    _NO_OFFICER: (
        *("DELETE", "staff_role", "OLD.role_name = 'officer'"),
        "DELETE FROM portrait WHERE officer_id = OLD.staff_id;",
    ),
}
"""What takes a photograph away: after which act on which table, when, and how."""


def upgrade() -> None:
    """Nobody has given one yet."""
    op.create_table(
        _TABLE,
        sa.Column("officer_id", sa.Uuid(), nullable=False),
        sa.Column(
            "content",
            sa.LargeBinary(),
            nullable=False,
            comment="JPEG of 192 by 192 dots, drawn anew",
        ),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "length(content) BETWEEN 1 AND 8000",
            name=op.f(f"ck_{_TABLE}_light_enough_for_a_first_page"),
        ),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["staff.id"], name=op.f(f"fk_{_TABLE}_officer_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("officer_id", name=op.f(f"pk_{_TABLE}")),
    )
    for name, (act, table, when, gone) in _GOES.items():
        _let_go(name, f"{act} ON {table}", when, gone)


def downgrade() -> None:
    """Take them all away."""
    for name, (_act, table, _when, _gone) in _GOES.items():
        op.execute(f"DROP TRIGGER {name}" + (f" ON {table}" if _is_postgresql() else ""))
        if _is_postgresql():
            op.execute(f"DROP FUNCTION {name}()")
    op.drop_table(_TABLE)


def _let_go(name: str, after: str, when: str, gone: str) -> None:
    if _is_postgresql():
        op.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {when} THEN {gone} END IF; RETURN NULL; END $$"
        )
        op.execute(f"CREATE TRIGGER {name} AFTER {after} FOR EACH ROW EXECUTE FUNCTION {name}()")
    else:
        op.execute(f"CREATE TRIGGER {name} AFTER {after} WHEN {when} BEGIN {gone} END")


def _is_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"
