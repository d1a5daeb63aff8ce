"""What is planted in a rehearsal: what somebody forgot, so that lists have something to find."""

from collections.abc import Mapping
from enum import StrEnum


class Plant(StrEnum):
    """One thing that an officer forgets about one review."""

    NO_CODE = "no-code"
    NO_RECORD = "no-record"
    UNREAD = "unread"
    UNANSWERED = "unanswered"
    UNFILED = "unfiled"
    NOT_SEEN = "not-seen"
    NOT_NOTED = "not-noted"


_WHEN: Mapping[Plant, tuple[int, int]] = {
    Plant.NO_CODE: (60, 7),
    Plant.NO_RECORD: (60, 23),
    Plant.UNREAD: (40, 31),
    Plant.UNANSWERED: (20, 11),
    Plant.UNFILED: (25, 3),
    Plant.NOT_SEEN: (15, 9),
    Plant.NOT_NOTED: (15, 4),
}
"""Every so many reviews, and which of them: the same each time, whatever the seed."""

WITHOUT_CODE = frozenset({Plant.NO_CODE, Plant.NO_RECORD})
NOT_ANSWERED = frozenset({Plant.UNREAD, Plant.UNANSWERED})
NOT_FILED = frozenset({Plant.UNREAD, Plant.UNFILED})


def planted(number: int) -> frozenset[Plant]:
    """Say what is forgotten about the review that was planned as the so-manieth."""
    return frozenset(plant for plant, (of, at) in _WHEN.items() if number % of == at)
