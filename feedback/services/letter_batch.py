"""Letters for many children in one print file, made by the worker while the office waits.

What opens a letter lies sealed to a key of its own, made for this file. Its private half lies
under a secret that only the cookie of whoever ordered the file holds, so that neither the
database nor the keys of the installation nor any backup opens it. All of it is erased when it
was printed, or after an hour.
"""

import json
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, time
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from feedback.errors import InvitationRefused, ReviewUnknown, SealBroken
from feedback.questionnaire import Version
from feedback.services import errands, letter_desk
from feedback.services.errands import Asked, Doing, ErrandUnknown
from feedback.services.invite import Desk
from feedback.services.letter_desk import Clerk, How, Paper
from feedback.services.visits import NONCE_BYTES
from feedback.store import Store, audit
from feedback.store.audit import Act
from feedback.store.keys import Keys
from feedback.store.models import Child, ErrandPiece
from feedback.store.models.base import new_key
from feedback.store.sealing import SECRET_BYTES, Place, PrivateKey, PublicKey, unwrap, wrap

KIND = "letters"
MOST = 500
"""Letters in one file: the children of a large council whose consultations open in a month."""

OPENED, PRINTED = "opened-print-file", "erased-print-file"
_PLAIN = (
    *("number", "words", "numbers", "qr_secret", "officer", "language"),
    *("version", "opens_on", "day", "at", "review_id", "child_id"),
)


@dataclass(frozen=True, slots=True)
class Choice:
    """How the letters of a file are made. None is by age, and by the child’s own language."""

    version: Version | None = None
    language: str | None = None
    large: bool = False
    anew: bool = False
    """In the place of letters that were made and never printed."""


