"""What a record says beside how the child took part: seen alone, contact, lateness, papers.

Care Planning, Placement and Case Review (England) Regulations 2010, regulation 36: the
officer speaks with the child in private before the review, unless the child refuses or it
would not be appropriate. Nothing said is *not recorded*, which is another thing than *no*.
"""

from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from feedback.errors import RecordRefused


class SeenAlone(StrEnum):
    """Whether the officer spoke with the child in private before the review."""

    YES = "yes"
    DECLINED = "declined"
    NOT_APPROPRIATE = "not-appropriate"
    NO = "no"


class Contact(StrEnum):
    """Whether the officer visited or was in touch with the child since the last review."""

    MADE = "made"
    NONE = "none"


class Way(StrEnum):
    """How the officer met a child between reviews."""

    VISIT = "visit"
    CALL = "call"
    VIDEO = "video"
    MESSAGE = "message"


class LateBecause(StrEnum):
    """Why a review was held after its last day. *Date wrong* is an error in the data."""

    DATE_WRONG = "date-wrong"
    TOLD_LATE = "told-late"
    CHILD_ASKED = "child-asked"
    CHILD_UNWELL = "child-unwell"
    CHILD_MOVED = "child-moved"
    FAMILY = "family"
    OFFICER = "officer"
    SOCIAL_WORKER = "social-worker"
    PAPERS = "papers"
    COURT = "court"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Met:
    """One visit or other contact, on a day, and whether the child was alone with the officer."""

    day: date
    way: Way
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Beside:
    """The facts beside the deciding ones; None is a fact that nobody recorded.

    Refuses with ``RecordRefused`` a day without its fact and a fact without its day.
    """

    part_two_day: date | None = None
    seen_alone: SeenAlone | None = None
    seen_alone_on: date | None = None
    contact: Contact | None = None
    late_because: LateBecause | None = None
    notified_on: date | None = None
    """When the reviewing service was told of the child, or of their move."""
    notified_in_time: bool | None = None
    """Within 2 working days."""
    documents_on: date | None = None
    documents_in_time: bool | None = None
    """Ready for the review."""

    def __post_init__(self) -> None:
        """Insist that what is said holds together."""
        if self.seen_alone is SeenAlone.YES and self.seen_alone_on is None:
            raise RecordRefused("Say on which day you saw the child alone.")
        if self.seen_alone_on and self.seen_alone in (None, SeenAlone.NO):
            raise RecordRefused("There is a day on which the child was seen alone, and no yes.")
        if self.notified_in_time and self.notified_on is None:
            raise RecordRefused("Say on which day the service was notified.")
        if self.documents_in_time and self.documents_on is None:
            raise RecordRefused("Say on which day the documents were ready.")

    def adds_to(self, before: "Beside") -> bool:
        """Whether this only says what nobody had said before, so that nothing is corrected."""
        was = ((one.name, getattr(before, one.name)) for one in fields(before))
        return all(value in (None, getattr(self, name)) for name, value in was)


NOTHING_BESIDE = Beside()
"""What a record says of it when nobody said anything."""


def must_fit(beside: Beside, *, day: date, due_day: date | None, today: date) -> None:
    """Refuse with ``RecordRefused`` what cannot be true of a review of this day.

    ``due_day`` is the last day the review could be held on in time; None when unknown.
    """
    for said in (beside.seen_alone_on, beside.notified_on, beside.documents_on):
        if said and said > today:
            raise RecordRefused("One of these days is still to come.")
    if beside.part_two_day and beside.part_two_day <= day:
        raise RecordRefused("The second part comes after the first.")
    if beside.late_because and due_day and day <= due_day:
        raise RecordRefused("This review was not late, so there is no reason for it.")
    if beside.documents_in_time and beside.documents_on and beside.documents_on > day:
        raise RecordRefused("Documents of a day after the review were not ready for it.")
