"""What the sources about one review say against each other, each named and never resolved here.

The record is the officer’s, what was sent is the child’s, a reported code is the last import’s.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from feedback.participation import Attended, Facts, Indicator, Views, propose

_NOTHING_USABLE = frozenset({Views.NONE, Views.BLANK})
_CAME = frozenset({Views.PRESENTED, Views.NOT_PRESENTED, Views.UNKNOWN})


class Contradiction(StrEnum):
    """Two sources that cannot both be right, or that somebody should look at together."""

    AWAY_YET_SPOKE = "away-yet-spoke"
    AWAY_YET_SHOWED = "away-yet-showed"
    SENT_YET_NOTHING_CAME = "sent-yet-nothing-came"
    SENT_IN_TIME_YET_LATE = "sent-in-time-yet-late"
    SENT_LATE_YET_USED = "sent-late-yet-used"
    BLANK_YET_USED = "blank-yet-used"
    SENT_YET_NOT_HEARD = "sent-yet-not-heard"
    REPORTED_OTHERWISE = "reported-otherwise"


@dataclass(frozen=True, slots=True)
class Sources:
    """What the record says, what came through the portal, what was reported and what stands."""

    facts: Facts
    sent: Views
    """The best thing the portal itself received: none, blank, late, or unknown if it was used."""
    reported: Indicator | None = None
    code: Indicator | None = None


def contradictions(sources: Sources) -> tuple[Contradiction, ...]:
    """Name every contradiction between the sources, in the order of the list above.

    A review that was not held has none: nothing of it is counted.
    """
    return tuple(_found(sources)) if sources.facts.held else ()


def _found(sources: Sources) -> Iterator[Contradiction]:
    """Read this as the list it is: what is said, and whether it holds."""
    facts, sent = sources.facts, sources.sent
    away, came = facts.attended is Attended.NO, facts.views in _CAME
    in_time, stands = sent is Views.UNKNOWN, sources.code or propose(facts).code
    held = {
        Contradiction.AWAY_YET_SPOKE: away and facts.spoke,
        Contradiction.AWAY_YET_SHOWED: away and facts.signed,
        Contradiction.SENT_YET_NOTHING_CAME: in_time and facts.views in _NOTHING_USABLE,
        Contradiction.SENT_IN_TIME_YET_LATE: in_time and facts.views is Views.LATE,
        Contradiction.SENT_LATE_YET_USED: sent is Views.LATE and came,
        Contradiction.BLANK_YET_USED: sent is Views.BLANK and came,
        Contradiction.SENT_YET_NOT_HEARD: in_time and stands is Indicator.PN7,
        Contradiction.REPORTED_OTHERWISE: sources.reported is not None
        and stands not in (None, sources.reported),
    }
    yield from (one for one, holds in held.items() if holds)
