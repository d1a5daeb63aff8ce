"""Takes over the reviews to come: made, moved, given a second part, an officer and a worker."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from feedback.caseload.doubts import first_part
from feedback.caseload.judging import Judged
from feedback.caseload.rows import PlannedRow
from feedback.services.import_caseload_changes import Changes
from feedback.services.import_caseload_officers import Officers
from feedback.services.import_caseload_reviews import add_review, take
from feedback.services.import_caseload_stored import Stored, StoredReview
from feedback.store.models import ReviewState


@dataclass(frozen=True, slots=True)
class Diary:
    """The reviews to come, as stored, while rows of ``planned.csv`` are taken over."""

    stored: Stored
    reviews: Changes
    officers: Officers
    today: date

    def take_over(self, judged: Judged) -> None:
        """Take over each row; of two for one child and day the later stands."""
        by_child: defaultdict[str, dict[date, PlannedRow]] = defaultdict(dict)
        for row in judged.planned:
            by_child[row.child][row.day] = row
        for number, rows in by_child.items():
            for row in sorted(rows.values(), key=lambda row: (row.part, row.day)):
                self._take(row, self._second(row) or self._first(row, keeping=rows))
            chair = self._next(rows.values()).officer
            self.officers.assign(self.stored.children[number].id, chair, today=self.today)

    def _take(self, row: PlannedRow, review: StoredReview) -> None:
        """Take over who and when. A blank cell says nothing, so what is stored stays."""
        if row.day == review.day:
            take(review, self.reviews, at=row.time or review.at)
        self.officers.name(row.officer, row.officer_name)
        child = self.stored.children[row.child].id
        officer = self.officers.chair(child, row.officer, review.officer_id)
        take(
            review,
            self.reviews,
            officer_id=officer or review.officer_id,
            social_worker=row.social_worker or review.social_worker,
        )

    def _second(self, row: PlannedRow) -> StoredReview | None:
        """Find the review this is the second part of; without one it stands for itself."""
        standing = {review.day: review for review in self._standing(row.child)}
        day = first_part(row.day, standing) if row.part > 1 else None
        if day is None:
            return None
        take(standing[day], self.reviews, part_two_day=row.day)
        return standing[day]

    def _first(self, row: PlannedRow, *, keeping: Collection[date]) -> StoredReview:
        """Find the review of that day, else move one that is to come and not in the file."""
        standing = self._standing(row.child)
        there = [review for review in standing if review.day == row.day]
        if there:
            return there[0]
        movable = [
            review
            for review in standing
            if review.state is ReviewState.PLANNED
            and review.day >= self.today
            and review.day not in keeping
        ]
        if not movable:
            return add_review(
                self.stored, self.reviews, row.child, row.day, state=ReviewState.PLANNED
            )
        nearest = min(movable, key=lambda review: abs(review.day - row.day))
        self._move(nearest, row)
        return nearest

    def _move(self, review: StoredReview, row: PlannedRow) -> None:
        others = self.stored.on(row.child, row.day)
        second = review.part_two_day
        take(
            review,
            self.reviews,
            day=row.day,
            sequence=max((other.sequence for other in others), default=0) + 1,
            part_two_day=second if second and second > row.day else None,
        )

    def _standing(self, number: str) -> list[StoredReview]:
        return [
            review
            for review in self.stored.reviews[number]
            if review.state is not ReviewState.CANCELLED
        ]

    def _next(self, rows: Iterable[PlannedRow]) -> PlannedRow:
        """Return the first row from today on, else the last: its officer is the child’s now."""
        in_order = sorted(rows, key=lambda row: row.day)
        return next((row for row in in_order if row.day >= self.today), in_order[-1])
