"""Giving one comment its themes: first, or as the second person who does not see the first’s."""

from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from feedback.errors import CommentUnknown, ThemeUnsound
from feedback.services.code_themes import code, to_check, to_code
from feedback.services.masked_comments import masked_comments
from portal.access import may
from portal.codebooks import codebook
from portal.comments import bp
from portal.comments.desk import desk, here, quarter, question
from portal.storage import store

_AFTER = UUID(int=0)


@bp.get("/<any(code, check):way>")
@may("code-comments")
def coding(way: str) -> ResponseReturnValue:
    """Show the next comment to code, masked; after the one that was left, if one was."""
    return _page(way, ())


@bp.post("/<any(code, check):way>/<uuid:comment_id>")
@may("code-comments")
def give_themes(way: str, comment_id: UUID) -> ResponseReturnValue:
    """Keep the themes and go on to the next."""
    try:
        with store().begin() as transaction:
            code(transaction, comment_id, request.form.getlist("themes"), desk(), codebook())
    except CommentUnknown:
        abort(404)
    except ThemeUnsound as refused:
        return _page(way, (comment_id,), str(refused))
    flash(_("Kept."))
    return redirect(url_for(".coding", way=way, quarter=quarter().name))


def _page(way: str, same: tuple[UUID, ...], mistake: str = "") -> str:
    chosen = quarter()
    with store().look() as transaction:
        if way == "code":
            waiting = to_code(transaction, chosen.names)
        else:
            waiting = to_check(transaction, chosen.names, here().id)
    ids = same or tuple(key for key in waiting if key > _after())[:1] or tuple(waiting[:1])
    comments = masked_comments(store(), desk(), ids)
    return render_template(
        "comments/coding.html",
        way=way,
        quarter=chosen,
        left=len(waiting),
        comment=comments[0] if comments else None,
        themes=codebook().offered,
        given=request.form.getlist("themes"),
        mistake=mistake,
        question=question,
    )


def _after() -> UUID:
    try:
        return UUID(request.args.get("after", str(_AFTER)))
    except ValueError:
        return _AFTER
