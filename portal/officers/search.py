"""Finding one of one’s own children by name. Names are sealed, so they are opened to look.

One row of the log says that the names of all children of this officer were opened. What was
looked for stands in no address and in no log, so the search is a POST.
"""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import SearchField

from feedback.services import caseload as cases
from feedback.services.inbox import ON_A_PAGE, Entry, Shelf, marked
from portal import words
from portal.access import may
from portal.finding import LONGEST, holds_all, wanted_words
from portal.officers import bp, inbox_words
from portal.officers.desk import hand
from portal.officers.naming import opened
from portal.storage import store


class SearchForm(FlaskForm):  # type: ignore[misc]  # the library’s base is untyped to us
    """Whom to look for."""

    wanted = SearchField(
        _("Find a child by name"), render_kw={"autocomplete": "off", "maxlength": LONGEST}
    )


@bp.post("/search")
@may("read-own-views")
def search() -> ResponseReturnValue:
    """Show the children of one’s own who bear a name, with every review of theirs."""
    form, by = SearchForm(), hand()
    sought = wanted_words(form.wanted.data or "")
    if not sought:
        return redirect(url_for(".caseload"))
    with store().look() as transaction:
        sealed = cases.all_names(transaction, by=by)
    names = opened(sealed, "search")
    fitting = [
        child for child, one in names.items() if holds_all(f"{one.full} {one.formal}", sought)
    ]
    chosen = fitting[:ON_A_PAGE]
    with store().look() as transaction:
        entries = marked(cases.every_review(transaction, chosen, by=by), by=by)
    with_review = {entry.line.child_id for entry in entries}
    return render_template(
        "officers/found.html",
        entries=_nearest_first(entries)[:ON_A_PAGE],
        without=[names[child] for child in chosen if child not in with_review],
        many=len(fitting) > len(chosen) or len(entries) > ON_A_PAGE,
        names=names,
        search=form,
        words=words,
        inbox_words=inbox_words,
    )


def _nearest_first(entries: list[Entry]) -> list[Entry]:
    """Put what is to come before what has been, and of that the newest first."""
    ahead = [one for one in entries if one.shelf is Shelf.TO_COME]
    behind = [one for one in entries if one.shelf is not Shelf.TO_COME]
    return [*ahead, *reversed(behind)]
