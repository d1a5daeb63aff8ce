"""What is told elsewhere is reckoned with: beside it, too, nothing can be worked out."""

import pytest
from hypothesis import given
from hypothesis import settings as trying
from hypothesis import strategies as st

from feedback.auditor.breaks import Kind
from feedback.disclosure.edition import Edition
from feedback.disclosure.needs import primary
from feedback.disclosure.protect import protect
from feedback.facts import Fact
from tests.feedback.auditor.exported import audited
from tests.feedback.disclosure.town import KEY, YEAR, edition, reviews

Q1, Q2, Q3, Q4 = YEAR.quarters
USUAL = {"PN1": 60, "PN2": 12, "PN3": 10, "PN4": 8, "PN5": 20, "PN6": 30, "PN7": 9}
CELLS = {"codes": tuple(USUAL), "groups": ("PN1", "PN2-3", "PN5-6", "PN4-7")}


def _reviews(**numbers):
    return [row for code, many in {**USUAL, **numbers}.items() for row in reviews(code, many)]


def _quarter(period=Q1, **numbers):
    return edition(period, {"reviews": _reviews(**numbers)})


def _told(fresh, *cells, low=0, high=0):
    """Tell what these cells of a table come to, or nearly."""
    counts = {(t.id, c): n for t in fresh.tables for c, n in fresh.counts(t).items()}
    number = sum(counts[cell] for cell in cells)
    places = tuple((fresh.period.name, table, "service", cell) for table, cell in cells)
    return Fact(places, number - low, number + high)


def _small(*editions):
    return frozenset(
        (one.period.name, (table, "service", cell))
        for one in editions
        for table, cell in primary(one)
        if next(one.counts(t)[cell] for t in one.tables if t.id == table)
    )


def _released(fresh, ledger, facts):
    done = protect(fresh, ledger, key=KEY, facts=facts)
    shown = {
        (table.id, cell): number
        for table in fresh.tables
        for cell, number in fresh.counts(table).items()
        if (table.id, cell) not in done.hidden
    }
    return [Edition(fresh.period, fresh.tables, fresh.numbers, fresh.few, shown), *ledger]


def _naively(fresh, ledger=()):
    """Release without having heard of any fact."""
    return _released(fresh, list(ledger), [])


@pytest.mark.parametrize("code", ["PN1", "PN3", "PN4", "PN6"])
def test_a_fact_about_a_hidden_number_gives_no_small_one_away(code):
    fresh = _quarter(PN2=3)
    fact = _told(fresh, ("codes", code))

    careful = _released(fresh, [], [fact])

    assert audited(careful, facts=[fact], small=_small(fresh)).holds


def test_without_the_fact_the_protector_would_have_been_broken():
    fresh = _quarter(PN2=3)
    fact = _told(fresh, ("codes", "PN6"))

    naive, careful = _naively(fresh), _released(fresh, [], [fact])

    assert not audited(naive, facts=[fact], small=_small(fresh)).holds
    assert audited(careful, facts=[fact], small=_small(fresh)).holds


@st.composite
def _facts(draw):
    """Draw a quarter, and one to three facts: one or two numbers of a table, exact or rounded."""
    small = st.integers(0, 12)
    fresh = _quarter(PN2=draw(small), PN3=draw(small), PN4=draw(small), PN7=draw(small))
    limits = st.sampled_from([0, 0, 1, 3, 9])
    facts = []
    for table in draw(st.lists(st.sampled_from(sorted(CELLS)), min_size=1, max_size=3)):
        cells = draw(st.sets(st.sampled_from(CELLS[table]), min_size=1, max_size=2))
        places = [(table, cell) for cell in sorted(cells)]
        facts.append(_told(fresh, *places, low=draw(limits), high=draw(limits)))
    return fresh, facts


@given(_facts())
@trying(max_examples=25)
def test_whatever_is_told_elsewhere_nothing_is_found_in_a_release(drawn):
    fresh, facts = drawn

    careful = _released(fresh, [], facts)

    assert audited(careful, facts=facts, small=_small(fresh)).against == ()


def test_the_room_a_fact_leaves_is_kept():
    fresh = _quarter(PN2=3)
    nearly = _told(fresh, ("codes", "PN2"), low=1, high=1)

    careful = _released(fresh, [], [nearly])

    assert ("codes", "PN2") not in careful[0].shown
    assert audited(careful, facts=[nearly], small=_small(fresh)).holds


def test_a_fact_about_two_quarters_binds_them_though_no_year_has_left():
    few, plenty = _quarter(Q1, PN2=3), _quarter(Q2)
    known = _naively(few)
    both = (("2025-26Q1", "codes", "service", "PN2"), ("2025-26Q2", "codes", "service", "PN2"))
    fact = Fact(both, 15, 15)

    naive, careful = _naively(plenty, known), _released(plenty, known, [fact])

    newest_last = [known[0], naive[0]]
    assert not audited(newest_last, facts=[fact], small=_small(few)).holds
    assert ("codes", "PN2") not in careful[0].shown
    assert audited([known[0], careful[0]], facts=[fact], small=_small(few)).holds


def test_a_fact_about_a_year_that_has_not_left_binds_its_quarters():
    known = [one for quarter in (Q1, Q2) for one in _naively(_quarter(quarter))]
    fresh, last = _quarter(Q3), _quarter(Q4, PN2=3)
    year = edition(YEAR, {"reviews": [*_reviews() * 3, *_reviews(PN2=3)]})
    fact = _told(year, ("codes", "PN2"))

    naive, careful = _naively(fresh), _released(fresh, [year, *known], [fact])

    assert Kind.DIFFERENCE in {
        one.kind for one in audited([*known, naive[0]], facts=[fact]).breaks
    }
    assert audited([*known, careful[0]], facts=[fact], small=_small(last)).holds


def test_a_fact_that_our_own_number_contradicts_stops_nothing_and_weakens_nothing():
    fresh = _quarter(PN2=3)
    wrong = Fact((("2025-26Q1", "codes", "service", "PN6"),), 90, 95)

    careful = _released(fresh, [], [wrong])

    assert audited(careful, small=_small(fresh)).holds


def test_a_fact_about_a_period_that_is_not_there_changes_nothing():
    fresh = _quarter(PN2=3)
    fact = Fact((("2019-20", "codes", "service", "PN6"),), 3, 3)

    assert protect(fresh, [], key=KEY, facts=[fact]).hidden == protect(fresh, [], key=KEY).hidden


def test_how_long_it_took_is_told_and_decides_nothing():
    done = protect(_quarter(PN2=3), [], key=KEY)

    assert done.work.seconds > 0
