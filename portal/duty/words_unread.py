"""Reading what a child sent when nobody else has in time."""

from uuid import UUID

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from feedback.errors import FeedbackError
from feedback.services.created import Sent
from feedback.services.duty_list import about_views
from feedback.services.read_creation import open_unread_creation
from feedback.services.read_views import Reader, open_unread_named
from portal import creations, mishaps, words
from portal.access import may
from portal.duty import bp
from portal.duty.waiting import here
from portal.errors import page_for
from portal.found import keep_found, read_first
from portal.names import name_of
from portal.said import Made, missed, shown
from portal.storage import catalogue, council, keys, now, store


@bp.get("/views/<uuid:views_id>")
@may("read-unopened-views")
def views(views_id: UUID) -> ResponseReturnValue:
    """Open views nobody has read. That is in the log first, and the child is told."""
    with store().look() as transaction:
        about = about_views(transaction, views_id)
    if about is None:
        abort(404)
    reader = Reader(here().id, keys(), catalogue())
    clocks = council().clocks
    reading, permit = open_unread_named(store(), reader, views_id, clocks=clocks, now=now())
    return render_template(
        "duty/views.html",
        name=name_of(about.named, about.child_id, permit).full,
        officer=about.officer,
        reading=reading,
        first=read_first(reading),
        shown=shown(reading, _address),
        missed=missed(reading),
        words=words,
    )


@bp.post("/views/<uuid:views_id>/found")
@may("read-unopened-views")
def found(views_id: UUID) -> ResponseReturnValue:
    """Keep what somebody on duty found in what asked to be read first."""
    keep_found(views_id, by=here().id)
    return redirect(url_for(".waiting"))


@bp.get("/made/<uuid:creation_id>")
@may("read-unopened-views")
def made(creation_id: UUID) -> ResponseReturnValue:
    """Show or play what was made, while nobody else has read. The log knows before it does."""
    reader = Reader(here().id, keys(), catalogue())
    clocks = council().clocks
    found = open_unread_creation(store(), reader, creation_id, clocks=clocks, now=now())
    return creations.shown(found)


def _address(sent: Sent) -> Made:
    return Made(sent, url_for("duty.made", creation_id=sent.id))


def not_yours(_refusal: FeedbackError) -> ResponseReturnValue:
    """Answer as if the page were not there: their officer reads them."""
    return page_for(mishaps.LOST)
