"""Work that somebody asked for and waits for: asked, done by one worker, told how far, erased.

What takes longer than a second is done here and not while a browser waits. Whoever asked sees
how far it is and nobody else does. All of it is erased after an hour, or earlier when it served.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from feedback.errors import FeedbackError
from feedback.store import Store
from feedback.store.models import Errand, ErrandPiece, ErrandState
from feedback.store.models.base import new_key
from feedback.store.sealing import Place

LEASE = timedelta(minutes=1)
"""How long a worker may say nothing before another takes over."""

KEPT = timedelta(hours=1)
MOST_TRIES = 3
PATIENCE = timedelta(seconds=20)
"""After so long without a worker, the page says that nobody is at work."""

_GAVE_UP = "It could not be done, and somebody who runs the portal has to look at it."


class ErrandUnknown(FeedbackError):
    """There is no such work of yours, or it is too old to be still here."""


class CalledOff(FeedbackError):
    """Whoever asked for this work does not want it any more."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: which kind of work, about what, with which pieces."""

    kind: str
    about: Mapping[str, Any]
    pieces: tuple[tuple[UUID, str, bytes | None], ...] = ()
    """Of each: its key, what it is about, and its sealed content, if it brings one along."""
    public_key: bytes | None = None
    locked: bytes | None = None
    id: UUID | None = None
    """Made beforehand where something was sealed to it."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it is, for the page of whoever asked."""

    id: UUID
    kind: str
    about: Mapping[str, Any]
    done: int
    total: int
    state: ErrandState
    failure: str
    asked_at: datetime
    goes_at: datetime
    is_alone: bool
    """Whether nobody has taken it up for a while."""

    @property
    def is_over(self) -> bool:
        """Whether there is nothing more to wait for."""
        return self.state is not ErrandState.WAITING


@dataclass(frozen=True, slots=True)
class Doing:
    """A piece of work in a worker’s hands."""

    store: Store
    id: UUID
    asked_by: UUID
    about: Mapping[str, Any]
    public_key: bytes | None
    holder: UUID
    clock: Callable[[], datetime]

    def step(self, done: int, total: int) -> None:
        """Say how far it is, and keep it for another while.

        Raises ``CalledOff`` when it is no longer wanted, or in other hands by now.
        """
        mine = Errand.id == self.id, Errand.holder == self.holder
        told = {"done": done, "total": total, "leased_until": self.clock() + LEASE}
        with self.store.begin() as transaction:
            waiting = update(Errand).where(*mine, Errand.state == ErrandState.WAITING)
            if transaction.scalar(waiting.values(**told).returning(Errand.id)) is None:
                raise CalledOff("This is not wanted any more.")

    def pieces(self) -> tuple[ErrandPiece, ...]:
        """Return its pieces, in order."""
        with self.store.look() as transaction:
            found = pieces_of(transaction, self.id)
            transaction.expunge_all()
        return found


Doer = Callable[[Store, Doing], None]


def ask(transaction: Session, asked: Asked, *, by: UUID, now: datetime) -> UUID:
    """Ask for a piece of work; it is taken up by whichever worker is free."""
    errand = Errand(
        id=asked.id or new_key(),
        kind=asked.kind,
        asked_by=by,
        asked_at=now,
        about=dict(asked.about),
        total=len(asked.pieces),
        state=ErrandState.WAITING,
        goes_at=now + KEPT,
        public_key=asked.public_key,
        locked=asked.locked,
    )
    transaction.add(errand)
    transaction.flush()
    for place, (key, about, content) in enumerate(asked.pieces):
        transaction.add(
            ErrandPiece(id=key, errand_id=errand.id, place=place, about=about, content=content)
        )
    return errand.id


def find(transaction: Session, errand_id: UUID, *, by: UUID, now: datetime) -> Progress:
    """Find work that this member of staff asked for; refuses with ``ErrandUnknown`` any other."""
    errand = must_be_mine(transaction, errand_id, by=by, now=now)
    waits = errand.state is ErrandState.WAITING
    held = errand.leased_until is not None and errand.leased_until > now
    return Progress(
        id=errand.id,
        kind=errand.kind,
        about=errand.about,
        done=errand.done,
        total=errand.total,
        state=errand.state,
        failure=errand.failure or "",
        asked_at=errand.asked_at,
        goes_at=errand.goes_at,
        is_alone=waits and not held and now - errand.asked_at > PATIENCE,
    )


def must_be_mine(transaction: Session, errand_id: UUID, *, by: UUID, now: datetime) -> Errand:
    """Return the row of work that this member of staff asked for, while it is there."""
    errand = transaction.get(Errand, errand_id)
    if errand is None or errand.asked_by != by or errand.goes_at <= now:
        raise ErrandUnknown("This is not here any more. Please ask for it anew.")
    return errand


