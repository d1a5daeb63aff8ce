"""What worried somebody on duty, and asking who wrote it."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from feedback.errors import LinkRefused
from feedback.services.ask_who_wrote import ask
from feedback.services.link_openings import Line, worrying
from feedback.services.outside import Who
from feedback.store.models import Duty
from portal.access import may
from portal.storage import store
from portal.who_wrote import bp
from portal.who_wrote.desk import AskForm, who


@bp.route("", methods=["GET", "POST"])
@may("ask-who-wrote")
def worried() -> ResponseReturnValue:
    """Show what worried somebody and how each asking stands, and take one more asking."""
    by, form = who(Duty.SAFEGUARDING), AskForm()
    sheets, said = worrying(store(), by=by)
    open_to_ask = [str(one.id) for one in sheets if _may_be_asked(one.line, by)]
    form.sheet.choices = [(key, key) for key in open_to_ask]
    if len(open_to_ask) == 1 and all(one.line is None for one in sheets):
        form.sheet.data = form.sheet.data or open_to_ask[0]
    if form.validate_on_submit() and _asked(form, by):
        flash(_("Asked. IRO managers are told that somebody is needed. Ring one of them too."))
        return redirect(url_for(".worried"))
    return render_template(
        "who-wrote/worried.html", form=form, sheets=sheets, said=said, by=by, askable=open_to_ask
    )


def _may_be_asked(line: Line | None, by: Who) -> bool:
    return line is None or not (line.waits(by.now) or line.is_open(by.now))


def _asked(form: AskForm, by: Who) -> bool:
    try:
        with store().begin() as transaction:
            ask(transaction, UUID(form.sheet.data), form.why.data, by=by)
    except LinkRefused as refusal:
        form.sheet.errors = [str(refusal)]
        return False
    return True
