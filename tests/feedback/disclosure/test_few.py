"""What few children have between them is no number to tell, however many things it counts."""

from dataclasses import replace

import pytest

from feedback.disclosure.protect import protect
from feedback.disclosure.unprinted import of_left_over, of_rest
from tests.feedback.disclosure.town import KEY, YEAR, as_today, ask, edition, release, reviews

DID_NOT, DONE = frozenset({"PN4", "PN7"}), {"outcome": frozenset({"done"})}
NAMES = [quarter.name for quarter in YEAR.quarters]


def _asks(**outcomes):
    return [ask(name.replace("_", "-")) for name, many in outcomes.items() for _ in range(many)]


def _hidden(done, table):
    return {cell for name, cell in done.hidden if name == table}


@pytest.mark.parametrize("few", [True, False])
def test_seven_more_that_were_done_are_hidden_where_they_may_be_one_childs(few):
    """In the first quarter seven stood there without an answer; the year tells of all as done."""
    usual, ledger = {"done": 30, "not_done": 20, "still_asking": 20}, []
    for place, quarter in enumerate(YEAR.quarters):
        open_ = {} if place else {"unanswered": 7}
        release(as_today(edition(quarter, {"asks": _asks(**usual, **open_)})), ledger)
    done = _asks(**{**{name: 4 * many for name, many in usual.items()}, "done": 127})

    fresh = edition(YEAR, {"asks": done})
    late = {of_rest("asks", DONE, NAMES)} if few else set()
    made = protect(replace(fresh, few=frozenset(late)), ledger, key=KEY)

    assert all(("asks", "done") in one.shown for one in ledger)
    assert ("done" in _hidden(made, "asks")) is few


@pytest.mark.parametrize("few", [True, False])
def test_eight_who_are_not_at_a_distance_are_hidden_where_they_may_be_five_children(few):
    rows = reviews("PN1", 60, distance="yes") + reviews("PN1", 60)
    rows += reviews("PN7", 22, distance="yes") + reviews("PN7", 8)
    others = of_left_over("reviews", {"code": DID_NOT, "distance": frozenset({"no"})})

    fresh = edition(YEAR, {"reviews": rows})
    made = protect(replace(fresh, few=frozenset({others} if few else ())), [], key=KEY)

    hidden = _hidden(made, "participation") | _hidden(made, "at-a-distance")
    assert ("did-not" in hidden) is few


def test_what_a_later_quarter_leaves_of_a_year_is_judged_by_what_is_kept_beside_it():
    """Three quarters are taken from their year before the fourth has left."""
    rows, ledger = [*reviews("PN1", 60), *reviews("PN7", 20)], []
    for quarter in YEAR.quarters[:2]:
        release(as_today(edition(quarter, {"reviews": rows})), ledger)
    last = [*reviews("PN1", 60), *reviews("PN7", 9)]
    few = frozenset({of_rest("reviews", {"code": DID_NOT}, NAMES[:3])})

    year = replace(edition(YEAR, {"reviews": [*rows * 3, *last]}), few=few)
    release(year, ledger)
    made = release(as_today(edition(YEAR.quarters[2], {"reviews": rows})), ledger)

    assert ("participation", "did-not") in ledger[2].shown
    assert "did-not" in _hidden(made, "participation")
