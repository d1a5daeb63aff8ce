"""What is overdue in the whole service, and which children nobody has heard from."""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import ceil

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as lazy

from feedback.services.officers_work import names_of_staff
from feedback.services.overdue import Clock, Overdue, overdue
from feedback.services.unheard import Unheard, unheard
from portal.access import may
from portal.managers import bp
from portal.managers.desk import desk, names_of
from portal.storage import store, today

ON_A_PAGE = 100
UNHEARD = "unheard"
LISTS: Mapping[str, object] = {
    UNHEARD: lazy("Nothing from them yet"),
    Clock.READ: lazy("To be read"),
    Clock.RECORD: lazy("To be recorded"),
    Clock.ANSWER: lazy("Asks to be answered"),
    Clock.CONFIRM: lazy("Codes to be confirmed"),
    Clock.FILE: lazy("To be filed"),
}


@bp.get("")
@may("watch-service")
def clocks() -> ResponseReturnValue:
    """Show one list, the most pressing first, a page at a time."""
    asked = request.args.get("show", "")
    show = asked if asked in LISTS else UNHEARD
    with store().look() as transaction:
        late = overdue(transaction, desk=desk(), today=today())
        quiet = unheard(transaction, desk=desk(), today=today())
        staff = names_of_staff(transaction)
    counts = Counter(str(one.clock) for one in late) + Counter({UNHEARD: len(quiet)})
    found: Sequence[Overdue | Unheard] = (
        quiet if show == UNHEARD else [one for one in late if one.clock == show]
    )
    pages = max(1, ceil(len(found) / ON_A_PAGE))
    page = min(max(1, request.args.get("page", 1, type=int)), pages)
    lines = found[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    return render_template(
        "managers/clocks.html",
        show=show,
        lists=LISTS,
        counts=counts,
        lines=lines,
        names=names_of(lines, "clocks"),
        officers=staff,
        page=page,
        pages=pages,
        today=today(),
        clocks=desk().clocks,
    )
