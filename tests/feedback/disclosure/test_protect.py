"""Releases are made in any order, and nobody finds a small number in all of them together."""

from random import Random

import pytest

from feedback.disclosure.edition import Edition
from feedback.disclosure.protect import protect
from feedback.disclosure.work import Work
from feedback.periods import Period
from tests.feedback.auditor.exported import audited
from tests.feedback.disclosure.town import (
    KEY,
    YEAR,
    as_today,
    drawn_year,
    edition,
    editions_of,
    release,
    reviews,
    sheets,
)

USUAL = {"PN1": 60, "PN2": 12, "PN3": 10, "PN4": 8, "PN5": 20, "PN6": 30, "PN7": 9}
Q1, Q2, Q3, Q4 = YEAR.quarters


def _reviews(**numbers):
    return [row for code, many in {**USUAL, **numbers}.items() for row in reviews(code, many)]


def _hidden(done, table):
    return {cell for name, cell in done.hidden if name == table}


def _quarter(period=Q1, **numbers):
    return edition(period, {"reviews": _reviews(**numbers)})


def _year_of(*quarters, late=()):
    rows = [row for one in quarters for row in one]
    return edition(YEAR, {"reviews": [*rows, *late]})


def test_a_quarter_without_small_numbers_hides_nothing_that_has_any():
    done = protect(_quarter(), [], key=KEY)

    assert _hidden(done, "participation") == _hidden(done, "codes") == set()
    assert _hidden(done, "on-time") == set()


def test_a_small_number_is_hidden_with_others_so_that_no_total_gives_it_away():
    done = protect(_quarter(PN2=3), [], key=KEY)

    hidden = _hidden(done, "codes")
    assert "PN2" in hidden
    assert len(hidden) >= 3
    assert "took-part" not in _hidden(done, "participation")


def test_a_small_number_may_be_six_or_twice_what_it_is_for_whoever_subtracts():
    """Three small numbers that come to four hide one another, and leave too little room above."""
    known, few = [], {"PN2": 1, "PN3": 0, "PN4": 1, "PN5": 1, "PN6": 0, "PN7": 1}
    release(as_today(_quarter(**few)), known)

    attack = audited(known).attack

    for group in ("PN2-3", "PN5-6", "PN4-7"):
        least, most = attack.bounds(Q1.name, ("groups", "service", group))
        assert least == 0
        assert most is None or most >= 6


def test_a_group_that_is_also_a_line_of_another_table_is_hidden_in_both():
    done = protect(_quarter(PN4=1, PN7=2), [], key=KEY)

    assert "PN4-7" in _hidden(done, "groups")
    assert "did-not" in _hidden(done, "participation")


def test_null_returns_are_our_own_omission_and_are_shown():
    done = protect(_quarter(null=3), [], key=KEY)

    assert _hidden(done, "participation") == set()


def test_few_children_behind_many_reviews_hide_the_cell():
    known = _quarter()
    few = Edition(known.period, known.tables, known.numbers, frozenset({("codes", "PN2")}))

    assert "PN2" in _hidden(protect(few, [], key=KEY), "codes")


def test_a_row_of_fewer_than_ten_shows_nothing_at_all():
    done = protect(edition(Q1, {"sheets": sheets("voice", "yes", 9)}), [], key=KEY)

    assert _hidden(done, "voice") == {"yes", "bit", "no", "base", "not-sure"}


def test_where_all_said_the_same_it_stays_possible_that_two_did_not():
    rows = sheets("voice", "yes", 40) + sheets("voice", "not-sure", 12)

    done = protect(edition(Q1, {"sheets": rows}), [], key=KEY)

    assert len(_hidden(done, "voice") & {"yes", "bit", "no"}) >= 2


def test_a_quarter_hidden_before_is_not_given_away_by_its_year():
    plenty, few = _reviews(), _reviews(PN2=3)
    ledger = []
    for period, rows in zip(YEAR.quarters, (plenty, plenty, plenty, few), strict=True):
        release(edition(period, {"reviews": rows}), ledger)

    done = release(_year_of(plenty, plenty, plenty, few), ledger)

    hidden = _hidden(done, "codes")
    assert hidden
    assert ledger[3].shown.keys().isdisjoint({("codes", "PN2")})


def test_a_quarter_made_after_its_year_is_judged_against_the_year():
    plenty, few = _reviews(), _reviews(PN2=3)
    ledger = []
    for period in (Q1, Q2):
        release(edition(period, {"reviews": plenty}), ledger)
    release(_year_of(plenty, plenty, plenty, few), ledger)

    last = release(edition(Q3, {"reviews": plenty}), ledger)

    year, autumn = ledger[2].shown, ledger[3].shown
    assert year["codes", "PN2"] - 12 - 12 == 12 + 3
    assert ("codes", "PN2") in last.hidden
    assert ("codes", "PN2") not in autumn


def test_one_late_sheet_is_hidden_in_the_year_and_not_all_that_was_said():
    usual = [
        row
        for answer, many in {"yes": 30, "bit": 20, "no": 14, "not-sure": 12}.items()
        for row in sheets("voice", answer, many)
    ]
    ledger = []
    for period in YEAR.quarters:
        release(edition(period, {"sheets": usual}), ledger)
    late = sheets("voice", "no", 1)

    done = release(edition(YEAR, {"sheets": usual * 4 + late}), ledger)

    assert {"no", "base"} <= _hidden(done, "voice")
    assert "not-sure" not in _hidden(done, "voice")


