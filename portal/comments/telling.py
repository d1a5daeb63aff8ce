"""Write what all children are told, and agree to what another wrote: “you said, we did”."""

from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from feedback.errors import TellingRefused
from feedback.periods import NotAPeriod, Period
from feedback.services.comment_lists import staff_names
from feedback.services.tell_back import (
    Telling,
    agree_to_telling,
    take_down,
    tellings,
    write_telling,
)
from feedback.store.models import Duty
from portal.access import may
from portal.codebooks import codebook, theme_name
from portal.comments import bp
from portal.comments.desk import desk, here, quarter
from portal.storage import store, today


@bp.get("/told")
@may("agree-tellings")
def telling() -> ResponseReturnValue:
    """Show the log of what was told, and the form for more."""
    return _page()


@bp.post("/told")
@may("tell-back")
def tell() -> ResponseReturnValue:
    """Keep something to be told, for a second person."""
    given = request.form
    words = (given.get("heard", ""), given.get("done", ""))
    try:
        write_telling(
            store(), Telling(given.get("period", ""), given.get("theme") or None, *words), desk()
        )
    except TellingRefused as refused:
        return _page(str(refused))
    flash(_("Kept. Somebody else must agree before children read it."))
    return redirect(url_for(".telling"))


@bp.post("/told/<uuid:telling_id>")
@may("agree-tellings")
def decide_telling(telling_id: UUID) -> ResponseReturnValue:
    """Agree that children may read it, or take it down."""
    asked = request.form.get("do", "")
    if asked not in {"agree", "down"}:
        abort(400)
    try:
        with store().begin() as transaction:
            if asked == "agree":
                agree_to_telling(transaction, telling_id, desk(), today=today())
            else:
                take_down(transaction, telling_id, desk())
    except TellingRefused as refused:
        return _page(str(refused))
    flash(_("Children can read it now.") if asked == "agree" else _("Nobody sees it any more."))
    return redirect(url_for(".telling"))


def _page(mistake: str = "") -> str:
    given = request.form or {name: request.args.get(name, "") for name in ("period", "theme")}
    with store().look() as transaction:
        rows = tellings(transaction)
        names = staff_names(transaction)
    return render_template(
        "comments/telling.html",
        rows=rows,
        names=names,
        me=here().id,
        may_write=Duty.PARTICIPATION in here().duties,
        periods=_periods(quarter().period, given.get("period", "")),
        themes=codebook().offered,
        theme_name=theme_name,
        given=given,
        mistake=mistake,
    )


def _periods(newest: Period, asked: str) -> list[Period]:
    """Return what may be told about: what was asked for, this quarter, its year, and the last."""
    usual = [newest, newest.whole, Period(newest.year - 1)]
    try:
        return list(dict.fromkeys([Period.named(asked), *usual]))
    except NotAPeriod:
        return usual
