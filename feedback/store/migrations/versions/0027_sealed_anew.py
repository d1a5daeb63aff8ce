"""The service’s key may be replaced, and with it the seal of rows that are never changed.

While a replacement is under way, and only then, a sealed value of such a row may give way to
one sealed to the new key: of the same length, which an envelope for the same words has, and
with every other column as it was. The log chains a mark of a reason in place of its envelope.
"""

from collections.abc import Mapping

from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

SEALED: Mapping[str, tuple[str, ...]] = {
    "audit": ("reason",),
    "follow_up": ("said",),
    "indicator_entry": ("reason",),
    "interpretation": ("words",),
    "outcome_letter": ("content",),
    "quote": ("words", "remark"),
    "record": ("reason",),
}
PLAIN: Mapping[str, tuple[str, ...]] = {
    "audit": (*("place", "at", "who", "role", "act", "subject", "subject_id", "mark", "mac"),),
    "follow_up": (
        *("id", "review_id", "number", "cause", "owner_id", "due_day", "doing", "worked"),
        *("written_by", "written_at"),
    ),
    "indicator_entry": (
        *("id", "review_id", "number", "record_id", "proposed", "rule", "standing", "code"),
        *("decided_by", "decided_at"),
    ),
    "interpretation": (
        *("id", "views_id", "number", "interpreted_on", "whole", "noted_by", "noted_at"),
    ),
    "outcome_letter": ("id", "review_id", "number", "made_by", "made_at"),
    "quote": (*("id", "comment_id", "theme", "treatment", "state", "chosen_by", "agreed_by"),),
    "record": (
        *("id", "review_id", "number", "held", "attended", "spoke", "signed", "spokesperson"),
        *("views", "part_two_day", "seen_alone", "seen_alone_on", "contact", "late_because"),
        *("notified_on", "notified_in_time", "documents_on", "documents_in_time"),
        *("next_due_day", "recorded_by", "recorded_at"),
    ),
}
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
    "audit_keeps_update": ("audit", "TRUE", "a row of audit is never changed"),
    "follow_up_keeps_update": ("follow_up", "TRUE", "a row of follow_up is never changed"),
    "indicator_entry_keeps_update": (
        *("indicator_entry", "TRUE", "a row of indicator_entry is never changed"),
    ),
    "interpretation_keeps_update": (
        *("interpretation", "TRUE", "a row of interpretation is never changed"),
    ),
    "outcome_letter_keeps_update": (
        *("outcome_letter", "TRUE", "a row of outcome_letter is never changed"),
    ),
    "record_keeps_update": ("record", "TRUE", "a row of record is never changed"),
    "quote_still_needs_leave": ("quote", _NO_LEAVE, "refused by quote still needs leave"),
    "quote_is_agreed_as_proposed": (
        "quote",
        f"NEW.state = 'agreed' AND (OLD.state <> 'waiting' OR {_CHANGED})",
        "refused by quote is agreed as proposed",
    ),
    "quote_agreed_stays": (
        "quote",
        f"{_AGREED} AND (NEW.state <> 'taken-out' OR {_OTHER_PERSON} OR {_CHANGED})",
        "refused by quote agreed stays",
    ),
}
_SAID = {
    "audit.mark": "Of the reason itself, so that it can be sealed to a new key",
    "installation.resealing_to": "Id of the key everything is being sealed to anew",
}


def upgrade() -> None:
    """Nothing is being sealed anew, and no reason in the log has a mark yet."""
    op.execute(
        f"ALTER TABLE audit ADD COLUMN mark {_kind()} CONSTRAINT "
        "ck_audit_mark_is_whole CHECK (mark IS NULL OR "
        "(reason IS NOT NULL AND length(mark) = 32))"
    )
    moment = "TIMESTAMPTZ" if _is_postgresql() else "DATETIME"
    op.execute(f"ALTER TABLE installation ADD COLUMN resealing_since {moment}")
    op.execute(
        f"ALTER TABLE installation ADD COLUMN resealing_to {_kind()} CONSTRAINT "
        "ck_installation_resealing_to_a_key CHECK (resealing_to IS NULL OR "
        "(length(resealing_to) = 8 AND resealing_since IS NOT NULL))"
    )
    if _is_postgresql():
        for column, said in _SAID.items():
            op.execute(f"COMMENT ON COLUMN {column} IS '{said}'")
    for name, (table, when, words) in RULES.items():
        _refuse(name, table, f"({when}) AND NOT {_sealed_anew(table)}", words)


def downgrade() -> None:
    """Let no such row be changed for any reason, as before."""
    for name, (table, when, words) in RULES.items():
        _refuse(name, table, when, words)
    op.drop_column("installation", "resealing_to")
    op.drop_column("installation", "resealing_since")
    op.drop_column("audit", "mark")


def _sealed_anew(table: str) -> str:
    """Say in SQL that nothing but the seals of a row change, to the key that is coming."""
    same = [f'NEW."{c}" IS NOT DISTINCT FROM OLD."{c}"' for c in PLAIN[table]]
    seals = [f'(NEW."{c}" IS NOT DISTINCT FROM OLD."{c}" OR {_anew(c)})' for c in SEALED[table]]
    return f"COALESCE({' AND '.join([*same, *seals])}, FALSE)"


def _anew(column: str) -> str:
    new, old = f'NEW."{column}"', f'OLD."{column}"'
    envelope = f"length({new}) = length({old}) AND substr({new}, 1, 2) = {_mark()}"
    return f"({envelope} AND {_coming(new, old)})"


def _coming(new: str, old: str) -> str:
    key = "(SELECT resealing_to FROM installation WHERE id = 1)"
    return f"substr({new}, 3, 8) = {key} AND substr({old}, 3, 8) <> {key}"


def _refuse(name: str, table: str, when: str, words: str) -> None:
    if _is_postgresql():
        op.execute(
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {when} THEN RAISE EXCEPTION '{words}' USING ERRCODE = 'check_violation'; "
            "END IF; RETURN NEW; END $$"
        )
    else:
        op.execute(f"DROP TRIGGER {name}")
        op.execute(
            f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} WHEN {when} "
            f"BEGIN SELECT RAISE(ABORT, '{words}'); END"
        )


def _mark() -> str:
    """Return the two bytes every envelope begins with."""
    return r"'\x4831'::bytea" if _is_postgresql() else "x'4831'"


def _kind() -> str:
    return "BYTEA" if _is_postgresql() else "BLOB"


def _is_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"
