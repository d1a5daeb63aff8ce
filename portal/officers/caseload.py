"""The officer’s inbox: whose review is when, how far hearing each child has come, what is owed.

Lists and filters stand in the address, because they say nothing of a child. The names of one
page are opened under one row of the log.
"""

from collections.abc import Collection
from math import ceil
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_wtf import FlaskForm

from feedback.services import caseload as cases
from feedback.services.another_reader import ForAnother, for_another
from feedback.services.confirm import confirm_all_pn0, waiting_for_pn0
from feedback.services.inbox import ON_A_PAGE, Entry, Filter, Shelf, Wish, inbox
from portal import words
from portal.access import may
from portal.officers import bp, inbox_words
from portal.officers.desk import hand
from portal.officers.naming import opened
from portal.officers.search import SearchForm
from portal.storage import keys, store, today

PAST = "past"
"""The list of what children sent past their own officer, for the one who covers."""


@bp.get("")
@may("read-own-views")
def caseload() -> ResponseReturnValue:
    """Show one page of one list, the soonest review first."""
    wish, by, is_past = _wish(), hand(), request.args.get("show") == PAST
    with store().look() as transaction:
        found = inbox(cases.caseload(transaction, by=by), wish, by=by)
        past = tuple(for_another(transaction, by.officer, today=by.today))
        page, pages = _page_of(past, wish.page) if is_past else (found.page, found.pages)
        elsewhere = past[(page - 1) * ON_A_PAGE : page * ON_A_PAGE] if is_past else ()
        shown = elsewhere if is_past else (*found.entries, *found.small, *found.talk)
        sealed = cases.names(transaction, {_child(one) for one in shown})
    return render_template(
        "officers/caseload.html",
        found=found,
        page=page,
        pages=pages,
        past=len(past),
        elsewhere=elsewhere,
        names=opened(sealed, "caseload"),
        wish=wish,
        show=PAST if is_past else wish.shelf,
        address=address,
        today=today(),
        words=words,
        inbox_words=inbox_words,
        search=SearchForm(),
        form=FlaskForm(),
    )


@bp.post("/under-four")
@may("record-own-reviews")
def under_four() -> ResponseReturnValue:
    """Confirm PN0 for every child under 4 whose review the officer says was held."""
    said = {UUID(value) for value in request.form.getlist("held") if _is_key(value)}
    with store().begin() as transaction:
        wanted = [key for key in waiting_for_pn0(transaction, by=hand()) if key in said]
        count = confirm_all_pn0(transaction, wanted, by=hand(), keys=keys())
    if count:
        flash(
            ngettext(
                "%(num)d review confirmed as PN0.", "%(num)d reviews confirmed as PN0.", count
            )
        )
    else:
        flash(_("Tick the reviews that were held."), "warning")
    return redirect(url_for(".caseload", show=Shelf.TO_RECORD))


def address(show: str, filters: Collection[Filter] = (), page: int = 1) -> str:
    """Return the address of one page of a list, saying only what is not usual."""
    return url_for(
        "officers.caseload",
        show=None if show == Shelf.TO_COME else show,
        only=sorted(filters) or None,
        page=page if page > 1 else None,
    )


def _wish() -> Wish:
    """Read the address, forgiving what it does not know."""
    asked = request.args.get("show", "")
    only = set(request.args.getlist("only")) & set(Filter)
    return Wish(
        shelf=Shelf(asked) if asked in set(Shelf) else Shelf.TO_COME,
        filters=frozenset(map(Filter, only)),
        page=request.args.get("page", 1, type=int),
    )


def _page_of(everything: Collection[ForAnother], asked: int) -> tuple[int, int]:
    pages = max(1, ceil(len(everything) / ON_A_PAGE))
    return min(max(1, asked), pages), pages


def _child(one: Entry | ForAnother) -> UUID:
    return one.line.child_id if isinstance(one, Entry) else one.child_id


def _is_key(value: str) -> bool:
    try:
        UUID(value)
    except ValueError:
        return False
    return True
