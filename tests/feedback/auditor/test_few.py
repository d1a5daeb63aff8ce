"""What nobody prints is attacked, too: what is left over, and what lies between two periods."""

from dataclasses import replace

import pytest

from feedback.auditor.breaks import Kind, name_of
from feedback.disclosure.needs import primary
from feedback.disclosure.populations import OF_18
from feedback.disclosure.unprinted import of_left_over, of_rest
from feedback.facts import Fact
from tests.feedback.auditor.exported import audited
from tests.feedback.disclosure.town import YEAR, as_today, ask, edition, release, reviews, sheets

NAMES = [quarter.name for quarter in YEAR.quarters]
DID_NOT = {"code": frozenset({"PN4", "PN7"})}
OF_AGE = ("asked-of-age", OF_18)
FEW_LATE = of_rest("asks", {"outcome": frozenset({"done"})}, NAMES)
FEW_OTHERS = of_left_over("reviews", {**DID_NOT, "distance": frozenset({"no"})})


def _all_but_small(fresh, *hidden):
    """Show everything but what is small in itself, and these."""
    counts = {(t.id, cell): n for t in fresh.tables for cell, n in fresh.counts(t).items()}
    away = primary(fresh) | set(hidden)
    return replace(fresh, shown={place: n for place, n in counts.items() if place not in away})


def _kinds(known, **more):
    return {one.kind for one in audited(known, **more).breaks}


def _asks(**outcomes):
    return [ask(name.replace("_", "-")) for name, many in outcomes.items() for _ in range(many)]


@pytest.mark.parametrize("few", [frozenset(), frozenset({FEW_LATE})])
def test_seven_more_that_may_be_one_childs_are_refused(few):
    usual, known = {"done": 30, "not_done": 20, "still_asking": 20}, []
    for place, quarter in enumerate(YEAR.quarters):
        open_ = {} if place else {"unanswered": 7}
        release(as_today(edition(quarter, {"asks": _asks(**usual, **open_)})), known)
    rows = _asks(**{**{name: 4 * many for name, many in usual.items()}, "done": 127})
    year = replace(edition(YEAR, {"asks": rows}), few=few)

    naive = _kinds([*known, _all_but_small(year)], few=few)
    release(year, known)

    assert (Kind.DIFFERENCE in naive) is bool(few)
    assert audited(known, few=few).holds


@pytest.mark.parametrize(
    ("others", "few", "found"),
    [(8, frozenset(), False), (8, frozenset({FEW_OTHERS}), True), (3, frozenset(), True)],
)
def test_few_who_are_not_at_a_distance_are_refused(others, few, found):
    rows = reviews("PN1", 60, distance="yes") + reviews("PN1", 60)
    rows += reviews("PN7", 22, distance="yes") + reviews("PN7", others)
    year, known = replace(edition(YEAR, {"reviews": rows}), few=few), []

    naive = _kinds([_all_but_small(year)], few=few)
    release(year, known)

    assert (Kind.LEFT_OVER in naive) is found
    assert audited(known, few=few).holds


def _of_age(many):
    """So many reviews of young people of 18 and over, and reviews enough of younger ones."""
    return {"reviews": reviews("PN1", 60), "pathway": [{"age": OF_18}] * many}


@pytest.mark.parametrize(("late", "few", "found"), [(3, False, True), (8, True, True),
                                                    (8, False, False)])  # fmt: skip
def test_reviews_of_those_of_18_and_over_that_came_late_are_judged_like_others(late, few, found):
    """Twenty left in each quarter; the year holds 3 more, or 8 that may be one person’s."""
    known = []
    for quarter in YEAR.quarters:
        release(as_today(edition(quarter, _of_age(20))), known)
    beside = of_rest("pathway", {}, NAMES)
    whole = edition(YEAR, _of_age(80 + late))
    year = replace(whole, few=frozenset({beside} if few else ()))

    naive = _kinds([*known, _all_but_small(year)], few=year.few)
    release(year, known)

    assert (Kind.DIFFERENCE in naive) is found
    assert (OF_AGE in known[-1].shown) is not found
    assert audited(known, few=year.few).holds


@pytest.mark.parametrize(("many", "shown"), [(0, True), (1, False), (5, False), (6, True)])
def test_that_nobody_of_18_and_over_had_a_review_is_no_secret_and_that_five_had_is(many, shown):
    year, known = edition(YEAR, _of_age(many)), []

    naive = _kinds([_all_but_small(year)]), _kinds([replace(year, shown={OF_AGE: many})])
    release(year, known)

    assert [Kind.SMALL in found for found in naive] == [False, not shown]
    assert (OF_AGE in known[0].shown) is shown
    assert audited(known).holds


def test_many_reviews_of_few_children_that_are_printed_are_refused():
    year = edition(YEAR, {"reviews": reviews("PN1", 60) + reviews("PN7", 20)})
    small = frozenset({(YEAR.name, ("participation", "service", "did-not"))})

    assert Kind.SMALL in _kinds([_all_but_small(year)], small=small)


@pytest.mark.parametrize(("told", "found"), [(36, True), (20, False)])
def test_two_hidden_numbers_of_sheets_are_attacked_as_one_difference(told, found):
    """Neither is known, but somebody has told what one and the rest of the other come to."""
    quarter = edition(YEAR.quarters[0], {"sheets": sheets("voice", "yes", 20)
                                         + sheets("voice", "no", 16)})  # fmt: skip
    late = 39 - told
    year = edition(YEAR, {"sheets": sheets("voice", "yes", 20 + late)
                          + sheets("voice", "no", 16 + 3 - late if found else 16)})  # fmt: skip
    hidden = [("voice", "yes"), ("voice", "no")]
    fact = Fact((("2025-26Q1", "voice", "service", "yes"), (YEAR.name, "voice", "service", "no")),
                36, 36)  # fmt: skip
    known = [_all_but_small(as_today(one), *hidden) for one in (quarter, year)]

    assert (Kind.DIFFERENCE in _kinds(known, facts=[fact])) is found


def test_what_is_kept_is_named_as_the_protector_names_it():
    where = {**DID_NOT, "distance": frozenset({"no"})}

    assert ("reviews", name_of(where)) == of_left_over("reviews", where)
    assert ("asks", name_of({"outcome": frozenset({"done"})}, tuple(NAMES))) == FEW_LATE


@pytest.mark.parametrize(("most_else", "found"), [(42, True), (43, False)])
def test_nought_must_stay_possible_beside_any_one_other_number(most_else, found):
    """Three were done and four were not: whoever knows the four knows of one, or of nobody."""
    fresh = as_today(
        edition(YEAR.quarters[0], {"asks": _asks(done=3, not_done=4, still_asking=40)})
    )
    period, done = fresh.period.name, ("asks", "service", "done")
    others = {(period, ("asks", "service", "not-done")): 4}
    fact = Fact(((period, "asks", "service", "still-asking"),), 0, most_else)
    shown = replace(fresh, shown={("asks", "base"): 47})

    told = _kinds([shown], facts=[fact], small=frozenset({(period, done)}), true=others)

    assert (Kind.KNOWN in told) is found


def test_a_number_that_is_another_besides_is_no_second_one_to_know():
    fresh = as_today(
        edition(YEAR.quarters[0], {"reviews": reviews("PN1", 60) + reviews("PN7", 3)})
    )
    period, known = fresh.period.name, []
    release(fresh, known)
    small = {
        (period, ("participation", "service", "did-not")),
        (period, ("groups", "service", "PN4-7")),
    }

    assert audited(known, small=frozenset(small), true=dict.fromkeys(small, 3)).holds
