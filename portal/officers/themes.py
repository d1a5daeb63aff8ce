"""The list of what was asked for and answered, and has no theme yet."""

from math import ceil

from flask import render_template, request
from flask.typing import ResponseReturnValue

from feedback.services.inbox import ON_A_PAGE
from feedback.services.theme_of_ask import without_theme
from portal import words
from portal.access import may
from portal.names import name_of
from portal.officers import bp
from portal.officers.desk import hand, permit
from portal.storage import store, today


@bp.get("/without-a-theme")
@may("answer-asks")
def without_a_theme() -> ResponseReturnValue:
    """List a page of them for this officer. The words stay on the page of their review."""
    with store().look() as transaction:
        found = tuple(without_theme(transaction, hand().officer, today=today()))
    pages = max(1, ceil(len(found) / ON_A_PAGE))
    page = min(max(1, request.args.get("page", 1, type=int)), pages)
    shown = found[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    leave = permit("opened-names", "without-a-theme") if shown else None
    return render_template(
        "officers/without-a-theme.html",
        left=len(found),
        shown=shown,
        names={one.child_id: name_of(one.named, one.child_id, leave) for one in shown if leave},
        page=page,
        pages=pages,
        words=words,
    )
