"""The officer’s inbox: one page of their caseload, by list and filters, with what is owed when.

The portal’s clocks, all in working days (``Clocks``): what a child sent is read within
``views_read``; a review is recorded within ``outcome_recorded`` of its last part, its asks are
answered within ``decisions_out`` and its code is confirmed within ``record_done``.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, partial
from math import ceil

from feedback.due_dates import add_working_days
from feedback.intention import Intention
from feedback.replies import Way
from feedback.services.caseload import Heard, Line
from feedback.services.deciding import Hand
from feedback.services.guessing import LONDON
from feedback.store.models import ReviewState

ON_A_PAGE = 50
"""Lines of one page, which then stays under 60 KB whatever the names."""


class Shelf(StrEnum):
    """The lists an officer’s reviews stand in; each review stands in one."""

    TO_COME = "to-come"
    TO_RECORD = "to-record"
    DONE = "done"


class Owing(StrEnum):
    """What an officer owes, each by a clock of its own."""

    READ = "read"
    RECORD = "record"
    ANSWER = "answer"
    CONFIRM = "confirm"


class Filter(StrEnum):
    """What a list can be narrowed to. The values stand in addresses and say nothing of a child."""

    NOT_INVITED = "not-invited"
    NOTHING = "nothing"
    PART = "part"
    SENT = "sent"
    READ = "read"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"
    INTERPRETER = "interpreter"
    ADVOCATE = "advocate"
    HELP = "help"
    TALK = "talk"
    QUIET = "quiet"
    LATE = "late"


STATES = frozenset(Filter(heard) for heard in Heard)
NEEDS = frozenset({Filter.INTERPRETER, Filter.ADVOCATE, Filter.HELP})
_GROUPS = (STATES, NEEDS, frozenset({Filter.TALK}), frozenset({Filter.QUIET}),
           frozenset({Filter.LATE}))  # fmt: skip
_SPOKEN_FOR = {Intention.GO_SPOKEN_FOR, Intention.STAY_SPOKEN_FOR}
_NOTHING_YET = {Heard.NOT_INVITED, Heard.NOTHING, Heard.PART}


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing that is owed, and the last day for it."""

    what: Owing
    by: date
    late: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """One review, and what is said of it beside what happened."""

    line: Line
    shelf: Shelf
    owed: Owed | None
    """What is owed soonest."""
    quiet: bool
    """Nothing came yet, and the review is so near that somebody should ask why."""
    marks: frozenset[Filter]


@dataclass(frozen=True, slots=True)
class Wish:
    """Which list, narrowed to what, and which page of it."""

    shelf: Shelf = Shelf.TO_COME
    filters: frozenset[Filter] = frozenset()
    page: int = 1


@dataclass(frozen=True, slots=True)
class Inbox:
    """One page, and how long everything is. ``small`` is confirmed all at once."""

    entries: tuple[Entry, ...]
    small: tuple[Entry, ...]
    found: int
    page: int
    pages: int
    lengths: Mapping[Shelf, int]
    counts: Mapping[Filter, int]
    """How many of this list each filter alone would leave."""
    talk: tuple[Entry, ...]
    """Everybody who asked to talk and whose review is to come."""
    late: Mapping[Owing, int]


def inbox(lines: Collection[Line], wish: Wish, *, by: Hand) -> Inbox:
    """Put a page together, the soonest review first, or the newest where all is done."""
    entries = marked(lines, by=by)
    shelf = [one for one in entries if one.shelf is wish.shelf]
    if wish.shelf is Shelf.DONE:
        shelf.reverse()
    fitting = [one for one in shelf if fits(one.marks, wish.filters)]
    small = [one for one in fitting if _is_small(one)]
    rest = [one for one in fitting if not _is_small(one)]
    pages = max(1, ceil(len(rest) / ON_A_PAGE))
    page = min(max(1, wish.page), pages)
    return Inbox(
        entries=tuple(rest[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]),
        small=tuple(small[:ON_A_PAGE]),
        found=len(fitting),
        page=page,
        pages=pages,
        lengths={key: sum(one.shelf is key for one in entries) for key in Shelf},
        counts={key: sum(key in one.marks for one in shelf) for key in Filter},
        talk=tuple(one for one in entries if _asked_to_talk(one)),
        late={key: sum(_is_late(one, key) for one in entries) for key in Owing},
    )


