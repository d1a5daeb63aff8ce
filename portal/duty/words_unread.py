"""Reading what a child sent when nobody else has in time."""

from uuid import UUID

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from feedback.errors import FeedbackError
from feedback.services.read_views import Reader, open_unread
from feedback.store.models import SentViews
from portal import mishaps, words
from portal.access import may
from portal.duty import bp
from portal.duty.waiting import here
from portal.errors import page_for
from portal.said import missed, shown
from portal.storage import catalogue, council, keys, now, store


@bp.get("/views/<uuid:views_id>")
@may("read-unopened-views")
def views(views_id: UUID) -> ResponseReturnValue:
    """Open views nobody has read. That is in the log first, and the child is told."""
    with store().look() as transaction:
        if transaction.get(SentViews, views_id) is None:
            abort(404)
    reader = Reader(here().id, keys(), catalogue())
    reading = open_unread(store(), reader, views_id, clocks=council().clocks, now=now())
    return render_template(
        "duty/views.html",
        reading=reading,
        shown=shown(reading),
        missed=missed(reading),
        words=words,
    )


def not_yours(_refusal: FeedbackError) -> ResponseReturnValue:
    """Answer as if the page were not there: their officer reads them."""
    return page_for(mishaps.LOST)
