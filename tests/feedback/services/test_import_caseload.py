"""A caseload folder is taken over whole, once, and says the same every time."""

import pytest
from sqlalchemy import func, select

from feedback.caseload.folder import read_folder
from feedback.services import import_caseload as importing
from feedback.store import audit
from feedback.store.models import (
    AuditRow,
    Review,
)
from tests.feedback.caseload.caseloads import SAMPLE, folder
from tests.feedback.services.imports import (
    BASE,
    DESK,
    HELD,
    NAMES,
    NOW,
    PLANNED,
    digest,
    one,
    take_in,
)

EVERYTHING = {
    **BASE,
    "uasc": ["0042,1,10/05/2010,"],
    "children": [NAMES],
    "reviews": [HELD, HELD.replace("PN1", "PN2"), "0042,10/05/2010,02/08/2026,"],
    "planned": [PLANNED, "0042,08/12/2026,,2,,,", "0042,01/06/2027,,,iro2,,"],
}


def test_importing_twice_changes_nothing_and_says_the_same(store, keys):
    first = take_in(store, keys, folder(**EVERYTHING))
    before = digest(store)

    second = take_in(store, keys, folder(**EVERYTHING))

    assert digest(store) == before
    assert second == first


def test_rows_in_another_order_change_nothing(store, keys):
    take_in(store, keys, folder(**EVERYTHING))
    before = digest(store)
    turned = {name: rows[::-1] for name, rows in EVERYTHING.items()}

    take_in(store, keys, folder(**turned))

    assert digest(store) == before


def test_the_summary_holds_counts_only(store, keys):
    imported = take_in(store, keys, folder(**BASE, reviews=[HELD]))

    assert imported.summary["needs_a_date"] == 1
    assert imported.summary["no_longer_in_the_file"] == 0
    assert imported.summary["files"]["reviews.csv"]["kept"] == 1


def test_the_opening_is_in_the_log_before_anything_is_opened(store, keys):
    take_in(store, keys, folder(**BASE))

    row = one(store, AuditRow)
    assert (row.who, row.act, row.subject) == ("command", "imported-caseload", "caseload")
    with store.look() as transaction:
        assert audit.first_broken(transaction, keys=keys) is None


def test_all_is_undone_when_anything_goes_wrong(store, keys, monkeypatch):
    before = digest(store)
    monkeypatch.setattr(importing, "needing_a_date", lambda *_, **__: 1 // 0)

    with pytest.raises(ZeroDivisionError):
        take_in(store, keys, folder(**EVERYTHING))

    assert digest(store) == before


def test_the_sample_is_taken_over_once_and_then_changes_nothing(store, keys):
    seen = []

    def take_sample():
        return importing.import_caseload(
            store,
            read_folder(SAMPLE),
            importing.Intake(audit.COMMAND, keys, DESK, NOW),
            watch=lambda: seen.append(1),
        )

    first, before = take_sample(), digest(store)
    again = take_sample()

    with store.look() as transaction:
        assert transaction.scalar(select(func.count()).select_from(Review)) == 12512
    assert again == first
    assert digest(store) == before
    assert len(seen) == 2 * importing.STEPS
