"""Reading what children wrote after their reviews: unmasked, and not whose."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from feedback.services.read_comments import count_unread, note_read, read_unread
from feedback.store.models import Marked
from portal.access import may
from portal.duty import bp
from portal.duty.waiting import here
from portal.found import reasons
from portal.storage import keys, now, store

_NAME = "sheet-"


@bp.get("/comments")
@may("read-comments")
def comments() -> ResponseReturnValue:
    """Show what nobody has read, a page of it. The log knows before anything is opened."""
    with store().look() as transaction:
        number = count_unread(transaction)
    found = read_unread(store(), here().id, keys=keys(), now=now()) if number else ()
    return render_template(
        "duty/comments.html",
        sheets=found,
        number=number,
        marks=list(Marked),
        reasons={sheet.id: reasons(sheet.said.values()) for sheet in found},
    )


@bp.post("/comments")
@may("read-comments")
def comments_read() -> ResponseReturnValue:
    """Keep what was read and whether it worried the reader; what was not marked stays."""
    marks = dict(_marks())
    if not marks:
        flash(_("Say of each what you found. Nothing was kept."), "warning")
        return redirect(url_for(".comments"))
    read = note_read(store(), marks, here().id, keys=keys(), now=now())
    flash(_("Kept: %(number)d read.", number=read))
    if Marked.CONCERN in marks.values():
        flash(
            _("You were worried. Tell the IRO manager now: nobody else is told of it."), "warning"
        )
        return redirect(url_for("who_wrote.worried"))
    return redirect(url_for(".comments"))


def _marks() -> list[tuple[UUID, Marked]]:
    found = []
    for name, value in request.form.items():
        if name.startswith(_NAME) and value in set(Marked):
            try:
                found.append((UUID(name.removeprefix(_NAME)), Marked(value)))
            except ValueError:
                continue
    return found
