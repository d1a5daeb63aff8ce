"""Whom the office may remind today: to print, to phone or to pass on. It is no message."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_wtf import FlaskForm

from feedback.council import Council
from feedback.services import reminders
from feedback.services.office_list import Part
from feedback.services.reminders import Due
from feedback.store.audit import Permit
from feedback.store.models import Reminded
from portal import language
from portal.access import may
from portal.languages import Language
from portal.names import Name, name_of
from portal.office import bp
from portal.office.desk import clerk, moment, permit
from portal.office.paper import address, grouped
from portal.storage import store
from portal.translating.gathering import LETTERS

ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Line:
    """One child who may be reminded, with their name opened."""

    due: Due
    name: Name
    spoken: str


@dataclass(frozen=True, slots=True)
class Slip:
    """One reminder as it is printed. Nothing on it opens a letter."""

    line: Line
    address: str
    said_in: Language
    council: Council


@bp.get("/reminders")
@may("send-letters")
def whom_to_remind() -> ResponseReturnValue:
    """List who has said nothing yet, the soonest review first."""
    with store().look() as transaction:
        length = reminders.count(transaction, at=moment())
        of = max(1, ceil(length / ON_A_PAGE))
        number = min(max(1, request.args.get("page", 1, type=int)), of)
        part = Part((number - 1) * ON_A_PAGE, ON_A_PAGE)
        found = reminders.due(transaction, at=moment(), part=part)
    return render_template(
        "office/reminders.html",
        lines=_named(found),
        length=length,
        number=number,
        of=of,
        form=FlaskForm(),
        clocks=moment().clocks.reminders,
    )


@bp.post("/reminders")
@may("send-letters")
def remind() -> ResponseReturnValue:
    """Write down who is reminded and how; slips to print are the answer, once."""
    ticked = [UUID(value) for value in request.form.getlist("review") if _is_key(value)]
    try:
        way = Reminded(request.form.get("way", ""))
    except ValueError:
        ticked, way = [], Reminded.PRINTED
    given = reminders.give(store(), clerk(), ticked, way, at=moment())
    if given and way is Reminded.PRINTED:
        return _slips(given, left_out=len(set(ticked)) - len(given))
    if given:
        flash(ngettext("%(num)d reminder is noted.", "%(num)d reminders are noted.", len(given)))
    else:
        flash(_("Tick whom you remind. Nobody is who said something meanwhile."), "error")
    return redirect(url_for(".whom_to_remind"))


def _slips(given: Iterable[Due], *, left_out: int) -> str:
    lines = _named(given)
    return render_template(
        "letters/reminders.html",
        slips=_each_in_its_language(lines),
        number=len(lines),
        left_out=left_out,
        back_url=url_for(".whom_to_remind"),
    )


def _each_in_its_language(lines: Iterable[Line]) -> Iterator[Slip]:
    """Set slips one after another, each in the child’s language where letters are whole in it."""
    for line in lines:
        with language.speaking(line.due.language, LETTERS) as said_in:
            yield Slip(line, address().partition("://")[2], said_in, language.council())


def _named(found: Iterable[Due]) -> list[Line]:
    """Open the names of a list, under one row of the log."""
    lines = list(found)
    if not lines:
        return []
    leave: Permit = permit("opened-names", "reminders")
    return [
        Line(one, name_of(one.named, one.child_id, leave), grouped(one.letter_number))
        for one in lines
    ]


def _is_key(value: str) -> bool:
    try:
        UUID(value)
    except ValueError:
        return False
    return True
