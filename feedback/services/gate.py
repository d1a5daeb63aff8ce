"""The three secret pictures: what stands between a letter in the kitchen and a child’s words.

They belong to the child and are kept from letter to letter. The database holds a peppered
digest bound to its row. There is no hint question and no way round: after five wrong tries
the officer resets them in person, with the child there to choose anew at once.
"""

import hmac
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from feedback.errors import GateShut, GateTaken, PicturesUnknown
from feedback.services import visits
from feedback.services.visits import OpenVisit
from feedback.store import audit
from feedback.store.audit import Act, Actor
from feedback.store.keys import Keys
from feedback.store.models import ChildSession, Door, Gate, Letter
from feedback.store.worded import Worded

TRIES = 5
HOW_MANY = 3
PICTURES = (
    *("boat", "cup", "key", "sun", "tree", "fish", "star", "kite"),
    *("drum", "moon", "leaf", "bell", "cake", "hat", "ball", "train"),
    *("snail", "guitar", "umbrella", "rocket", "cat", "apple", "flower", "bike"),
)
Three = tuple[str, str, str]


_TAKING = Worded(
    update(Gate)
    .where(Gate.id == bindparam("gate"), Gate.digest.is_(None))
    .values(digest=bindparam("digest"), wrong=0)
    .returning(Gate.id)
)


def choose(transaction: Session, visit: OpenVisit, pictures: Three, *, keys: Keys) -> None:
    """Keep the three pictures a child chose, in their order, and open the door.

    Refuses with ``GateTaken`` when pictures were chosen before, by whomever.
    """
    digest = _digest(visit.gate.id, pictures, keys)
    if not _TAKING.ask(transaction, gate=visit.gate.id, digest=digest):
        raise GateTaken("Three pictures were chosen before.")
    visit.gate.digest, visit.gate.wrong = digest, 0
    visits.stand(transaction, visit, Door.OPEN)


def try_pictures(transaction: Session, visit: OpenVisit, pictures: Three, *, keys: Keys) -> bool:
    """Open the door if these are the child’s three pictures, in order.

    A try is counted before it is looked at. Raises ``GateShut`` once there were five.
    """
    tried = _digest(visit.gate.id, pictures, keys)
    counting = (
        update(Gate)
        .where(Gate.id == visit.gate.id, Gate.wrong < TRIES)
        .values(wrong=Gate.wrong + 1)
        .returning(Gate.digest, Gate.wrong)
    )
    counted = transaction.execute(counting).one_or_none()
    if counted is None:
        raise GateShut("The pictures wait for your officer to reset them with you.")
    visit.gate.wrong = counted.wrong
    if counted.digest is None or not hmac.compare_digest(counted.digest, tried):
        return False
    transaction.execute(update(Gate).where(Gate.id == visit.gate.id).values(wrong=0))
    visit.gate.wrong = 0
    visits.stand(transaction, visit, Door.OPEN)
    return True


def skip(transaction: Session, visit: OpenVisit) -> None:
    """Go on without the pictures. What was said in earlier visits stays hidden."""
    visits.stand(transaction, visit, Door.WITHOUT)


def is_shut(visit: OpenVisit) -> bool:
    """Whether only the officer can help: there were five wrong tries."""
    return visit.gate.wrong >= TRIES


def reset(
    transaction: Session, child_id: UUID, actor: Actor, *, keys: Keys, now: datetime
) -> None:
    """Let a child choose new pictures. The officer does this in person, the child beside them.

    Whoever chooses next can read what was said behind the old ones: that is why in person.
    """
    letters = select(Letter.id).join(Gate).where(Gate.child_id == child_id)
    transaction.execute(
        update(ChildSession).where(ChildSession.letter_id.in_(letters)).values(door=Door.NEW)
    )
    transaction.execute(update(Gate).where(Gate.child_id == child_id).values(digest=None, wrong=0))
    audit.write(transaction, actor, Act("reset-pictures", "child", child_id), keys=keys, now=now)


def _digest(gate_id: UUID, pictures: Three, keys: Keys) -> bytes:
    if len(pictures) != HOW_MANY or not set(pictures) <= set(PICTURES):
        raise PicturesUnknown("Please pick three pictures.")
    said = b"\x1f".join([b"pictures", gate_id.bytes, *(name.encode() for name in pictures)])
    return hmac.new(keys.pepper, said, sha256).digest()
