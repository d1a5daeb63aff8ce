"""The decision table, looked at from the other side."""

from collections import Counter
from itertools import product
from pathlib import Path

import pytest

from feedback.participation import (
    TABLE,
    VIEWS_NOT_USED,
    Attended,
    Facts,
    Indicator,
    Spokesperson,
    Standing,
    Views,
    propose,
)

DECISION_TABLE = Path(__file__).parents[2] / "docs" / "decision-table.md"
WORDS = {
    "under4": (True, False),
    "attended": Attended,
    "spoke": (True, False),
    "signed": (True, False),
    "spokesperson": Spokesperson,
    "views": Views,
}
EVERY_WAY = [
    Facts(held=True, **dict(zip(WORDS, words, strict=True))) for words in product(*WORDS.values())
]


def facts(**known):
    """A held review of a child of 4 or over who stayed away and from whom nothing came."""
    usual = {
        "held": True,
        "under4": False,
        "attended": Attended.NO,
        "spoke": False,
        "signed": False,
        "spokesperson": Spokesperson.NONE,
        "views": Views.NONE,
    }
    return Facts(**usual | known)


def told_aloud(review):
    """Decide as an officer would say it aloud: first the code, then how sure we are."""
    if review.under4:
        return "A0", "PN0", "settled", None
    if review.attended == "unknown":
        return "E03", None, "pending", None
    if review.attended == "nearby":
        return "E04", None, "pending", None
    return told_of_a_room(review) if review.attended != "no" else told_of_an_empty_chair(review)


def told_of_a_room(review):  # noqa: C901, PLR0911 – told as people tell it, one thing after another
    sure = "settled" if review.attended == "yes" else "confirm"
    if review.spoke:
        return "B1", "PN1", sure, None
    match review.spokesperson, review.signed:
        case "unknown", _:
            return "E05", None, "pending", None
        case "advocate" | "iro" | "other", True:
            return "B3+", "PN3", "confirm", None
        case "advocate" | "iro", False:
            return "B2", "PN2", sure, None
        case "other", False:
            return "B2o", "PN2", "confirm", None
        case "none", True:
            return "B3", "PN3", sure, None
    if review.views == "presented":
        return "B2m", "PN2", "confirm", None
    if review.views in {"not_presented", "unknown"}:
        return "B4v", "PN4", "confirm", "views not used"
    return "B4", "PN4", "confirm", None


def told_of_an_empty_chair(review):  # noqa: PLR0911 – as told_of_a_room
    if review.spoke or review.signed:
        return "E06", None, "pending", None
    if review.spokesperson in {"advocate", "iro"}:
        return "C5", "PN5", "settled", None
    if review.spokesperson == "other":
        return "C5o", "PN5", "confirm", None
    nobody_spoke = review.spokesperson == "none"
    if review.views == "presented":
        return "C6", "PN6", "settled" if nobody_spoke else "confirm", None
    if review.views == "not_presented":
        return "C6u", "PN6", "confirm", "views not used"
    if review.views == "unknown":
        return "C6u", "PN6", "confirm", None
    if not nobody_spoke:
        return "E05", None, "pending", None
    seventh = {
        "none": "C7",
        "blank": "C7b",
        "late": "C7l",
        "adult_only": "C7a",
        "shared_unattributed": "C7s",
    }
    return seventh[review.views], "PN7", "confirm", None


def test_there_are_1920_ways_a_held_review_can_have_gone():
    assert len(set(EVERY_WAY)) == 1920


def test_every_way_has_exactly_the_outcome_an_officer_would_say_aloud():
    for review in EVERY_WAY:
        proposal = propose(review)

        assert told_aloud(review) == (
            proposal.rule,
            proposal.code,
            proposal.standing,
            proposal.alert,
        ), review


