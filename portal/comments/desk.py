"""Who sits before the comments, of which quarter, with which codebook."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import abort, request
from flask_babel import gettext as _

from feedback.periods import NotAPeriod, Period
from feedback.services.comment_lists import quarters_written
from feedback.services.masked_comments import Desk
from feedback.store.models import Duty
from portal.signing_in import SignedIn, signed_in
from portal.storage import keys, now, store, today

_ROLES = (Duty.PARTICIPATION, Duty.SAFEGUARDING, Duty.MANAGER)


@dataclass(frozen=True, slots=True)
class Quarter:
    """The quarter that is worked on, and those there are to choose from."""

    period: Period
    others: tuple[Period, ...]

    @property
    def name(self) -> str:
        """Return its name, for an address."""
        return self.period.name

    @property
    def names(self) -> Sequence[str]:
        """Return its name alone, as services ask for quarters."""
        return (self.period.name,)


def here() -> SignedIn:
    """Return who sits here; the guard has let them in."""
    staff = signed_in()
    if staff is None:
        raise LookupError("a page about comments was asked for by nobody")
    return staff


def desk() -> Desk:
    """Return who works here, in the role in which they may."""
    staff = here()
    role = next(duty for duty in _ROLES if duty in staff.duties)
    return Desk(staff.id, keys(), now(), str(role))


def quarter() -> Quarter:
    """Return the quarter that was asked for, else the newest in which anybody wrote."""
    with store().look() as transaction:
        written = quarters_written(transaction)
    newest = written[0] if written else Period.quarter_of(today())
    try:
        asked = Period.named(request.values.get("quarter") or newest.name)
    except NotAPeriod:
        abort(404)
    if asked.is_year:
        abort(404)
    return Quarter(asked, tuple(written))


def question(name: str) -> str:
    """Say what a comment answers, in words that do not tell which version it was asked in."""
    said = {"difference": _("What difference it made"), "change": _("What should change")}
    return str(said.get(name, _("Anything else")))
