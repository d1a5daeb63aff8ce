"""Forms on paper: blank ones for the drawer, a child’s own, or those of several at once."""

from collections.abc import Callable, Sequence
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from werkzeug.exceptions import NotFound

from feedback.services import office_list
from feedback.services.letter_desk import AT_ONCE
from feedback.services.office_list import Part, Show
from portal import language
from portal.access import may
from portal.languages import ENGLISH, Language
from portal.names import name_of
from portal.office import bp, words
from portal.office.desk import moment, permit
from portal.office.paper_orders import can_be, known_as, of_children
from portal.paper.layouts import Layout, in_words
from portal.paper.sheets import Order, every_form, find, needs, sheets_of
from portal.storage import store
from portal.translating.gathering import PAPER


@bp.get("/paper")
@may("send-letters")
def papers() -> ResponseReturnValue:
    """Offer every form in every layout, and the children whose letters are out."""
    with store().look() as transaction:
        lines = office_list.lines(transaction, Show.INVITED, at=moment(), part=Part(0, AT_ONCE))
    leave = permit("opened-names", "caseload") if lines else None
    entries = [(line, name_of(line.named, line.child_id, leave)) for line in lines if leave]
    forms, wanted = every_form(), _wanted()
    return render_template(
        "office/papers.html",
        forms=forms,
        printed_in={one.id: can_be(one.id, wanted) for one in forms},
        wanted=wanted,
        languages=language.offered_for(PAPER),
        words=words,
        entries=entries,
        form=FlaskForm(),
    )


@bp.get("/paper/<name>/<layout>")
@may("send-letters")
def blank_paper(name: str, layout: str) -> ResponseReturnValue:
    """Print one form for the drawer."""
    order = Order(find(name).id, _layout(layout), tag=_wanted().tag)

    def address(layout: Layout, tag: str) -> str:
        return url_for(".blank_paper", name=name, layout=layout, language=tag)

    back = url_for(".papers", language=order.tag)
    return _printed([order], back=back, others=_otherwise(order, address))


@bp.get("/letters/<uuid:review_id>/paper/<layout>")
@may("send-letters")
def paper_of(review_id: UUID, layout: str) -> ResponseReturnValue:
    """Print the form that a child’s letter opens, with what may stand on it."""
    (order,) = of_children([review_id], _layout(layout), request.args.get("language"))

    def address(layout: Layout, tag: str) -> str:
        return url_for(".paper_of", review_id=review_id, layout=layout, language=tag)

    back = url_for(".letter", review_id=review_id)
    return _printed([order], back=back, others=_otherwise(order, address))


@bp.post("/paper")
@may("send-letters")
def several_papers() -> ResponseReturnValue:
    """Print the forms of everybody who was ticked, on one page to print."""
    ticked = [UUID(value) for value in request.form.getlist("review") if _is_key(value)]
    if not ticked:
        flash(_("Tick the children who shall have a form on paper."), "error")
        return redirect(url_for(".papers"))
    layout = _layout(request.form.get("layout", ""))
    orders = of_children(ticked[:AT_ONCE], layout, request.form.get("language"))
    return _printed(orders, back=url_for(".papers"))


def _otherwise(order: Order, address: Callable[[Layout, str], str]) -> list[tuple[str, str]]:
    """Name the same form in every layout, and in every other language in which it is whole."""
    layouts = [(said, address(layout, order.tag)) for layout, said in in_words().items()]
    tongues = language.offered_for(*needs(order.name, order.layout))
    others = [one for one in tongues if one.tag != order.tag]
    return layouts + [(one.english, address(order.layout, one.tag)) for one in others]


def _wanted() -> Language:
    """Return the language that was asked for in the address; English where none was."""
    return known_as(request.args.get("language", ENGLISH.tag))


def _printed(orders: Sequence[Order], *, back: str, others: Sequence[tuple[str, str]] = ()) -> str:
    return render_template(
        "paper/print.html",
        sheets=sheets_of(orders),
        heading=_("Forms to print") if len(orders) > 1 else _("Form to print"),
        notice=_("Print this page: press Ctrl and P. Nothing on it opens a letter."),
        others=others,
        back_url=back,
        back_words=_("Back"),
        leaving=False,
    )


def _layout(named: str) -> Layout:
    try:
        return Layout(named)
    except ValueError as unknown:
        raise NotFound from unknown


def _is_key(value: str) -> bool:
    try:
        UUID(value)
    except ValueError:
        return False
    return True
