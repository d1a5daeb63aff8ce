"""What an officer owes by when, what a list is narrowed to, and how it is parted into pages."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as some

from feedback.due_dates import Clocks
from feedback.participation import Indicator
from feedback.replies import Reply, Wanted, Way
from feedback.services.caseload import Heard, Line
from feedback.services.deciding import Hand
from feedback.services.inbox import ON_A_PAGE, STATES, Filter, Owing, Shelf, Wish, inbox, marked
from feedback.services.invite import Desk
from feedback.services.reply import Standing
from feedback.store.models import ReviewState
from tests import cases

TUESDAY = datetime(2026, 3, 3, 14, 30, tzinfo=UTC)
TODAY = TUESDAY.date()
HAND = Hand(uuid4(), TUESDAY, cases.DESK)
LINE = Line(
    review_id=uuid4(), child_id=uuid4(), day=date(2026, 3, 20), at=None, part_two_day=None,
    state=ReviewState.PLANNED, code=None, under4=False, of_age=False, recorded=False,
    language="en", interpreter=False, asked_for=None, heard=Heard.NOTHING, sent_at=None,
    intends=None, wants_talk=False, wants_advocate=False, unread=0, unread_since=None,
    unanswered=0, reply=None,
)  # fmt: skip
OVER = replace(LINE, day=date(2026, 3, 2), state=ReviewState.HELD)


def only(line, by=HAND):
    (entry,) = marked([line], by=by)
    return entry


def owed(line, by=HAND):
    owing = only(line, by).owed
    return owing and (owing.what, owing.by, owing.late)


def at(day, hour=12):
    return datetime(2026, *day, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("sent", "by", "late"),
    [
        (at((3, 3)), date(2026, 3, 5), False),
        (at((2, 27)), date(2026, 3, 3), False),  # a Friday; the weekend does not count
        (at((2, 26)), date(2026, 3, 2), True),
        (at((3, 1), 23), date(2026, 3, 3), False),  # a Sunday
    ],
)
def test_what_came_is_read_within_two_working_days(sent, by, late):
    line = replace(LINE, heard=Heard.SENT, unread=1, unread_since=sent)

    assert owed(line) == (Owing.READ, by, late)


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, (Owing.RECORD, date(2026, 3, 3), False)),
        ({"day": date(2026, 2, 27)}, (Owing.RECORD, date(2026, 3, 2), True)),
        ({"day": date(2026, 2, 27), "part_two_day": date(2026, 3, 2)},
         (Owing.RECORD, date(2026, 3, 3), False)),
        ({"recorded": True}, (Owing.CONFIRM, date(2026, 3, 23), False)),
        ({"recorded": True, "unanswered": 2}, (Owing.ANSWER, date(2026, 3, 9), False)),
        ({"under4": True}, (Owing.CONFIRM, date(2026, 3, 23), False)),
        ({"code": Indicator.PN1}, None),
        ({"of_age": True}, (Owing.RECORD, date(2026, 3, 3), False)),
        ({"of_age": True, "recorded": True}, None),
        ({"of_age": True, "recorded": True, "unanswered": 1},
         (Owing.ANSWER, date(2026, 3, 9), False)),
        ({"code": Indicator.PN1, "unanswered": 1}, (Owing.ANSWER, date(2026, 3, 9), False)),
        ({"state": ReviewState.PLANNED}, (Owing.RECORD, date(2026, 3, 3), False)),
        ({"state": ReviewState.PLANNED, "day": TODAY}, None),
        ({"state": ReviewState.PLANNED, "part_two_day": TODAY}, None),
    ],
)  # fmt: skip
def test_a_review_that_is_over_is_recorded_answered_and_confirmed_in_time(more, expected):
    assert owed(replace(OVER, **more)) == expected


def test_bank_holidays_and_the_councils_own_closed_days_are_no_working_days():
    before_easter = Hand(HAND.officer, at((4, 2)), cases.DESK)  # Good Friday is 3 April
    closed = Hand(HAND.officer, TUESDAY, Desk(Clocks(), cases.DESK.locks, (date(2026, 3, 4),)))
    came = replace(LINE, unread=1, day=date(2026, 5, 5))

    assert owed(replace(came, unread_since=at((4, 2))), before_easter)[1] == date(2026, 4, 8)
    assert owed(replace(came, unread_since=at((3, 3))), closed)[1] == date(2026, 3, 6)


@pytest.mark.parametrize(
    ("more", "quiet"),
    [
        ({"day": date(2026, 3, 24)}, True),  # the 15th working day from here
        ({"day": date(2026, 3, 25)}, False),
        ({"day": TODAY}, True),
        ({"heard": Heard.NOT_INVITED}, True),
        ({"heard": Heard.PART}, True),
        ({"heard": Heard.SENT}, False),
        ({"heard": Heard.WITHDRAWN}, False),
        ({"day": date(2026, 3, 2)}, False),
    ],
)
def test_nothing_from_them_yet_is_said_from_fifteen_working_days_before(more, quiet):
    entry = only(replace(LINE, **more))

    assert entry.quiet is quiet
    assert (Filter.QUIET in entry.marks) is quiet


@pytest.mark.parametrize("said", [Wanted(Reply.NO), Wanted(Reply.ANOTHER_WAY, Way.PHONE)])
def test_a_child_who_said_no_or_another_way_has_answered(said):
    entry = only(replace(LINE, reply=standing(said)))

    assert not entry.quiet


def test_what_a_child_needs_can_be_looked_for():
    lines = {
        Filter.INTERPRETER: [replace(LINE, interpreter=True), replace(LINE, asked_for="ti")],
        Filter.ADVOCATE: [replace(LINE, wants_advocate=True)],
        Filter.HELP: [
            replace(LINE, reply=standing(Wanted(Reply.ANOTHER_WAY, Way.HELP))),
            replace(LINE, intends="go-spoken-for"),
            replace(LINE, intends="stay-spoken-for"),
        ],
        Filter.TALK: [
            replace(LINE, wants_talk=True),
            replace(LINE, reply=standing(Wanted(Reply.ANOTHER_WAY, Way.OFFICER))),
        ],
    }

    for mark, needing in lines.items():
        for line in needing:
            assert mark in only(line).marks
        assert mark not in only(LINE).marks


def test_each_review_stands_in_one_list():
    done = replace(OVER, code=Indicator.PN1)
    older = replace(done, review_id=uuid4(), day=date(2026, 2, 20))
    small = replace(OVER, under4=True)
    grown = replace(OVER, day=date(2026, 2, 19), of_age=True, recorded=True)
    lines = [grown, older, OVER, small, done, LINE]

    boxes = {shelf: inbox(lines, Wish(shelf), by=HAND) for shelf in Shelf}

    assert [e.line for e in boxes[Shelf.TO_COME].entries] == [LINE]
    assert [e.line for e in boxes[Shelf.TO_RECORD].entries] == [OVER]
    assert [e.line for e in boxes[Shelf.TO_RECORD].small] == [small]
    assert [e.line for e in boxes[Shelf.DONE].entries] == [done, older, grown]
    assert boxes[Shelf.TO_COME].lengths == {
        Shelf.TO_COME: 1, Shelf.TO_RECORD: 2, Shelf.DONE: 3,
    }  # fmt: skip


def test_who_asked_to_talk_is_named_first_while_their_review_is_to_come():
    asking = replace(LINE, wants_talk=True)
    after = replace(OVER, wants_talk=True)

    found = inbox([after, LINE, asking], Wish(Shelf.DONE), by=HAND)

    assert [entry.line for entry in found.talk] == [asking]


def test_what_is_past_its_day_is_counted_by_what_it_is():
    unread = replace(LINE, unread=1, unread_since=at((2, 20)))
    unrecorded = replace(OVER, day=date(2026, 2, 2))

    found = inbox([unread, unrecorded, LINE], Wish(), by=HAND)

    assert found.late == {
        Owing.READ: 1, Owing.RECORD: 1, Owing.ANSWER: 0, Owing.CONFIRM: 0,
    }  # fmt: skip
    assert found.counts[Filter.LATE] == 1


@pytest.mark.parametrize(
    ("length", "asked", "page", "pages", "shown"),
    [
        (0, 1, 1, 1, 0),
        (50, 1, 1, 1, 50),
        (51, 2, 2, 2, 1),
        (120, 9, 3, 3, 20),
        (120, -4, 1, 3, 50),
    ],
)
def test_a_long_list_comes_in_pages(length, asked, page, pages, shown):
    lines = [replace(LINE, review_id=uuid4()) for _ in range(length)]

    found = inbox(lines, Wish(page=asked), by=HAND)

    assert (found.page, found.pages, len(found.entries), found.found) == (
        page, pages, shown, length,
    )  # fmt: skip


@given(
    some.lists(some.sampled_from(sorted(Heard)), max_size=80),
    some.frozensets(some.sampled_from(sorted(STATES)), max_size=3),
)
def test_every_review_that_fits_is_on_one_page_once_and_no_other_is(states, chosen):
    lines = [
        replace(LINE, review_id=uuid4(), heard=heard, day=LINE.day + timedelta(n))
        for n, heard in enumerate(states)
    ]
    wanted = [line for line in lines if not chosen or line.heard in chosen]

    first = inbox(lines, Wish(filters=chosen), by=HAND)
    turned = [inbox(lines, Wish(filters=chosen, page=n + 1), by=HAND) for n in range(first.pages)]

    assert [entry.line for found in turned for entry in found.entries] == wanted
    assert first.found == len(wanted)
    assert all(len(found.entries) <= ON_A_PAGE for found in turned)
    assert first.counts[Filter.SENT] == states.count(Heard.SENT)


def test_filters_of_two_kinds_must_both_hold():
    both = replace(LINE, heard=Heard.SENT, wants_advocate=True, unread=1, unread_since=at((3, 3)))
    lines = [both, replace(LINE, wants_advocate=True), replace(both, wants_advocate=False)]

    found = inbox(lines, Wish(filters=frozenset({Filter.SENT, Filter.ADVOCATE})), by=HAND)

    assert [entry.line for entry in found.entries] == [both]


def standing(wanted):
    return Standing(wanted, TUESDAY, helped=False, without_pictures=False)
