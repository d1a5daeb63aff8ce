"""A manager on a Tuesday afternoon, and officers with one child each, for tests of the service."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from uuid import UUID

from feedback.participation import Attended, Indicator, Spokesperson, Views
from feedback.services.deciding import Hand
from feedback.services.managing import Manager
from feedback.services.record import Account, record
from feedback.store import Store, audit
from feedback.store.audit import Act, Permit
from feedback.store.keys import Keys
from feedback.store.models import Child, Duty, Letter, Review, Role, Staff
from tests import cases

NOW = datetime(2026, 3, 3, 14, 30, tzinfo=cases.LONDON)
TODAY = NOW.date()
SPOKE = Account(held=True, attended=Attended.YES, spoke=True, spokesperson=Spokesperson.NONE)
SILENT = Account(held=True, attended=Attended.NO, spokesperson=Spokesperson.NONE, views=Views.NONE)


@dataclass
class Service:
    """A store with a manager, and ways to say quickly what has happened in it."""

    store: Store
    keys: Keys

    def __post_init__(self) -> None:
        self.manager = Manager(self.staff("Morgan Manager", Duty.MANAGER), NOW, cases.DESK)

    def staff(self, name: str, duty: Duty = Duty.OFFICER) -> UUID:
        with self.store.begin() as transaction:
            role = transaction.get(Role, duty) or Role(name=duty)
            row = Staff(name=name, roles=[role])
            transaction.add(row)
            transaction.flush()
            return row.id

    def child(self, officer: UUID | None, named: str = "Ada Quill", **codes: object) -> UUID:
        with self.store.begin() as transaction:
            return cases.a_child(transaction, self.keys, officer, named, **codes).id

    def review(self, child: UUID, day: date, **more: object) -> UUID:
        with self.store.begin() as transaction:
            row = transaction.get_one(Child, child)
            return cases.a_review(transaction, row, day, **more).id

    def sends(self, review: UUID, *wishes: str, **more: object) -> UUID:
        """Let the child of a review send something; its letter is made when there is none."""
        with self.store.begin() as transaction:
            letter = self._letter(transaction, transaction.get_one(Review, review))
            said = {"wishes": list(wishes)}
            return cases.some_views(transaction, self.keys, letter, said, **more).id

    def letter(self, review: UUID, **more: object) -> UUID:
        with self.store.begin() as transaction:
            row = transaction.get_one(Review, review)
            return cases.a_letter(transaction, row, **more)[0].id

    def records(self, review: UUID, officer: UUID, account: Account = SPOKE) -> None:
        with self.store.begin() as transaction:
            hand = Hand(officer, NOW, cases.DESK)
            record(transaction, review, account, by=hand, keys=self.keys)

    def code(self, review: UUID, code: Indicator | None) -> None:
        with self.store.begin() as transaction:
            row = transaction.get_one(Review, review)
            row.state, row.code, row.confirmed_at = "held", code, NOW if code else None

    def permit(self, act: str) -> Permit:
        who = self.manager.actor
        return audit.opened_by(self.store, who, Act(act, "staff"), keys=self.keys, now=NOW)

    def at(self, day: date) -> Manager:
        """The same manager on another day."""
        return replace(self.manager, now=datetime.combine(day, time(9), cases.LONDON))

    @staticmethod
    def _letter(transaction, review):
        found = transaction.query(Letter).filter_by(review_id=review.id).one_or_none()
        return found or cases.a_letter(transaction, review)[0]
