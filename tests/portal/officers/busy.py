"""An officer with as many children as one could ever have, made as rows because nobody waits."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from shutil import copy, copytree
from uuid import UUID

import time_machine
from flask import Flask
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from feedback.participation import Indicator
from feedback.store.keys import Keys
from feedback.store.models import AuditRow, Duty, FilledBy, Letter, Review, ReviewState
from portal import create_app
from portal.settings import Settings
from portal.storage import keys, store
from tests import cases
from tests.people import StaffBrowser, enrolled, signed_in
from tests.road import NOW

TODAY = NOW.date()
SAID = {
    "topics": ["home", "review"],
    "home": ["My room is cold. " * 20],
    "wishes": ["A warmer room", "To see my nan", "A bike"],
    "running": ["where", "who"],
    "go": ["yes"],
    "join": ["speak"],
    "only-iro": ["Only you should know this."],
}


@dataclass
class Busy:
    """The portal, the officer before it, and how many children they answer for."""

    app: Flask
    officer: StaffBrowser
    size: int

    def log(self) -> list[str]:
        """Return every act in the log, in order."""
        with self.app.app_context(), store().look() as transaction:
            return list(transaction.scalars(select(AuditRow.act).order_by(AuditRow.place)))

    def asked_at(self, path: str) -> list[str]:
        """Open a page and return what it asked of the store."""
        return self.asked(lambda: self.officer.open(path))

    def asked(self, do: Callable[[], object]) -> list[str]:
        """Do something and return what was asked of the store meanwhile."""
        asked: list[str] = []
        engine = self.app.extensions["heard.store"].engine

        def listen(*said: object) -> None:
            asked.append(str(said[2]))

        event.listen(engine, "before_cursor_execute", listen)
        do()
        event.remove(engine, "before_cursor_execute", listen)
        return [words for words in asked if words.startswith(("SELECT", "WITH"))]


@contextmanager
def busy(home: Path, migrated: Path, keys_folder: Path, size: int) -> Iterator[Busy]:
    """Build it on a stopped clock; every sixth child is the same in all but name."""
    copytree(keys_folder, home / "keys")
    copy(migrated, home / "heard.sqlite")
    settings = Settings(
        instance=home,
        database_url=f"sqlite:///{home / 'heard.sqlite'}",
        secure_cookies=False,
        testing=True,
    )
    app = create_app(settings)
    with time_machine.travel(NOW, tick=False):
        officer = signed_in(app, enrolled(app, Duty.OFFICER, name="Robin Reviewer"))
        with app.app_context(), store().begin() as transaction:
            caseload_of(transaction, keys(), officer.staff_id, size)
        yield Busy(app, officer, size)
    app.extensions["heard.store"].engine.dispose()


def caseload_of(transaction: Session, keys: Keys, officer_id: UUID, size: int) -> None:
    """Give an officer so many children with long names, heard in every way there is."""
    for number in range(size):
        name = f"Child{number:03} Wolverstone-Featherstonehaugh"
        child = cases.a_child(transaction, keys, officer_id, name)
        _hear(transaction, keys, cases.a_review(transaction, child, _day(number)), number)


def _day(number: int) -> date:
    """All but every tenth review are to come; those were in the weeks before."""
    return (
        TODAY - timedelta(2 + number // 10) if number % 10 == 9 else TODAY + timedelta(number // 8)
    )


def _hear(transaction: Session, keys: Keys, review: Review, number: int) -> None:
    if number % 10 == 9 and number % 20 == 19:
        review.state, review.code = ReviewState.HELD, Indicator.PN1
        review.confirmed_at = NOW - timedelta(1)
    if number % 6 == 0:
        return
    letter: Letter = cases.a_letter(transaction, review, number=f"{number:06}")[0]
    if number % 6 > 1:
        sent_at = NOW - timedelta(number % 4)
        cases.some_views(
            transaction, keys, letter, SAID, intends="go-speak", sent_at=sent_at,
            wants_talk=number % 97 == 3, wants_advocate=number % 7 == 0,
            filled_by=FilledBy.WITH_HELP if number % 6 == 2 else FilledBy.CHILD,
            helper="carer" if number % 6 == 2 else None,
        )  # fmt: skip
