"""Importing small folders, and seeing whether anything in the store has changed."""

from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from tempfile import gettempdir

from sqlalchemy import select

from feedback.caseload.folder import Folder
from feedback.due_dates import Clocks
from feedback.services.import_caseload import Imported, Intake, import_caseload
from feedback.services.invite import Desk
from feedback.store import Store
from feedback.store.audit import COMMAND
from feedback.store.keys import Keys
from feedback.store.models import Base, Review
from feedback.store.sealing import Place
from tests.feedback.caseload.caseloads import HEADER_ROW, IN_CARE_ROW

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
DESK = Desk(Clocks(), Path(gettempdir()) / "heard-test-locks")
HELD = "0042,10/05/2010,01/03/2026,PN1"
NAMES = "0042,Ada,King,Ad,pl,yes,no,yes,Hill School,Ann;Bo,Cy"
PLANNED = "0042,01/12/2026,09:30,,iro1,Jo Lamb,Sam Hill"
BASE = {"header": [HEADER_ROW], "episodes": [IN_CARE_ROW]}


def take_in(store: Store, keys: Keys, folder: Folder, *, now: datetime = NOW) -> Imported:
    """Import a folder, as the command does."""
    return import_caseload(store, folder, Intake(COMMAND, keys, DESK, now))


def digest(store: Store) -> str:
    """Return one value for everything kept, but for the log, which every opening adds to."""
    seen = sha256()
    with store.look() as transaction:
        for table in Base.metadata.sorted_tables:
            if table.name != "audit":
                rows = transaction.execute(select(table)).all()
                seen.update(repr((table.name, sorted(map(repr, rows)))).encode())
    return seen.hexdigest()


def every(store, model, order=None):
    with store.look() as transaction:
        found = transaction.scalars(select(model).order_by(order)).all()
        transaction.expunge_all()
    return found


def one(store, model):
    (found,) = every(store, model)
    return found


def opened(keys, model, row, column):
    return keys.open(getattr(row, column), Place(model, column, row.id)).decode()


def changed(store, **values):
    """Change the one review, as another service would."""
    with store.begin() as transaction:
        review = transaction.scalars(select(Review)).one()
        for name, value in values.items():
            setattr(review, name, value)


def confirm(store, code):
    changed(store, code=code, confirmed_at=NOW)
