"""Having a release attacked again by the worker, with all that is known today."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from feedback.errors import ReleaseBroken
from feedback.periods import Period
from feedback.services.audit_release import verify
from feedback.services.errands import Asked, Doing, ask
from feedback.services.look_at_release import must_have_left
from feedback.store import Store, audit
from feedback.store.audit import Act, Actor
from feedback.store.keys import Keys

KIND = "release-verify"


def order(transaction: Session, period: Period, *, by: Actor, keys: Keys, now: datetime) -> UUID:
    """Have a release attacked again, and return the errand’s key; that it was is written down.

    Refuses with ``ReleaseUnknown`` where nothing of the period has left.
    """
    must_have_left(transaction, period)
    audit.write(transaction, by, Act("verified-release", period.name), keys=keys, now=now)
    return ask(transaction, Asked(KIND, {"period": period.name}), by=UUID(by.who), now=now)


def carry_out(store: Store, doing: Doing, *, keys: Keys) -> None:
    """Attack it; what can be broken is refused with ``ReleaseBroken``, and never a number."""
    period = Period.named(doing.about["period"])
    doing.step(0, 1)
    with store.look() as transaction:
        verdict = verify(transaction, period, keys=keys)
    if not verdict.holds:
        raise ReleaseBroken(period.name, verdict.against)
    doing.step(1, 1)
