"""The log on a page, by day, person, kind or child. Each look is in the log before it is shown."""

import io
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from feedback.services.read_log import (
    LOOKED,
    TOOK,
    Wanted,
    child_with,
    kinds,
    people,
    read_log,
    whole_log,
)
from feedback.spreadsheet_cells import write_rows
from feedback.store import Store, audit
from feedback.store.audit import Act
from portal.access import hands_over, may
from portal.auditors import bp
from portal.auditors.desk import auditor, names
from portal.storage import keys, now, store, today

_HEADINGS = (
    *("row", "moment", "who", "name", "as", "what", "of what", "key", "with a reason", "link"),
)
_LONGEST = 40
_FIRST = date(2020, 1, 1)
_LUMP = 500


@bp.get("")
@may("see-log")
def log() -> ResponseReturnValue:
    """Show a page of the log, the newest rows first."""
    wanted = _wanted(request.args)
    _write_down(LOOKED, wanted)
    with store().look() as transaction:
        everybody = names(people(transaction))
        leaf = read_log(transaction, wanted, before=_place("before"), after=_place("after"))
        acts = kinds(transaction)
    return render_template(
        "auditors/log.html",
        leaf=leaf,
        wanted=wanted,
        asked=_asked(wanted),
        everybody=everybody,
        acts=acts,
    )


@bp.post("/choose")
@may("see-log")
def choose() -> ResponseReturnValue:
    """Lead to the rows that are asked for: nothing that was typed stands in an address.

    Days do, and keys; a child’s number does not, and is looked for here.
    """
    wanted, number = _wanted(request.form), request.form.get("number", "").strip()
    asked: dict[str, Any] = dict(_asked(wanted))
    if number:
        with store().look() as transaction:
            child_id = child_with(transaction, number)
        if child_id is None:
            flash(_("No child has that number. Look at it once more."), "error")
            return redirect(url_for(".log", **asked))
        asked["child"] = str(child_id)
    return redirect(url_for(".log", **asked))


@bp.get("/rows.csv")
@hands_over("see-log", on="auditors.log")
def take() -> ResponseReturnValue:
    """Hand over every row that is wanted, and write down that it was."""
    wanted = _wanted(request.args)
    _write_down(TOOK, wanted)
    with store().look() as transaction:
        everybody = names(people(transaction))
    answer = Response(_written(store(), wanted, everybody), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="heard-log.csv"'
    return answer


def _written(kept: Store, wanted: Wanted, everybody: Mapping[str, str]) -> Iterator[str]:
    """Write the rows as they are read, some hundred at once, so that a long log needs no room."""
    yield "\ufeff"
    file = io.StringIO()
    write_rows(file, [_HEADINGS])
    with kept.look() as transaction:
        for number, (one, key, link) in enumerate(whole_log(transaction, wanted), start=1):
            moment = one.at.isoformat(timespec="seconds")
            row = (one.place, moment, one.who, everybody.get(one.who, ""), one.role, one.act)
            write_rows(file, [(*row, one.subject, key, "yes" if one.has_reason else "", link)])
            if number % _LUMP == 0:
                yield file.getvalue()
                file = io.StringIO()
    yield file.getvalue()


def _write_down(act: str, wanted: Wanted) -> None:
    """Write down the look; one at what is about a child stands under that child too."""
    subject = "child" if wanted.child_id else "audit"
    told = Act(act, subject, wanted.child_id)
    audit.opened_by(store(), auditor(), told, keys=keys(), now=now())


def _wanted(told: Mapping[str, str]) -> Wanted:
    said = {name: told.get(name, "").strip()[:_LONGEST] for name in _ASKED}
    days = _day(said["since"]), _day(said["until"])
    return Wanted(*days, said["who"], said["act"], _key(said["child"]))


_ASKED = ("since", "until", "who", "act", "child")


def _asked(wanted: Wanted) -> Mapping[str, str]:
    """Return what was asked for as it stands in an address; what was nonsense is left out."""
    told = {
        "since": wanted.since.isoformat() if wanted.since else "",
        "until": wanted.until.isoformat() if wanted.until else "",
        "who": wanted.who,
        "act": wanted.act,
        "child": str(wanted.child_id or ""),
    }
    return {name: value for name, value in told.items() if value}


def _day(said: str) -> date | None:
    try:
        return min(max(date.fromisoformat(said), _FIRST), today())
    except ValueError:
        return None


def _key(said: str) -> UUID | None:
    try:
        return UUID(said)
    except ValueError:
        return None


def _place(name: str) -> int | None:
    place = request.args.get(name, type=int)
    return place if place is not None and 0 < place < 2**31 else None