def pieces_of(transaction: Session, errand_id: UUID) -> tuple[ErrandPiece, ...]:
    """Find the pieces of an errand, in order."""
    wanted = select(ErrandPiece).where(ErrandPiece.errand_id == errand_id)
    return tuple(transaction.scalars(wanted.order_by(ErrandPiece.place)))


def piece_place(piece_id: UUID) -> Place:
    """Return where the content of a piece lies sealed."""
    return Place("errand_piece", "content", piece_id)


def bring(transaction: Session, errand_id: UUID, brought: tuple[UUID, str, bytes]) -> None:
    """Bring something back, in the place of what was brought before under the same name."""
    key, about, content = brought
    before = ErrandPiece.errand_id == errand_id, ErrandPiece.about == about
    transaction.execute(delete(ErrandPiece).where(*before))
    place = max((piece.place for piece in pieces_of(transaction, errand_id)), default=-1) + 1
    transaction.add(
        ErrandPiece(
            id=key, errand_id=errand_id, place=place, about=about, content=content, is_done=True
        )
    )
    transaction.flush()


def call_off(transaction: Session, errand_id: UUID, *, by: UUID, now: datetime) -> None:
    """Let work be that is not wanted any more; what it has brought is erased."""
    errand = must_be_mine(transaction, errand_id, by=by, now=now)
    if errand.state is ErrandState.WAITING:
        errand.state, errand.ended_at = ErrandState.CALLED_OFF, now
    empty(transaction, errand_id)


def empty(transaction: Session, errand_id: UUID, *, but: Iterable[int] = ()) -> None:
    """Erase what lies in the pieces of an errand; that there were any stays till it goes."""
    wanted = ErrandPiece.errand_id == errand_id, ErrandPiece.place.not_in(list(but))
    transaction.execute(update(ErrandPiece).where(*wanted).values(content=None))


def sweep(transaction: Session, *, now: datetime) -> None:
    """Erase whatever is an hour old, with everything it brought."""
    old = select(Errand.id).where(Errand.goes_at <= now)
    transaction.execute(delete(ErrandPiece).where(ErrandPiece.errand_id.in_(old)))
    transaction.execute(delete(Errand).where(Errand.goes_at <= now))


def do_next(
    store: Store, doers: Mapping[str, Doer], *, holder: UUID, clock: Callable[[], datetime]
) -> bool:
    """Do the oldest work that waits, if any does; what is refused is told to whoever asked.

    A failure that nobody foresaw is raised; the work is tried again after its lease, three times.
    """
    doing = _take(store, doers, holder=holder, clock=clock)
    if doing is None:
        return False
    errand, kind = doing
    try:
        doers[kind](store, errand)
    except CalledOff:
        return True
    except FeedbackError as refused:
        _end(store, errand, ErrandState.FAILED, failure=str(refused))
    else:
        _end(store, errand, ErrandState.DONE)
    return True


def _take(
    store: Store, doers: Mapping[str, Doer], *, holder: UUID, clock: Callable[[], datetime]
) -> tuple[Doing, str] | None:
    now = clock()
    free = or_(Errand.leased_until.is_(None), Errand.leased_until <= now)
    waits = Errand.state == ErrandState.WAITING, free, Errand.goes_at > now
    oldest = select(Errand.id).where(*waits, Errand.kind.in_(list(doers)))
    first = oldest.order_by(Errand.asked_at).limit(1)
    with store.look() as transaction:
        wanted = transaction.scalar(first)
    if wanted is None:
        return None
    taking = update(Errand).where(Errand.id == wanted, *waits)
    held = {"leased_until": now + LEASE, "holder": holder, "tries": Errand.tries + 1}
    with store.begin() as transaction:
        if transaction.scalar(taking.values(**held).returning(Errand.id)) is None:
            return None
        row = transaction.get_one(Errand, wanted)
        if row.tries > MOST_TRIES:
            row.state, row.ended_at, row.failure = ErrandState.FAILED, now, _GAVE_UP
            return None
        doing = Doing(store, row.id, row.asked_by, row.about, row.public_key, holder, clock)
        return doing, row.kind


def _end(store: Store, doing: Doing, state: ErrandState, *, failure: str = "") -> None:
    told = {"state": state, "ended_at": doing.clock(), "failure": failure or None}
    mine = Errand.id == doing.id, Errand.holder == doing.holder
    waits = Errand.state == ErrandState.WAITING
    with store.begin() as transaction:
        transaction.execute(update(Errand).where(*mine, waits).values(**told, leased_until=None))
