"""Comments, their themes, quotes that two people agree to, and what was told back.

The database itself sees to it that no comment is quoted without the child’s yes, that every
quote begins as a proposal, and that what was agreed to is what was proposed.
"""

from collections.abc import Mapping

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

MARKED = ("no-concern", "concern", "already-known")
TREATMENTS = ("exact", "paraphrase", "leave-out")
STATES = ("waiting", "sent-back", "agreed", "taken-out", "left-out")
_NO_LEAVE = (
    "NEW.treatment <> 'leave-out' AND NOT EXISTS (SELECT 1 FROM comment "
    "JOIN sheet ON sheet.id = comment.sheet_id WHERE comment.id = NEW.comment_id "
    "AND sheet.may_quote AND comment.marked <> 'concern')"
)
_CHANGED = " OR ".join(
    f"NEW.{column} IS DISTINCT FROM OLD.{column}"
    for column in ("comment_id", "theme", "treatment", "words", "chosen_by")
)
_AGREED = "OLD.state IN ('agreed', 'taken-out')"
_OTHER_PERSON = "NEW.agreed_by IS DISTINCT FROM OLD.agreed_by"
RULES = {
    "quote_needs_leave": ("INSERT", "quote", _NO_LEAVE),
    "quote_still_needs_leave": ("UPDATE", "quote", _NO_LEAVE),
    "quote_begins_as_a_proposal": (
        "INSERT",
        "quote",
        "NEW.state NOT IN ('waiting', 'left-out')",
    ),
    "quote_is_agreed_as_proposed": (
        "UPDATE",
        "quote",
        f"NEW.state = 'agreed' AND (OLD.state <> 'waiting' OR {_CHANGED})",
    ),
    "quote_agreed_stays": (
        "UPDATE",
        "quote",
        f"{_AGREED} AND (NEW.state <> 'taken-out' OR {_OTHER_PERSON} OR {_CHANGED})",
    ),
    "told_back_begins_as_a_proposal": ("INSERT", "told_back", "NEW.agreed_by IS NOT NULL"),
    "told_back_is_agreed_as_proposed": (
        "UPDATE",
        "told_back",
        "NEW.agreed_by IS NOT NULL AND ("
        + " OR ".join(
            f"NEW.{column} IS DISTINCT FROM OLD.{column}"
            for column in ("period", "theme", "heard", "done", "written_by")
        )
        + ")",
    ),
}


def upgrade() -> None:
    """Nothing was read, coded or quoted before."""
    for table, parts in _tables().items():
        op.create_table(table, *parts, sqlite_with_rowid=False)
    op.create_table("told_back", *_told_back())
    op.create_index(op.f("ix_comment_theme_theme"), "comment_theme", ["theme"], unique=False)
    op.create_index(op.f("ix_quote_state"), "quote", ["state"], unique=False)
    op.create_index("ix_told_back_shown", "told_back", ["taken_down", "shown_from"], unique=False)
    for name, (act, table, when) in RULES.items():
        _refuse(name, act, table, when)


def downgrade() -> None:
    """Forget what was coded and quoted; the sheets stay."""
    for name, (_, table, _) in RULES.items():
        if _is_postgresql():
            op.execute(f"DROP TRIGGER {name} ON {table}")
            op.execute(f"DROP FUNCTION {name}()")
        else:
            op.execute(f"DROP TRIGGER {name}")
    op.drop_index("ix_told_back_shown", table_name="told_back")
    op.drop_index(op.f("ix_quote_state"), table_name="quote")
    op.drop_index(op.f("ix_comment_theme_theme"), table_name="comment_theme")
    for table in ("told_back", "quote", "comment_theme", "coding", "comment"):
        op.drop_table(table)


