"""Rates B and C are of children, and say no more of them for standing beside their reviews."""

import pytest

from feedback.auditor.model import Model
from feedback.auditor.reading import Printed
from feedback.auditor.structure import lines
from feedback.disclosure.building import build
from feedback.disclosure.populations import CHILDREN, REVIEWS
from tests.feedback.auditor.exported import audited
from tests.feedback.disclosure.town import YEAR, as_today, edition, release, reviews

LATEST_NO, EVERY_NO = ("latest-review", "service", "no"), ("every-review", "service", "no")


def _children(every, latest, many):
    return [{"every": every, "latest": latest}] * many


def _released(did_not, *, never, not_lately):
    """Let a year leave in which so many children never, or not lately, took part."""
    rows = {
        "reviews": reviews("PN1", 240) + reviews("PN7", did_not),
        "children": _children("no", "no", not_lately) + _children("yes", "yes", 100)
        + _children("no", "yes", never - not_lately),
    }  # fmt: skip
    known = []
    release(as_today(edition(YEAR, rows)), known)
    return known, audited(known)


def test_five_are_not_bounded_by_seven_reviews_of_which_one_is_behind_each():
    """Who was not heard lately was not heard each time, and for each there is a review."""
    known, verdict = _released(7, never=6, not_lately=5)

    assert ("participation", "did-not") not in known[0].shown
    assert verdict.holds, verdict.against
    least, most = verdict.attack.bounds(YEAR.name, LATEST_NO)
    assert least == 0
    assert most is None or most >= 10


def test_enough_reviews_bound_nobody_and_are_told():
    known, verdict = _released(30, never=20, not_lately=5)

    assert ("participation", "did-not") in known[0].shown
    assert verdict.holds, verdict.against


def test_the_auditor_knows_that_the_latest_is_one_of_all_and_each_has_a_review():
    model = Model([Printed(YEAR.name, dict.fromkeys(lines(year=True)))])
    did_not = ("participation", "service", "did-not")

    for more, fewer in ((EVERY_NO, LATEST_NO), (did_not, EVERY_NO)):
        room, form = model.place(YEAR.name, more)
        _, less = model.place(YEAR.name, fewer)
        assert (
            room.least({one: form.get(one, 0) - less.get(one, 0) for one in {**form, **less}}) == 0
        )


@pytest.mark.parametrize("dim", ["every", "latest"])
def test_what_left_before_they_were_counted_together_is_still_built(dim):
    older = edition(YEAR, {"children": _children("no", "no", 7)})
    older.numbers[CHILDREN].pop(("every", "latest"))

    system = build([older])

    assert (
        system.values[system.places[YEAR.name, CHILDREN, frozenset({(dim, frozenset({"no"}))})]]
        == 7
    )
    assert (YEAR.name, REVIEWS, frozenset()) in system.places
