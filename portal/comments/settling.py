"""Where two people saw different themes in a comment: what both saw, and which it has."""

from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from feedback.codebook import NONE_FITS
from feedback.errors import CommentUnknown, ThemeUnsound
from feedback.services.code_themes import seen_in, settle, to_settle
from feedback.services.masked_comments import masked_comments
from portal.access import may
from portal.codebooks import codebook, theme_name
from portal.comments import bp
from portal.comments.desk import desk, quarter, question
from portal.storage import store


@bp.get("/settle")
@may("code-comments")
def settling() -> ResponseReturnValue:
    """Show the first comment in which two people saw otherwise, and both their themes."""
    return _page()


@bp.post("/settle/<uuid:comment_id>")
@may("code-comments")
def settle_themes(comment_id: UUID) -> ResponseReturnValue:
    """Keep the themes both agree on now."""
    try:
        with store().begin() as transaction:
            settle(transaction, comment_id, request.form.getlist("themes"), desk(), codebook())
    except CommentUnknown:
        abort(404)
    except ThemeUnsound as refused:
        return _page(str(refused))
    flash(_("Settled."))
    return redirect(url_for(".settling", quarter=quarter().name))


def _page(mistake: str = "") -> str:
    chosen = quarter()
    with store().look() as transaction:
        waiting = to_settle(transaction, chosen.names)
        seen = seen_in(transaction, waiting[0]) if waiting else ()
    comments = masked_comments(store(), desk(), waiting[:1])
    return render_template(
        "comments/settling.html",
        quarter=chosen,
        left=len(waiting),
        comment=comments[0] if comments else None,
        seen=[[theme_name(theme) for theme in sorted(themes)] for themes in seen],
        themes=codebook().offered,
        given=sorted({theme for themes in seen for theme in themes if theme != NONE_FITS}),
        mistake=mistake,
        question=question,
    )
