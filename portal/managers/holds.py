"""What is kept for longer than its time: which child, until when, and why."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as lazy
from flask_wtf import FlaskForm
from wtforms import DateField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from feedback.errors import HoldRefused
from feedback.services.retention import holds as holding
from feedback.services.retention.due import words_tonight
from feedback.services.retention.holds import By, Standing
from portal.access import may
from portal.managers import bp
from portal.managers.desk import manager, permit
from portal.names import Name, name_of
from portal.storage import council, keys, store, today


class HoldForm(FlaskForm):  # type: ignore[misc]  # the library’s base is untyped to us
    """Whose records are kept for longer, until when, and why."""

    child = StringField(
        lazy("Number of the child"), validators=[InputRequired(lazy("Say whose."))]
    )
    until = DateField(lazy("Last day"), validators=[InputRequired(lazy("Choose a day."))])
    why = TextAreaField(
        lazy("Who needs it, and what for?"),
        validators=[
            InputRequired(lazy("Say why.")),
            Length(holding.LEAST, holding.MOST, lazy("Say it in a sentence or two.")),
        ],
    )


@bp.route("/holds", methods=["GET", "POST"])
@may("hold-records")
def holds() -> ResponseReturnValue:
    """List what is held, and hold one child’s records."""
    form = HoldForm()
    if form.validate_on_submit() and _held(form):
        return redirect(url_for(".holds"))
    with store().look() as transaction:
        standing = holding.standing(transaction, today=today())
        going, unfiled = words_tonight(transaction, council().keeping, today=today())
    names, why = _opened(standing)
    return render_template(
        "managers/holds.html",
        holds=standing,
        names=names,
        why=why,
        form=form,
        going=going,
        unfiled=unfiled,
    )


@bp.post("/holds/<uuid:hold_id>/lift")
@may("hold-records")
def lift_hold(hold_id: UUID) -> ResponseReturnValue:
    """Let what was held go when its time is over."""
    try:
        with store().begin() as transaction:
            holding.lift(transaction, hold_id, by=_by())
    except HoldRefused as refusal:
        flash(str(refusal))
    else:
        flash(_("Lifted. What is due goes tonight."))
    return redirect(url_for(".holds"))


def _opened(standing: Sequence[Standing]) -> tuple[Mapping[UUID, Name], Mapping[UUID, str]]:
    """Open the names and the reasons on the page, under one row of the log."""
    if not standing:
        return {}, {}
    leave = permit("opened-holds", "hold")
    children = ((one.child_id, one.named) for one in standing)
    names = {child: name_of(named, child, leave) for child, named in children if child}
    return names, {one.id: holding.why(one, leave) for one in standing}


def _held(form: HoldForm) -> bool:
    try:
        with store().begin() as transaction:
            child = holding.child_numbered(transaction, form.child.data.strip())
    except HoldRefused as refusal:
        form.child.errors = [str(refusal)]
        return False
    try:
        with store().begin() as transaction:
            holding.place(transaction, child, form.why.data, form.until.data, by=_by())
    except HoldRefused as refusal:
        form.until.errors = [str(refusal)]
        return False
    flash(_("Held. Nothing of this child goes until that day is over."))
    return True


def _by() -> By:
    who = manager()
    return By(who.actor, who.staff, keys(), who.now)
