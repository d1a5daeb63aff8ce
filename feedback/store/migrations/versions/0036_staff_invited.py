"""Staff are invited with a code that is good once, and may have a last day.

The database itself sees to it that a code that was used or taken back is never good again.
"""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

_TABLE = "staff_invitation"
_TRIGGER = "staff_invitation_stays_over"
_SAID = "an invitation that is over stays over"
_OVER = "OLD.used_at IS NOT NULL OR OLD.revoked_at IS NOT NULL"
_OPEN = "used_at IS NULL AND revoked_at IS NULL"
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Nobody is invited, and nobody’s last day is known."""
    told = "Of their work here, if it is known"
    op.add_column("staff", sa.Column("last_day", sa.Date(), comment=told))
    op.create_table(
        _TABLE,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("invited_as", _invited_as(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("duties", sa.JSON(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), comment="Whose row it is; none until they enrol"),
        sa.Column("last_day", sa.Date(), comment=told),
        sa.Column(
            "digest",
            sa.LargeBinary(32),
            nullable=False,
            comment="HMAC of the code with staff’s key",
        ),
        sa.Column("opens_at", _MOMENT, nullable=False),
        sa.Column("ends_at", _MOMENT, nullable=False),
        sa.Column("made_by", sa.Uuid(), comment="None: by a command"),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("entered_at", _MOMENT, comment="When the code was last entered"),
        sa.Column(
            "authenticator",
            sa.String(255),
            comment="The secret shown to whoever entered it last; goes when it is over",
        ),
        sa.Column("used_at", _MOMENT),
        sa.Column("revoked_at", _MOMENT),
        *_checks(),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f(f"fk_{_TABLE}_staff_id")),
        sa.ForeignKeyConstraint(["made_by"], ["staff.id"], name=op.f(f"fk_{_TABLE}_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{_TABLE}")),
        sa.UniqueConstraint("digest", name=op.f(f"uq_{_TABLE}_digest")),
    )
    for column in ("staff_id", "made_by"):
        op.create_index(op.f(f"ix_{_TABLE}_{column}"), _TABLE, [column])
    is_open = sa.text(_OPEN)
    op.create_index(
        f"uq_{_TABLE}_open",
        _TABLE,
        ["email"],
        unique=True,
        sqlite_where=is_open,
        postgresql_where=is_open,
    )
    _let_it_stay()


def downgrade() -> None:
    """Invite nobody."""
    op.drop_table(_TABLE)
    if _is_postgresql():
        op.execute(f"DROP FUNCTION {_TRIGGER}()")
    op.drop_column("staff", "last_day")


def _invited_as() -> sa.Enum:
    return sa.Enum(
        *("new", "again"), name="invited_as", native_enum=False, create_constraint=True, length=40
    )


def _checks() -> tuple[sa.CheckConstraint, ...]:
    rules = {
        "email_in_small_letters": "email = lower(email)",
        "digest_is_whole": "length(digest) = 32",
        "ends_after_it_opens": "ends_at > opens_at",
        "secret_goes_when_it_is_over": f"({_OPEN}) OR authenticator IS NULL",
        "used_or_taken_back": "used_at IS NULL OR revoked_at IS NULL",
        "used_in_its_time": (
            "used_at IS NULL OR (used_at >= opens_at AND used_at < ends_at "
            "AND entered_at IS NOT NULL AND staff_id IS NOT NULL)"
        ),
        "again_is_somebody": "invited_as = 'new' OR staff_id IS NOT NULL",
    }
    return tuple(
        sa.CheckConstraint(rule, name=op.f(f"ck_{_TABLE}_{name}")) for name, rule in rules.items()
    )


def _let_it_stay() -> None:
    if _is_postgresql():
        op.execute(
            f"CREATE FUNCTION {_TRIGGER}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"RAISE EXCEPTION '{_SAID}' USING ERRCODE = 'check_violation'; END $$"
        )
        op.execute(
            f"CREATE TRIGGER {_TRIGGER} BEFORE UPDATE ON {_TABLE} FOR EACH ROW "
            f"WHEN ({_OVER}) EXECUTE FUNCTION {_TRIGGER}()"
        )
    else:
        op.execute(
            f"CREATE TRIGGER {_TRIGGER} BEFORE UPDATE ON {_TABLE} WHEN {_OVER} "
            f"BEGIN SELECT RAISE(ABORT, '{_SAID}'); END"
        )


def _is_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"
