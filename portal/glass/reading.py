"""The one record while it is open: a child’s own words, and nothing that can be changed."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from feedback.errors import FeedbackError
from feedback.services.break_glass import give_back
from feedback.services.created import Sent
from feedback.services.read_outside import read, see
from portal import creations, mishaps, words
from portal.access import may
from portal.errors import page_for
from portal.glass import bp
from portal.glass.desk import asker
from portal.said import Made, missed, shown
from portal.storage import catalogue, store


@bp.get("/<uuid:reading_id>")
@may("break-glass", fresh=True)
def record(reading_id: UUID) -> ResponseReturnValue:
    """Open it. That is written down first, and the child is told of it."""
    line, readings = read(store(), catalogue(), reading_id, by=asker())

    def address(sent: Sent) -> Made:
        return Made(sent, url_for(".made", reading_id=reading_id, creation_id=sent.id))

    return render_template(
        "glass/record.html",
        line=line,
        readings=[(one, shown(one, address), missed(one)) for one in readings],
        words=words,
    )


@bp.get("/<uuid:reading_id>/made/<uuid:creation_id>")
@may("break-glass", fresh=True)
def made(reading_id: UUID, creation_id: UUID) -> ResponseReturnValue:
    """Show or play what belongs to it. The log knows before it does."""
    return creations.shown(see(store(), reading_id, creation_id, by=asker()))


@bp.post("/<uuid:reading_id>/shut")
@may("break-glass")
def give_it_back(reading_id: UUID) -> ResponseReturnValue:
    """Shut it before its time."""
    with store().begin() as transaction:
        give_back(transaction, reading_id, by=asker())
    flash(_("Shut. It does not open again."))
    return redirect(url_for(".mine"))


def shut(_refusal: FeedbackError) -> ResponseReturnValue:
    """Answer as if the page were not there."""
    return page_for(mishaps.LOST)
