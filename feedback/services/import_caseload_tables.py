"""The tables an import changes, in the order in which they lean on one another."""

from dataclasses import dataclass
from datetime import date
from typing import Self
from uuid import UUID

from sqlalchemy.orm import Session

from feedback.caseload.judging import Judged
from feedback.services.import_caseload_changes import Changes
from feedback.services.import_caseload_children import take_children
from feedback.services.import_caseload_disability import Disabilities
from feedback.services.import_caseload_episodes import take_episodes
from feedback.services.import_caseload_letters import Touched
from feedback.services.import_caseload_officers import Officers
from feedback.services.import_caseload_planned import Diary
from feedback.services.import_caseload_reviews import take_reviews
from feedback.services.import_caseload_stored import Stored
from feedback.services.import_caseload_timing import set_ages, set_due_days
from feedback.services.invite import Desk
from feedback.store.keys import Keys
from feedback.store.models import Child, Episode, Review


@dataclass(frozen=True, slots=True)
class Tables:
    """What is to be written, and which children moved."""

    children: Changes
    officers: Officers
    episodes: Changes
    reviews: Changes
    disability: Disabilities
    moved: list[UUID]

    @classmethod
    def to_change(cls, transaction: Session, disability: Disabilities) -> Self:
        """Begin with nothing to write."""
        officers = Officers.look_up(transaction)
        return cls(Changes(Child), officers, Changes(Episode), Changes(Review), disability, [])

    @property
    def all(self) -> tuple[Changes, Officers, Changes, Changes]:
        """Return them in their order."""
        return self.children, self.officers, self.episodes, self.reviews

    def take_over(
        self, stored: Stored, judged: Judged, keys: Keys, desk: Desk, *, today: date
    ) -> None:
        """Take every sound row over, without writing anything yet."""
        take_children(stored, judged, self.children, keys=keys)
        numbers = {number: child.id for number, child in stored.children.items()}
        self.disability.take_over(numbers, judged)
        moved = take_episodes(stored, judged, self.episodes, self.children, keys=keys)
        self.moved.extend(moved)
        take_reviews(stored, judged, self.reviews)
        Diary(stored, self.reviews, self.officers, today).take_over(judged)
        set_ages(stored, self.reviews)
        set_due_days(stored, self.reviews, closed=desk.closed)

    def touched(self) -> Touched:
        """Say of what something shown to a child has changed."""
        return Touched.by(
            children=self.children, officers=self.officers.staff, reviews=self.reviews
        )

    def write(self, transaction: Session) -> None:
        """Write them all."""
        self.children.write(transaction)
        self.officers.write(transaction)
        self.disability.write(transaction)
        self.episodes.write(transaction)
        self.reviews.write(transaction)
