"""Who wrote it, for an hour: a name, a number and an officer, kept nowhere."""

from uuid import UUID

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from feedback.errors import FeedbackError
from feedback.services import ask_who_wrote
from feedback.services.who_wrote import who_wrote
from feedback.store.models import Duty
from portal import mishaps
from portal.access import may
from portal.errors import page_for
from portal.names import name_of
from portal.storage import store
from portal.who_wrote import bp
from portal.who_wrote.desk import who


@bp.get("/<uuid:opening_id>")
@may("ask-who-wrote", fresh=True)
def opened(opening_id: UUID) -> ResponseReturnValue:
    """Try every link that lives. That is written down first."""
    weeks = current_app.config["HEARD"].keys / "weeks"
    found = who_wrote(store(), weeks, opening_id, by=who(Duty.SAFEGUARDING))
    writer = found.writer
    name = name_of(writer.named, writer.child_id, found.permit) if writer else None
    return render_template("who-wrote/opened.html", found=found, writer=writer, name=name)


@bp.post("/<uuid:opening_id>/shut")
@may("ask-who-wrote")
def shut_it(opening_id: UUID) -> ResponseReturnValue:
    """Shut it before its time."""
    with store().begin() as transaction:
        ask_who_wrote.shut(transaction, opening_id, by=who(Duty.SAFEGUARDING))
    flash(_("Shut. It does not open again."))
    return redirect(url_for(".worried"))


def shut(_refusal: FeedbackError) -> ResponseReturnValue:
    """Answer as if the page were not there."""
    return page_for(mishaps.LOST)