def marked(lines: Collection[Line], *, by: Hand) -> list[Entry]:
    """Say of each review on which list it stands, what is owed and what it can be found by."""
    due = _due(by)
    near = add_working_days(by.today, by.desk.clocks.no_views_yet, closed=by.desk.closed)
    return [_entry(line, due, near, by.today) for line in lines]


def fits(marks: frozenset[Filter], filters: frozenset[Filter]) -> bool:
    """Whether something is left by these filters: any of each kind that was chosen."""
    chosen = (group & filters for group in _GROUPS)
    return all(marks & group for group in chosen if group)


def owed(line: Line, due: "Due", today: date) -> Owed | None:
    """Work out what is owed soonest for one review; None when nothing is."""
    clocks: list[tuple[date, Owing]] = []
    if line.unread_since is not None:
        sent_on = line.unread_since.astimezone(LONDON).date()
        clocks.append((due(sent_on, Owing.READ), Owing.READ))
    if _is_over(line, today):
        stands = line.state is not ReviewState.CANCELLED
        if stands and line.code is None and not _is_recorded_and_of_age(line):
            what = Owing.CONFIRM if line.recorded or line.under4 else Owing.RECORD
            clocks.append((due(line.ends_on, what), what))
        if line.unanswered:
            clocks.append((due(line.ends_on, Owing.ANSWER), Owing.ANSWER))
    if not clocks:
        return None
    by, what = min(clocks)
    return Owed(what, by, late=by < today)


Due = Callable[[date, Owing], date]
"""The last day for something, from the day it is counted from."""


def _due(by: Hand) -> Due:
    clocks = by.desk.clocks
    within = {
        Owing.READ: clocks.views_read,
        Owing.RECORD: clocks.outcome_recorded,
        Owing.ANSWER: clocks.decisions_out,
        Owing.CONFIRM: clocks.record_done,
    }
    after = cache(partial(add_working_days, closed=by.desk.closed))
    return lambda day, what: after(day, within[what])


def _entry(line: Line, due: Due, near: date, today: date) -> Entry:
    owing = owed(line, due, today)
    to_come = line.is_to_come(today)
    quiet = to_come and line.heard in _NOTHING_YET and line.reply is None and line.day <= near
    done = line.code is not None or _is_recorded_and_of_age(line)
    put_off = line.state is ReviewState.CANCELLED
    shelf = Shelf.TO_COME if to_come or put_off else Shelf.DONE if done else Shelf.TO_RECORD
    said = {
        Filter(line.heard): True,
        Filter.INTERPRETER: line.interpreter or line.asked_for is not None,
        Filter.ADVOCATE: line.wants_advocate,
        Filter.HELP: _wants_help(line),
        Filter.TALK: line.wants_talk or _way(line) is Way.OFFICER,
        Filter.QUIET: quiet,
        Filter.LATE: owing is not None and owing.late,
    }
    marks = frozenset(key for key, holds in said.items() if holds)
    return Entry(line, shelf, owing, quiet, marks)


def _wants_help(line: Line) -> bool:
    return _way(line) is Way.HELP or line.intends in _SPOKEN_FOR


def _way(line: Line) -> Way | None:
    return line.reply.wanted.way if line.reply else None


def _is_recorded_and_of_age(line: Line) -> bool:
    """Whether everything is written down that is for a review no code is confirmed for (E18)."""
    return line.recorded and line.of_age


def _is_over(line: Line, today: date) -> bool:
    return line.state is ReviewState.HELD or line.ends_on < today


def _is_small(entry: Entry) -> bool:
    return entry.shelf is Shelf.TO_RECORD and entry.line.under4


def _asked_to_talk(entry: Entry) -> bool:
    return entry.shelf is Shelf.TO_COME and Filter.TALK in entry.marks


def _is_late(entry: Entry, what: Owing) -> bool:
    return entry.owed is not None and entry.owed.late and entry.owed.what is what