@dataclass(frozen=True, slots=True)
class Ordered:
    """A file that was ordered, and the secret without which it never opens."""

    id: UUID
    secret: bytes


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that was made: its letters, and for how many reviews none could be."""

    choice: Choice
    papers: tuple[Paper, ...]
    refused: int


def order(store: Store, clerk: Clerk, review_ids: Sequence[UUID], choice: Choice) -> Ordered:
    """Order one file of letters; refuses with ``InvitationRefused`` none or more than ``MOST``."""
    wanted = tuple(dict.fromkeys(review_ids))
    if not 1 <= len(wanted) <= MOST:
        raise InvitationRefused(f"One print file holds from 1 to {MOST} letters.")
    key, secret, errand_id = PrivateKey.new(), secrets.token_bytes(SECRET_BYTES), new_key()
    nonce = secrets.token_bytes(NONCE_BYTES)
    asked = Asked(
        KIND,
        {**asdict(choice), "version": choice.version and choice.version.value},
        pieces=tuple((new_key(), review_id.hex, None) for review_id in wanted),
        public_key=key.public.raw,
        locked=wrap(key.raw, secret, _lock_place(errand_id), nonce=nonce),
        id=errand_id,
    )
    with store.begin() as transaction:
        errands.ask(transaction, asked, by=clerk.staff_id, now=clerk.now)
    return Ordered(errand_id, secret)


def make(store: Store, doing: Doing, *, keys: Keys, desk: Desk) -> None:
    """Make the letters of a file one by one, each with its sealed sheet in one transaction.

    Begun again after a power cut, it goes on where it stopped and makes no letter twice.
    """
    pieces, choice = doing.pieces(), choice_of(doing.about)
    for done, piece in enumerate(pieces, start=1):
        if not piece.is_done:
            clerk = Clerk(doing.asked_by, keys, desk, doing.clock())
            _make_one(store, clerk, choice, (doing.public_key or b"", piece))
        doing.step(done, len(pieces))


def choice_of(about: Any) -> Choice:  # noqa: ANN401  what an errand keeps as JSON
    """Return what was chosen, as the errand keeps it."""
    version = about["version"]
    return Choice(
        Version(version) if version else None, about["language"], about["large"], about["anew"]
    )


def open_file(store: Store, clerk: Clerk, errand_id: UUID, secret: bytes) -> Opened:
    """Open the letters of a file for printing, in order. It is in the log before.

    Refuses with ``ErrandUnknown`` whoever did not order it, in this visit.
    """
    with store.look() as transaction:
        errand = errands.must_be_mine(transaction, errand_id, by=clerk.staff_id, now=clerk.now)
        locked, about = errand.locked or b"", errand.about
    key = _unlocked(locked, secret, errand_id)
    act = Act(OPENED, "errand", errand_id)
    permit = audit.opened_by(store, clerk.actor, act, keys=clerk.keys, now=clerk.now)
    with store.look() as transaction:
        pieces = errands.pieces_of(transaction, errand_id)
        sealed = [(piece.id, piece.content) for piece in pieces if piece.content is not None]
        refused = sum(piece.is_done for piece in pieces) - len(sealed)
        said = [json.loads(key.open(c, errands.piece_place(k))) for k, c in sealed]
        named = _names(transaction, said)
    papers = tuple(
        Paper(permit=permit, named=named[one["child_id"]], **_meant(one)) for one in said
    )
    return Opened(choice_of(about), papers, refused)


def printed(store: Store, clerk: Clerk, errand_id: UUID) -> None:
    """Erase what opens the letters of a file, because they are on paper now."""
    with store.begin() as transaction:
        errands.call_off(transaction, errand_id, by=clerk.staff_id, now=clerk.now)
        act = Act(PRINTED, "errand", errand_id)
        audit.write(transaction, clerk.actor, act, keys=clerk.keys, now=clerk.now)


def reviews_of(transaction: Session, errand_id: UUID) -> tuple[UUID, ...]:
    """Say for which reviews letters were ordered, so that they can be made anew."""
    return tuple(UUID(piece.about) for piece in errands.pieces_of(transaction, errand_id))


def _make_one(store: Store, clerk: Clerk, choice: Choice, to: tuple[bytes, ErrandPiece]) -> None:
    public_key, piece = to
    mine = ErrandPiece.id == piece.id

    def seal(transaction: Session, paper: Paper) -> None:
        content = PublicKey(public_key).seal(_written(paper), errands.piece_place(piece.id))
        transaction.execute(update(ErrandPiece).where(mine).values(content=content, is_done=True))

    review_id, make_as = UUID(piece.about), letter_desk.make_as
    how = How(choice.version, also=seal)
    try:
        if choice.anew:
            with store.look() as transaction:
                out = letter_desk.standing(transaction, review_id).letter
            make_as, how = letter_desk.make_instead, replace(how, number=out.number if out else "")
        make_as(store, clerk, review_id, how)
    except (InvitationRefused, ReviewUnknown):
        with store.begin() as transaction:
            transaction.execute(update(ErrandPiece).where(mine).values(is_done=True))


def _unlocked(locked: bytes, secret: bytes, errand_id: UUID) -> PrivateKey:
    try:
        return PrivateKey(unwrap(locked, secret, _lock_place(errand_id)))
    except SealBroken as wrong:
        raise ErrandUnknown(
            "These letters can be opened only in the visit in which they were ordered."
        ) from wrong


def _names(transaction: Session, said: Iterable[dict[str, Any]]) -> dict[str, bytes | None]:
    wanted = [UUID(one["child_id"]) for one in said]
    rows = transaction.execute(select(Child.id, Child.named).where(Child.id.in_(wanted)))
    return {str(child_id): named for child_id, named in rows}


def _written(paper: Paper) -> bytes:
    return json.dumps({name: getattr(paper, name) for name in _PLAIN}, default=str).encode()


def _meant(one: dict[str, Any]) -> dict[str, Any]:
    """Turn what was written down back into what stands on a letter."""
    at = one["at"]
    return one | {
        "review_id": UUID(one["review_id"]),
        "child_id": UUID(one["child_id"]),
        "version": Version(one["version"]),
        "opens_on": date.fromisoformat(one["opens_on"]),
        "day": date.fromisoformat(one["day"]),
        "at": time.fromisoformat(at) if at else None,
        "words": tuple(one["words"]),
        "numbers": tuple(one["numbers"]),
    }


def _lock_place(errand_id: UUID) -> Place:
    return Place("errand", "locked", errand_id)