def _tables() -> Mapping[str, list[SchemaItem]]:
    return {
        "comment": [
            sa.Column("id", sa.Uuid(), nullable=False),
            sa.Column("sheet_id", sa.Uuid(), nullable=False),
            sa.Column("question", sa.String(length=60), nullable=False),
            sa.Column("marked", _words("marked", MARKED), nullable=False, comment="By duty"),
            sa.Column("read_by", sa.Uuid(), nullable=False, comment="On duty"),
            _key("comment", "sheet_id", "sheet.id", cascade=True),
            _key("comment", "read_by", "staff.id"),
            sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
            sa.UniqueConstraint("sheet_id", "question", name=op.f("uq_comment_sheet_id_question")),
        ],
        "coding": [
            sa.Column("comment_id", sa.Uuid(), nullable=False),
            sa.Column("coded_by", sa.Uuid(), nullable=False),
            sa.Column("theme", sa.String(length=40), nullable=False),
            _key("coding", "comment_id", "comment.id", cascade=True),
            _key("coding", "coded_by", "staff.id"),
            sa.PrimaryKeyConstraint("comment_id", "coded_by", "theme", name=op.f("pk_coding")),
        ],
        "comment_theme": [
            sa.Column("comment_id", sa.Uuid(), nullable=False),
            sa.Column("theme", sa.String(length=40), nullable=False),
            sa.Column("settled_by", sa.Uuid(), nullable=False),
            _key("comment_theme", "comment_id", "comment.id", cascade=True),
            _key("comment_theme", "settled_by", "staff.id"),
            sa.PrimaryKeyConstraint("comment_id", "theme", name=op.f("pk_comment_theme")),
        ],
        "quote": _quote(),
    }


def _quote() -> list[SchemaItem]:
    checks = {
        "two_people": "agreed_by <> chosen_by",
        "agreed_by_someone": "(state IN ('agreed', 'taken-out')) = (agreed_by IS NOT NULL)",
        "left_out_has_no_words": "(treatment = 'leave-out') = (words IS NULL)",
        "left_out_stays_out": "(treatment = 'leave-out') = (state = 'left-out')",
    }
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("comment_id", sa.Uuid(), nullable=False),
        sa.Column("theme", sa.String(length=40), nullable=False),
        sa.Column("treatment", _words("treatment", TREATMENTS), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True, comment="As they would be printed"),
        sa.Column("state", _words("state", STATES), nullable=False),
        sa.Column("remark", sa.LargeBinary(), nullable=True, comment="Why it was sent back"),
        sa.Column("chosen_by", sa.Uuid(), nullable=False),
        sa.Column("agreed_by", sa.Uuid(), nullable=True),
        *(sa.CheckConstraint(rule, name=op.f(f"ck_quote_{n}")) for n, rule in checks.items()),
        _key("quote", "comment_id", "comment.id", cascade=True),
        sa.ForeignKeyConstraint(
            ["comment_id", "theme"],
            ["comment_theme.comment_id", "comment_theme.theme"],
            name=op.f("fk_quote_theme"),
        ),
        _key("quote", "chosen_by", "staff.id"),
        _key("quote", "agreed_by", "staff.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quote")),
        sa.UniqueConstraint("comment_id", name=op.f("uq_quote_comment_id")),
    ]


def _told_back() -> list[SchemaItem]:
    checks = {
        "two_people": "agreed_by <> written_by",
        "shown_once_agreed": "(agreed_by IS NULL) = (shown_from IS NULL)",
        "quarter_or_year": "length(period) IN (7, 9)",
    }
    everybody = "By staff, for everybody"
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("period", sa.String(length=9), nullable=False, comment="2025-26, 2025-26Q3"),
        sa.Column(
            "theme",
            sa.String(length=40),
            nullable=True,
            comment="None: heard from the Children in Care Council",
        ),
        sa.Column("heard", sa.String(length=300), nullable=False, comment=everybody),
        sa.Column("done", sa.String(length=300), nullable=False, comment=everybody),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.Column("agreed_by", sa.Uuid(), nullable=True),
        sa.Column("shown_from", sa.Date(), nullable=True),
        sa.Column("taken_down", sa.Boolean(), nullable=False),
        *(sa.CheckConstraint(rule, name=op.f(f"ck_told_back_{n}")) for n, rule in checks.items()),
        _key("told_back", "written_by", "staff.id"),
        _key("told_back", "agreed_by", "staff.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_told_back")),
    ]


def _words(name: str, words: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=40)


def _key(table: str, column: str, of: str, *, cascade: bool = False) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column],
        [of],
        name=op.f(f"fk_{table}_{column}"),
        ondelete="CASCADE" if cascade else None,
    )


def _refuse(name: str, act: str, table: str, when: str) -> None:
    words = f"refused by {name.replace('_', ' ')}"
    if _is_postgresql():
        op.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {when} THEN RAISE EXCEPTION '{words}' USING ERRCODE = 'check_violation'; "
            "END IF; RETURN NEW; END $$"
        )
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
        )
    else:
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {act} ON {table} WHEN {when} "
            f"BEGIN SELECT RAISE(ABORT, '{words}'); END"
        )


def _is_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"