def test_a_corrected_code_is_not_given_away_by_the_year():
    usual = _reviews()
    ledger = []
    for period in YEAR.quarters:
        release(edition(period, {"reviews": usual}), ledger)
    corrected = [*usual[:-1], *reviews("PN6", 1)]

    done = release(_year_of(usual, usual, usual, corrected), ledger)

    assert {"PN6", "PN7"} <= _hidden(done, "codes")
    assert "base" not in _hidden(done, "codes")


def test_children_who_are_not_at_a_distance_are_no_small_number_either():
    rows = reviews("PN1", 60, distance="yes") + reviews("PN1", 3) + reviews("PN7", 20)
    rows += reviews("PN7", 20, distance="yes")

    done = protect(edition(YEAR, {"reviews": rows}), [], key=KEY)

    assert "took-part" in _hidden(done, "at-a-distance") | _hidden(done, "participation")


def test_few_children_of_whom_a_no_is_recorded_are_no_small_number_either():
    # All others are disabled, or nobody recorded it: what is left over is the few.
    rows = reviews("PN1", 60, disabled="yes") + reviews("PN1", 60, disabled="unknown")
    rows += reviews("PN7", 20, disabled="yes") + reviews("PN1", 3)

    done = protect(edition(YEAR, {"reviews": rows}), [], key=KEY)

    everybody, disabled = _hidden(done, "participation"), _hidden(done, "disabled")
    assert "base" in everybody | disabled | _hidden(done, "groups") or _hidden(
        done, "disability-not-recorded"
    )


def test_of_how_many_it_is_not_recorded_is_told_however_few_they_are():
    rows = reviews("PN1", 60, disabled="yes") + reviews("PN1", 3, disabled="unknown")
    rows += reviews("PN1", 90) + reviews("PN7", 30) + reviews("PN7", 20, disabled="yes")

    done = protect(edition(YEAR, {"reviews": rows}), [], key=KEY)

    assert not _hidden(done, "disability-not-recorded")
    assert not _hidden(done, "disabled")


def test_a_group_of_fewer_than_ten_reviews_is_hidden_whole():
    rows = reviews("PN1", 9, disabled="yes") + reviews("PN1", 90) + reviews("PN7", 30)

    done = protect(edition(YEAR, {"reviews": rows}), [], key=KEY)

    assert {"took-part", "did-not", "base"} <= _hidden(done, "disabled")


def test_the_same_release_comes_out_the_same_and_another_key_may_choose_others():
    fresh = editions_of(drawn_year(Random(3), 200))[0]

    once, again = (protect(fresh, [], key=KEY) for _ in range(2))
    others = {protect(fresh, [], key=bytes([n]) * 32).hidden for n in range(6)}

    assert once.hidden == again.hidden
    assert once.work.steps == again.work.steps
    assert len(others) > 1


def test_out_of_work_every_table_concerned_is_withheld_whole_and_none_is_weakened():
    work = Work(most=3)

    done = protect(_quarter(PN2=3), [], key=KEY, work=work)

    assert {"codes", "participation", "groups"} <= set(done.unproven)
    assert (
        "Withheld whole, because the steps allowed were not enough: participation, groups"
        in done.in_words
    )
    assert {cell for table, cell in done.hidden if table == "codes"} == {
        "PN1", "PN2", "PN3", "PN4", "PN5", "PN6", "PN7", "base",
    }  # fmt: skip


def test_work_and_the_share_hidden_are_told():
    told = []
    work = Work(tell=lambda what, left: told.append((what, left)))

    done = protect(_quarter(PN2=3), [], key=KEY, work=work)

    assert work.steps > 0
    assert work.cuts > 0
    assert 0 < done.share_hidden < 1
    assert {what for what, _ in told} == {"components", "cuts"}
    assert " numbers are hidden (" in done.in_words
    assert f" {work.solves} solves and {work.steps:,} of 3,000,000 steps." in done.in_words
    assert "Withheld" not in done.in_words


@pytest.mark.parametrize("name", ["2025-26Q1", "2025-26"])
def test_where_nobody_was_counted_everything_is_hidden_or_none(name):
    period = Period.named(name)

    done = protect(edition(period, {}), [], key=KEY)

    assert done.primary <= done.hidden
    assert done.unproven == ()


def test_where_the_choice_itself_is_too_much_work_the_tables_are_withheld(monkeypatch):
    monkeypatch.setattr("feedback.disclosure.choice._MOST_BRANCHES", 0)

    done = protect(editions_of(drawn_year(Random(3), 120))[4], [], key=KEY)

    assert done.unproven


def test_a_quarter_with_few_who_were_there_and_not_heard_still_tells_how_many_took_part():
    fresh = as_today(_quarter(PN4=3))

    done = protect(fresh, [], key=KEY)

    assert "codes" not in {table.id for table in fresh.tables}
    assert _hidden(done, "participation") == set()
    assert _hidden(done, "groups") == set()
