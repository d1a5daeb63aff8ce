"""The comments of one theme in a quarter, masked, a page at a time, and the way to a quote."""

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from feedback.services.comment_lists import of_theme, quote_states
from feedback.services.masked_comments import masked_comments
from feedback.services.propose_quote import enough_wrote
from portal.access import may
from portal.codebooks import codebook
from portal.comments import bp
from portal.comments.desk import desk, quarter, question
from portal.storage import store

A_PAGE = 15


@bp.get("/themes/<theme>")
@may("code-comments")
def theme(theme: str) -> ResponseReturnValue:
    """Show a page of comments that were given a theme."""
    found = codebook().find(theme) or abort(404)
    chosen, number = quarter(), _page_number()
    with store().look() as transaction:
        ids = of_theme(transaction, theme, chosen.names)
        page = ids[A_PAGE * (number - 1) : A_PAGE * number]
        states = quote_states(transaction, page)
        may_quote = enough_wrote(transaction, theme, chosen.name)
    return render_template(
        "comments/theme.html",
        theme=found,
        quarter=chosen,
        comments=masked_comments(store(), desk(), page),
        states=states,
        may_quote=may_quote,
        number=number,
        pages=-(-len(ids) // A_PAGE),
        question=question,
    )


def _page_number() -> int:
    asked = request.args.get("page", "1")
    return max(1, int(asked)) if asked.isdecimal() and len(asked) < len("10000") else 1
