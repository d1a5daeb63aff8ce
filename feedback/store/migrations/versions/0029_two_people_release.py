"""No release leaves but what one person prepared and another agreed to; the database insists.

A made-up council may do both at once, so that it can be tried out.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

_MADE_UP = "EXISTS (SELECT 1 FROM installation WHERE made_up)"
_PREPARED = (
    "EXISTS (SELECT 1 FROM prepared_release WHERE prepared_release.period = NEW.period "
    "AND prepared_release.digest = NEW.digest "
    "AND prepared_release.prepared_by = NEW.prepared_by "
    "AND prepared_release.prepared_at = NEW.made_at "
    "AND prepared_release.sent_back_at IS NULL)"
)
_FIXED = ("period", "made_at", "digest", "prepared_by", "agreed_by", "agreed_at")
_CHANGED = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in _FIXED)
_TAKEN_UP_AGAIN = (
    "OLD.withdrawn_at IS NOT NULL AND NEW.withdrawn_at IS DISTINCT FROM OLD.withdrawn_at"
)
RULES = {
    "release_needs_two_people": (
        "INSERT",
        f"NOT {_MADE_UP} AND (NEW.prepared_by IS NULL OR NEW.agreed_by IS NULL)",
    ),
    "release_is_what_was_prepared": ("INSERT", f"NEW.agreed_by IS NOT NULL AND NOT {_PREPARED}"),
    "release_stays_as_agreed": ("UPDATE", f"{_CHANGED} OR ({_TAKEN_UP_AGAIN})"),
}
_WHO = {
    "withdrawn_by": "",
    "prepared_by": "",
    "agreed_by": " CONSTRAINT ck_release_two_people CHECK (agreed_by <> prepared_by)",
}


def upgrade() -> None:
    """Leave what left before as it is: one person made it."""
    op.create_table("prepared_release", *_prepared_release())
    op.create_table("prepared_file", *_prepared_file())
    key, moment = (
        ("UUID", "TIMESTAMP WITH TIME ZONE")
        if _is_postgresql()
        else (
            "CHAR(32)",
            "DATETIME",
        )
    )
    for column, rule in _WHO.items():
        op.execute(
            f"ALTER TABLE release ADD COLUMN {column} {key}{rule} "
            f"CONSTRAINT fk_release_{column} REFERENCES staff (id)"
        )
    op.execute(
        f"ALTER TABLE release ADD COLUMN agreed_at {moment} CONSTRAINT ck_release_agreed_at_a_time"
        " CHECK ((agreed_by IS NULL) = (agreed_at IS NULL))"
    )
    for name, (act, when) in RULES.items():
        _refuse(name, act, when)


def downgrade() -> None:
    """Let one person do both again."""
    for name in RULES:
        if _is_postgresql():
            op.execute(f"DROP TRIGGER {name} ON release")
            op.execute(f"DROP FUNCTION {name}()")
        else:
            op.execute(f"DROP TRIGGER {name}")
    for column in ("agreed_at", "agreed_by", "prepared_by", "withdrawn_by"):
        op.drop_column("release", column)
    op.drop_table("prepared_file")
    op.drop_table("prepared_release")


def _prepared_release() -> list[SchemaItem]:
    checks = {
        "sent_back_by_someone": "(sent_back_at IS NULL) = (sent_back_by IS NULL)",
        "sent_back_with_a_reason": "(sent_back_at IS NULL) = (reason IS NULL)",
    }
    moment = sa.DateTime(timezone=True)
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("period", sa.String(length=9), nullable=False),
        sa.Column("prepared_at", moment, nullable=False),
        sa.Column("prepared_by", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False, comment="Over all its files"),
        sa.Column(
            "rests_on",
            sa.String(length=64),
            nullable=False,
            comment="Over what had left about its year, and was known from elsewhere",
        ),
        sa.Column(
            "counted", sa.LargeBinary(), nullable=False, comment="To the service: the true counts"
        ),
        sa.Column("sent_back_at", moment, nullable=True),
        sa.Column("sent_back_by", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.LargeBinary(), nullable=True, comment="Why it was sent back"),
        *(
            sa.CheckConstraint(rule, name=op.f(f"ck_prepared_release_{name}"))
            for name, rule in checks.items()
        ),
        *(
            sa.ForeignKeyConstraint([column], [of], name=op.f(f"fk_prepared_release_{column}"))
            for column, of in (
                ("period", "closed_period.name"),
                ("prepared_by", "staff.id"),
                ("sent_back_by", "staff.id"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prepared_release")),
        sa.UniqueConstraint("period", name=op.f("uq_prepared_release_period")),
    ]


def _prepared_file() -> list[SchemaItem]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("prepared_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column(
            "content",
            sa.LargeBinary(),
            nullable=False,
            comment="To the service, until it leaves",
        ),
        sa.ForeignKeyConstraint(
            ["prepared_id"],
            ["prepared_release.id"],
            name=op.f("fk_prepared_file_prepared_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prepared_file")),
        sa.UniqueConstraint("prepared_id", "name", name=op.f("uq_prepared_file_prepared_id_name")),
    ]


def _refuse(name: str, act: str, when: str) -> None:
    words = f"refused by {name.replace('_', ' ')}"
    if _is_postgresql():
        op.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {when} THEN RAISE EXCEPTION '{words}' USING ERRCODE = 'check_violation'; "
            "END IF; RETURN NEW; END $$"
        )
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {act} ON release FOR EACH ROW EXECUTE FUNCTION {name}()"
        )
    else:
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {act} ON release WHEN {when} "
            f"BEGIN SELECT RAISE(ABORT, '{words}'); END"
        )


def _is_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"
