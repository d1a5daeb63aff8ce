"""The officer’s first page: whose review is when, and how far hearing each child has come."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_wtf import FlaskForm

from feedback.services.another_reader import ForAnother, for_another
from feedback.services.caseload import Line
from feedback.services.caseload import caseload as lines_of
from feedback.services.confirm import confirm_all_pn0, waiting_for_pn0
from feedback.store.models import ReviewState
from portal import words
from portal.access import may
from portal.names import Name, name_of
from portal.officers import bp
from portal.officers.desk import hand, permit
from portal.storage import keys, store, today


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list with the child’s name opened."""

    line: Line
    name: Name


@bp.get("")
@may("read-own-views")
def caseload() -> ResponseReturnValue:
    """Show the officer’s own reviews, the soonest first."""
    entries = _entries()
    waiting = [one for one in entries if one.line.code is None and not _is_to_come(one.line)]
    small = [one for one in waiting if one.line.under4]
    return render_template(
        "officers/caseload.html",
        to_come=[one for one in entries if _is_to_come(one.line)],
        waiting=[one for one in waiting if not one.line.under4],
        small=small,
        elsewhere=_elsewhere(),
        done=[one for one in reversed(entries) if one.line.code is not None],
        today=today(),
        words=words,
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
    return redirect(url_for(".caseload"))


def _entries() -> list[Entry]:
    with store().look() as transaction:
        lines = lines_of(transaction, by=hand())
    if not lines:
        return []
    leave = permit("opened-names", "caseload")
    names: Mapping[UUID, Name] = {
        line.child_id: name_of(line.named, line.child_id, leave) for line in lines
    }
    return [Entry(line, names[line.child_id]) for line in lines]


def _elsewhere() -> list[tuple[ForAnother, Name]]:
    """Return what children sent past their own officer, for the one who covers."""
    with store().look() as transaction:
        waiting = for_another(transaction, hand().officer, today=today())
    if not waiting:
        return []
    leave = permit("opened-names", "cover")
    return [(one, name_of(one.named, one.child_id, leave)) for one in waiting]


def _is_to_come(line: Line) -> bool:
    return line.state is ReviewState.PLANNED and line.day >= today()


def _is_key(value: str) -> bool:
    try:
        UUID(value)
    except ValueError:
        return False
    return True
