"""What waits for somebody on duty, and taking it on."""

from uuid import UUID

from flask import abort, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from feedback.services.deliver import is_stuck
from feedback.services.duty_list import DutyList, duty_list
from feedback.services.raise_concern import acknowledge
from feedback.services.read_comments import count_unread
from feedback.services.read_first import rightly
from feedback.store import audit
from feedback.store.audit import Act, Actor
from feedback.store.models import Concern
from portal import words
from portal.access import allows, may
from portal.dates import ago
from portal.duty import bp
from portal.names import Name, name_of
from portal.signing_in import SignedIn, signed_in
from portal.storage import council, keys, now, store


@bp.get("")
@may("see-concerns")
def waiting() -> ResponseReturnValue:
    """Show what nobody has yet, what nobody has read, and whether the worker works."""
    moment = now()
    with store().look() as transaction:
        found = duty_list(transaction, clocks=council().clocks, now=moment)
        stuck = is_stuck(transaction, now=moment)
        written = count_unread(transaction) if allows(here().duties, "read-comments") else 0
        right = rightly(transaction)
    return render_template(
        "duty/waiting.html",
        found=found,
        stuck=stuck,
        written=written,
        right=right,
        told=current_app.config["HEARD"].mail is not None,
        names=_names(found),
        now=moment,
        ago=ago,
        words=words,
        form=FlaskForm(),
    )


@bp.post("/concerns/<uuid:concern_id>")
@may("see-concerns")
def take(concern_id: UUID) -> ResponseReturnValue:
    """Say that this person has it now."""
    with store().begin() as transaction:
        if transaction.get(Concern, concern_id) is None:
            abort(404)
        mine = acknowledge(transaction, concern_id, here().id, keys=keys(), now=now())
    if mine:
        flash(_("You have this now. The child can see that somebody does."))
    else:
        flash(_("Somebody else was quicker: they have it."), "warning")
    return redirect(url_for(".waiting"))


def here() -> SignedIn:
    """Return who is on duty; the guard has let them in."""
    staff = signed_in()
    if staff is None:
        raise LookupError("a page of the duty list was asked for by nobody")
    return staff


def _names(found: DutyList) -> dict[UUID, Name]:
    if not found.names:
        return {}
    actor = Actor(str(here().id), "safeguarding")
    leave = audit.opened_by(store(), actor, Act("opened-names", "duty"), keys=keys(), now=now())
    return {child: name_of(named, child, leave) for child, named in found.names.items()}
