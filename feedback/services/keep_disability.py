"""Whether a child is disabled, looked at, recorded, put right and cleared on a page of its own.

What is typed in is judged by the import’s own rules. Each look and each change is in the log.
"""

from collections.abc import Mapping
from uuid import UUID

from feedback.caseload.files import COLUMNS, DISABILITY
from feedback.caseload.folder import RawRow, Table
from feedback.disability import Recorded
from feedback.services.import_caseload import Intake, Terms, import_caseload
from feedback.services.import_caseload_disability import recorded_of
from feedback.store import Store, audit
from feedback.store.audit import Act
from feedback.store.models import Disability

OPENED, CLEARED = "opened-disability", "cleared-disability"
_FIRST_LINE = 2


def look_at_disability(store: Store, intake: Intake, child_id: UUID) -> Recorded | None:
    """Say what is known of a child, or that nothing is. It is in the log before."""
    act = Act(OPENED, "child", child_id)
    audit.opened_by(store, intake.actor, act, keys=intake.keys, now=intake.now)
    with store.look() as transaction:
        return recorded_of(transaction, child_id)


def keep_disability(store: Store, intake: Intake, number: str, typed: Mapping[str, str]) -> None:
    """Record whether a child is disabled, or put it right: with its purpose and its day.

    Refuses with ``RowsRefused`` what ``disability.csv`` would be refused for.
    """
    cells = {**typed, "CHILD": number}
    row = RawRow(_FIRST_LINE, tuple(cells.get(name, "").strip() for name in COLUMNS[DISABILITY]))
    terms = Terms(only=frozenset({number}), whole=True)
    folder = {DISABILITY: Table((row,))}
    import_caseload(store, folder, intake, terms=terms)


def clear_disability(store: Store, intake: Intake, child_id: UUID) -> bool:
    """Let what was recorded go, so that nobody knows. False where nothing was recorded."""
    with store.begin() as transaction:
        known = transaction.get(Disability, child_id)
        if known is None:
            return False
        transaction.delete(known)
        act = Act(CLEARED, "child", child_id)
        audit.write(transaction, intake.actor, act, keys=intake.keys, now=intake.now)
    return True