def test_each_rule_decides_as_many_ways_as_counted_by_hand():
    decided = Counter((p.rule, str(p.standing)) for p in map(propose, EVERY_WAY))

    assert decided == {
        ("A0", "settled"): 960,
        ("E03", "pending"): 160,
        ("E04", "pending"): 160,
        ("B1", "settled"): 80,
        ("B1", "confirm"): 160,
        ("E05", "pending"): 48 + 5,
        ("B3+", "confirm"): 72,
        ("B2", "settled"): 16,
        ("B2", "confirm"): 32,
        ("B2o", "confirm"): 24,
        ("B3", "settled"): 8,
        ("B3", "confirm"): 16,
        ("B2m", "confirm"): 3,
        ("B4v", "confirm"): 6,
        ("B4", "confirm"): 15,
        ("E06", "pending"): 120,
        ("C5", "settled"): 16,
        ("C5o", "confirm"): 8,
        ("C6", "settled"): 1,
        ("C6", "confirm"): 1,
        ("C6u", "confirm"): 4,
        ("C7", "confirm"): 1,
        ("C7b", "confirm"): 1,
        ("C7l", "confirm"): 1,
        ("C7a", "confirm"): 1,
        ("C7s", "confirm"): 1,
    }


def test_every_row_of_the_table_decides_something():
    unheld = [facts(held=False), facts(under4=None), facts(of_age=True)]

    reached = {
        next(row for row in TABLE if row.holds(review)).why for review in unheld + EVERY_WAY
    }

    assert reached == {row.why for row in TABLE}


def test_the_rules_stand_in_the_order_of_the_paper():
    paper = (
        "E01 E18 E02 A0 E03 E04 B1 E05 B3+ B2 B2o B3 B2m B4v B4"
        " E06 C5 C5o C6 C6u E05 C7 C7b C7l C7a C7s"
    )

    ours = [row.rule for row in TABLE]

    assert [rule for n, rule in enumerate(ours) if ours[n - 1 : n] != [rule]] == paper.split()


def test_the_page_people_point_at_says_what_the_table_does():
    page = DECISION_TABLE.read_text(encoding="utf-8")
    lines = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in page.splitlines()
        if line.startswith("| ")
    ]

    said = [tuple(cells) for cells in lines if len(cells) == 5][1:]

    assert [(s[0], s[2], s[3], s[4]) for s in said] == [
        (
            row.rule,
            row.code or "none",
            row.standing + (f", alert “{row.alert}”" if row.alert else ""),
            row.why,
        )
        for row in TABLE
    ]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.rule)
def test_every_reason_is_one_plain_sentence(row):
    assert row.why[0].isupper()
    assert row.why.endswith(".")
    assert row.why.count(".") == 1
    assert "'" not in row.why


@pytest.mark.parametrize("review", [r for r in EVERY_WAY if r.under4][::7])
def test_a_child_under_four_is_always_pn0(review):
    assert propose(review).code is Indicator.PN0


def test_taking_no_part_is_never_automatic():
    nobody_heard = [p for p in map(propose, EVERY_WAY) if p.code in {"PN4", "PN7"}]

    assert {p.standing for p in nobody_heard} == {Standing.CONFIRM}


def test_pending_and_only_pending_has_no_code():
    proposals = [propose(review) for review in EVERY_WAY]

    assert all((p.code is None) == (p.standing is Standing.PENDING) for p in proposals)


def test_views_that_came_and_were_not_used_raise_an_alert():
    away = propose(facts(views=Views.NOT_PRESENTED))
    there = propose(facts(attended=Attended.YES, views=Views.NOT_PRESENTED))

    assert (away.alert, there.alert) == (VIEWS_NOT_USED, VIEWS_NOT_USED)


@pytest.mark.parametrize("review", [facts(held=False), facts(held=False, under4=None)])
def test_a_review_that_was_not_held_has_no_code(review):
    proposal = propose(review)

    assert (proposal.rule, proposal.code) == ("E01", None)
    assert proposal.standing is Standing.NOT_A_REVIEW


def test_a_missing_date_of_birth_waits():
    proposal = propose(facts(under4=None, attended=Attended.YES, spoke=True))

    assert (proposal.rule, proposal.code, proposal.standing) == ("E02", None, Standing.PENDING)


def test_from_the_eighteenth_birthday_it_is_a_pathway_review_without_a_code():
    proposal = propose(facts(of_age=True, attended=Attended.YES, spoke=True))

    assert (proposal.rule, proposal.code) == ("E18", None)
    assert proposal.standing is Standing.NOT_A_REVIEW
