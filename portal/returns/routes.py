"""The way to the return of a year: look, mend, and only then make the three files."""

from collections.abc import Mapping
from io import BytesIO
from math import ceil
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from feedback.errors import ReturnRefused
from feedback.periods import Period
from feedback.return903 import Return903
from feedback.services.assigned import answers_for
from feedback.services.return903 import check903, return903, to_mend, year_ending
from feedback.store.audit import Actor
from feedback.store.models import Duty
from portal.access import may
from portal.returns import bp
from portal.returns.mending import Line, lines_of
from portal.signing_in import SignedIn, signed_in
from portal.storage import council, keys, now, store, today

ON_A_PAGE = 100
YEARS = 5
_ALWAYS = (1980, 1, 1, 0, 0, 0)
"""When each file in the archive says it is of, so that the same files make the same archive."""


@bp.get("")
@may("make-return")
def check() -> ResponseReturnValue:
    """Show what keeps the return of a year from being made, or that nothing does."""
    newest = Period.year_of(today()).year
    march = request.args.get("year", newest, type=int)
    years = [newest + 1 - before for before in range(YEARS + 1)]
    if not council().return_page:
        return render_template("returns/off.html")
    found, refusal = _looked(march)
    lines = _lines(found) if found else []
    pages = max(1, ceil(len(lines) / ON_A_PAGE))
    page = min(max(1, request.args.get("page", 1, type=int)), pages)
    return render_template(
        "returns/check.html",
        march=march,
        years=[(one, Period(one - 1).name) for one in years],
        refusal=refusal,
        rows=found.rows if found else 0,
        found=len(lines),
        lines=lines[(page - 1) * ON_A_PAGE : page * ON_A_PAGE],
        page=page,
        pages=pages,
    )


@bp.get("/<int:march>/files")
@may("make-return", fresh=True)
def make(march: int) -> ResponseReturnValue:
    """Ask once more, after the password was given again, before the files leave."""
    _must_be_on()
    return render_template(
        "returns/make.html", march=march, year=_year(march).name, form=FlaskForm()
    )


@bp.post("/<int:march>/files")
@may("make-return", fresh=True)
def files(march: int) -> ResponseReturnValue:
    """Make the files, once the log says so, and hand them over together."""
    _must_be_on()
    year = _year(march)
    try:
        made = return903(store(), year, actor=_actor(), keys=keys(), now=now())
    except ReturnRefused as refusal:
        flash(str(refusal), "error")
        return redirect(url_for(".check", year=march))
    if made.unsettled:
        flash(_("Something is not settled, so no file was made."), "error")
        return redirect(url_for(".check", year=march))
    answer = Response(_archive(made.files), content_type="application/zip")
    answer.headers.set("Content-Disposition", "attachment", filename=f"return903-{year.name}.zip")
    return answer


def _looked(march: int) -> tuple[Return903 | None, str]:
    try:
        year = year_ending(march)
        return check903(store(), year, actor=_actor(), keys=keys(), now=now()), ""
    except ReturnRefused as refusal:
        return None, str(refusal)


def _actor() -> Actor:
    return Actor(str(_here().id), "returns")


def _lines(found: Return903) -> list[Line]:
    here = _here()
    with store().look() as transaction:
        mending = to_mend(transaction, found.unsettled)
        own = answers_for(transaction, here.id, today=today())
    return lines_of(mending, here, own if Duty.OFFICER in here.duties else ())


def _year(march: int) -> Period:
    try:
        return year_ending(march)
    except ReturnRefused:
        abort(404)


def _must_be_on() -> None:
    if not council().return_page:
        abort(404)


def _here() -> SignedIn:
    staff = signed_in()
    if staff is None:
        raise LookupError("a page of the return’s was asked for by nobody")
    return staff


def _archive(files: Mapping[str, str]) -> bytes:
    held = BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as archive:
        for name, text in sorted(files.items()):
            archive.writestr(ZipInfo(name, _ALWAYS), text.encode(), ZIP_DEFLATED)
    return held.getvalue()
