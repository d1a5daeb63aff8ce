"""Whoever attacks the themes of a year knows that each coded sheet has one."""

from dataclasses import replace

from feedback.auditor.breaks import Kind
from feedback.disclosure.needs import primary
from tests.feedback.auditor.exported import audited
from tests.feedback.disclosure.town import YEAR, coded, edition, release, sheets

WRITTEN = [coded(theme) for theme, many in {"home": 40, "school": 4, "own": 25}.items()
           for _ in range(many)]  # fmt: skip
ROWS = {"sheets": sheets("voice", "yes", 200), "coded": WRITTEN}


def _shown(fresh, hidden):
    shown = {(t.id, c): n for t in fresh.tables for c, n in fresh.counts(t).items()}
    return replace(fresh, shown={place: n for place, n in shown.items() if place not in hidden})


def test_a_small_theme_that_the_others_leave_over_is_found():
    fresh = edition(YEAR, ROWS)

    told = audited([_shown(fresh, primary(fresh))])

    assert Kind.PRESENCE in {one.kind for one in told.breaks if one.column == "school"}


def test_a_small_theme_that_is_shown_is_refused():
    fresh, ledger = edition(YEAR, ROWS), []
    release(fresh, ledger)
    school = {("themes", "school"): 4}

    told = audited([replace(ledger[0], shown=ledger[0].shown | school)])

    assert Kind.SMALL in {one.kind for one in told.breaks}


def test_what_was_protected_holds():
    ledger = []
    release(edition(YEAR, ROWS), ledger)

    assert ("themes", "school") not in ledger[0].shown
    assert audited(ledger).holds


def test_sheets_with_a_theme_are_never_more_than_all_sheets():
    fresh = edition(YEAR, {"sheets": sheets("voice", "yes", 20), "coded": WRITTEN})

    assert audited([_shown(fresh, frozenset())]).against == (
        "its numbers disagree with one another",
    )
