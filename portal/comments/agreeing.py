"""Quotes before a second person: agree to the very words, send them back, or take them out."""

from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from feedback.errors import QuoteRefused
from feedback.services.agree_quote import agree_to_quote, send_quote_back, take_quote_out
from feedback.services.comment_lists import SHOWN, list_quotes
from feedback.services.look_at_quote import look_at_quote
from portal.access import may
from portal.codebooks import theme_name
from portal.comments import bp
from portal.comments.desk import desk, here, question
from portal.storage import store


@bp.get("/quotes")
@may("agree-quotes")
def quotes() -> ResponseReturnValue:
    """List the quotes that wait, those that came back, and those that were agreed to."""
    with store().look() as transaction:
        listed = list_quotes(transaction)
    by_state = {state: [one for one in listed if one.state is state] for state in SHOWN}
    return render_template(
        "comments/quotes.html", by_state=by_state, theme_name=theme_name, me=here().id
    )


@bp.get("/quotes/<uuid:quote_id>")
@may("agree-quotes")
def quote(quote_id: UUID) -> ResponseReturnValue:
    """Show the words as they would be printed, beside the masked comment they come from."""
    return _page(quote_id)


@bp.post("/quotes/<uuid:quote_id>")
@may("agree-quotes")
def decide(quote_id: UUID) -> ResponseReturnValue:
    """Agree, send back or take out."""
    done = {
        "agree": _("Agreed. It may leave now."),
        "back": _("Sent back."),
        "out": _("Taken out."),
    }
    asked = request.form.get("do", "")
    if asked not in done:
        abort(400)
    try:
        _decide(asked, quote_id)
    except QuoteRefused as refused:
        return _page(quote_id, str(refused))
    flash(done[asked])
    return redirect(url_for(".quotes"))


def _decide(asked: str, quote_id: UUID) -> None:
    if asked == "agree":
        agree_to_quote(store(), quote_id, desk())
        return
    with store().begin() as transaction:
        if asked == "back":
            send_quote_back(transaction, quote_id, request.form.get("why", ""), desk())
        else:
            take_quote_out(transaction, quote_id, desk())


def _page(quote_id: UUID, mistake: str = "") -> str:
    try:
        found = look_at_quote(store(), quote_id, desk())
    except QuoteRefused:
        abort(404)
    return render_template(
        "comments/agreeing.html",
        found=found,
        theme=theme_name(found.listed.theme),
        mine=found.listed.chosen_by == here().id,
        mistake=mistake,
        question=question,
    )
