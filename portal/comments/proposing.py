"""Choosing what of a comment may be quoted: exact, in other words, or not at all."""

from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from feedback.errors import CommentUnknown, QuoteRefused
from feedback.services.look_at_quote import candidate
from feedback.services.propose_quote import LONGEST_QUOTE, Choice, propose_quote
from feedback.store.models import Treatment
from portal.access import may
from portal.codebooks import codebook
from portal.comments import bp
from portal.comments.desk import desk, quarter, question
from portal.storage import store


@bp.get("/<uuid:comment_id>/quote/<theme>")
@may("code-comments")
def proposing(comment_id: UUID, theme: str) -> ResponseReturnValue:
    """Show a comment with its masks and what is doubtful, and how it may be quoted."""
    return _page(comment_id, theme)


@bp.post("/<uuid:comment_id>/quote/<theme>")
@may("code-comments")
def propose(comment_id: UUID, theme: str) -> ResponseReturnValue:
    """Keep what was chosen, for a second person."""
    try:
        propose_quote(store(), comment_id, _choice(theme), desk())
    except CommentUnknown:
        abort(404)
    except QuoteRefused as refused:
        return _page(comment_id, theme, str(refused))
    left_out = request.form.get("treatment") == Treatment.LEAVE_OUT
    flash(_("Left out.") if left_out else _("Kept. Somebody else must agree before it leaves."))
    return redirect(url_for(".theme", theme=theme, quarter=quarter().name))


def _choice(theme: str) -> Choice:
    asked = request.form.get("treatment", "")
    if asked not in set(Treatment):
        raise QuoteRefused("Choose whether to quote it exactly, in other words, or not at all.")
    places = {int(place) for place in request.form.getlist("restored") if place.isdecimal()}
    return Choice(theme, Treatment(asked), request.form.get("words", ""), places)


def _page(comment_id: UUID, theme: str, mistake: str = "") -> str:
    found = codebook().find(theme) or abort(404)
    try:
        seen = candidate(store(), comment_id, theme, desk())
    except CommentUnknown:
        abort(404)
    pieces = enumerate(seen.comment.redacted.pieces)
    return render_template(
        "comments/proposing.html",
        theme=found,
        quarter=quarter(),
        comment=seen.comment,
        restorable=[(place, piece) for place, piece in pieces if piece.restorable],
        rare=seen.rare,
        refusal=seen.refusal,
        mistake=mistake,
        given=request.form,
        longest=LONGEST_QUOTE,
        question=question,
    )
