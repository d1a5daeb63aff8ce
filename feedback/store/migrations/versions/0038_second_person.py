"""The database sees to it that whoever accepts a translation is signed in, and did not write it.

Neither the account at which a text was written nor the name that was given for it accepts that
very text. What was accepted before stays as it is: a row is a fact.
"""

from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

_TRIGGER = "translation_step_by_a_second_person"
_SAID = "whoever wrote a text does not accept it, and nobody does who is not signed in"
_WHEN = (
    "NEW.step = 'accepted' AND (NEW.entered_by IS NULL OR EXISTS ("
    "SELECT 1 FROM translation_step w WHERE w.language = NEW.language "
    "AND w.phrase = NEW.phrase AND w.step = 'drafted' "
    "AND CAST(w.texts AS TEXT) = CAST(NEW.texts AS TEXT) "
    "AND (w.entered_by = NEW.entered_by "
    "OR lower(trim(w.person)) = lower(trim(NEW.person)))))"
)


def upgrade() -> None:
    """Refuse an acceptance by whoever wrote the text."""
    if _is_postgresql():
        op.execute(
            f"CREATE FUNCTION {_TRIGGER}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {_WHEN} THEN RAISE EXCEPTION '{_SAID}' USING ERRCODE = 'check_violation'; "
            "END IF; RETURN NEW; END $$"
        )
        op.execute(
            f"CREATE TRIGGER {_TRIGGER} BEFORE INSERT ON translation_step "
            f"FOR EACH ROW EXECUTE FUNCTION {_TRIGGER}()"
        )
    else:
        op.execute(
            f"CREATE TRIGGER {_TRIGGER} BEFORE INSERT ON translation_step WHEN {_WHEN} "
            f"BEGIN SELECT RAISE(ABORT, '{_SAID}'); END"
        )


def downgrade() -> None:
    """Let anybody accept again."""
    if _is_postgresql():
        op.execute(f"DROP TRIGGER {_TRIGGER} ON translation_step")
        op.execute(f"DROP FUNCTION {_TRIGGER}()")
    else:
        op.execute(f"DROP TRIGGER {_TRIGGER}")


def _is_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"
