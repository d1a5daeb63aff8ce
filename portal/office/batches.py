"""Letters for many children: how they shall be, how far they are, and the file to print.

A few are the answer to the form, shown once. More are made by the worker; what opens them lies
sealed meanwhile, to a secret that only this visit’s cookie holds, and is erased when printed.
"""

from collections.abc import Iterator, Sequence
from http import HTTPStatus
from uuid import UUID

from flask import (
    flash,
    make_response,
    redirect,
    render_template,
    request,
    session,
    stream_template,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from feedback.errors import InvitationRefused
from feedback.services import errands, letter_batch, letter_desk, office_list
from feedback.services.errands import ErrandUnknown, Progress
from feedback.services.letter_batch import Choice
from feedback.services.letter_desk import How, Paper
from feedback.services.office_list import Show
from portal.access import may
from portal.office import bp
from portal.office.batch_form import BatchForm
from portal.office.desk import clerk, moment
from portal.office.paper import sheets_of
from portal.storage import store, today

AT_HAND = 5
"""So many are made while the browser waits: well under a second."""

LOOK_AGAIN_SECONDS = 2
_PARTS = 2_000
"""Bits of a page sent at once: some ten letters, a fifth of a second’s work."""

_SECRETS = "files"
_REMEMBERED = 3
"""Files whose secrets fit into the cookie; of an older one the letters are made anew."""


@bp.post("/letters")
@may("send-letters")
def make_several() -> ResponseReturnValue:
    """Make the letters of everybody who was ticked, or of everybody on the list."""
    wanted, form = _wanted(), BatchForm()
    if not wanted:
        flash(_("Tick the children who shall have a letter."), "error")
    elif not form.validate():
        flash(_("Choose a form and a language from the lists."), "error")
    elif len(wanted) <= AT_HAND:
        how = How(form.choice.version)
        made = letter_desk.make_several(store(), clerk(), wanted, how)
        if made.papers:
            return _few(made.papers, form.choice, len(made.refused))
        flash(_("All of them have a letter already, or their review has begun."), "error")
    else:
        return _order(wanted, form.choice)
    return redirect(url_for(".caseload", show=Show.DUE.value))


@bp.get("/letters/files/<uuid:file_id>")
@may("send-letters")
def print_file(file_id: UUID) -> ResponseReturnValue:
    """Say how far a file is, and offer to print it once it is made."""
    found = _found(file_id)
    if found is None:
        return redirect(url_for(".caseload", show=Show.DUE.value))
    page = render_template(
        "office/print-file.html", file=found, form=FlaskForm(), is_ours=file_id.hex in _secrets()
    )
    answer = make_response(page)
    if not found.is_over:
        answer.headers["Refresh"] = str(LOOK_AGAIN_SECONDS)
    return answer


@bp.get("/letters/files/<uuid:file_id>/print")
@may("send-letters", fresh=True)
def print_all(file_id: UUID) -> ResponseReturnValue:
    """Show every letter of a file, one sheet after another, as it is drawn."""
    secret = _secrets().get(file_id.hex, "")
    try:
        opened = letter_batch.open_file(store(), clerk(), file_id, bytes.fromhex(secret))
    except ErrandUnknown as refused:
        flash(str(refused), "error")
        return redirect(url_for(".print_file", file_id=file_id))
    if not opened.papers:
        return redirect(url_for(".print_file", file_id=file_id))
    choice = opened.choice
    drawn = stream_template(
        "letters/print.html",
        sheets=sheets_of(opened.papers, wanted=choice.language, large=choice.large),
        number=len(opened.papers),
        refused=opened.refused,
        kept=True,
        today=today(),
        back_url=url_for(".print_file", file_id=file_id),
    )
    return _in_lumps(drawn)


@bp.post("/letters/files/<uuid:file_id>/printed")
@may("send-letters")
def all_printed(file_id: UUID) -> ResponseReturnValue:
    """Erase what opens the letters of a file: they are on paper, or not wanted."""
    try:
        letter_batch.printed(store(), clerk(), file_id)
    except ErrandUnknown as refused:
        flash(str(refused), "error")
    else:
        session[_SECRETS] = [one for one in _secrets().items() if one[0] != file_id.hex]
        flash(_("The words of these letters are erased here. They stand on paper alone now."))
    return redirect(url_for(".caseload", show=Show.INVITED.value))


@bp.post("/letters/files/<uuid:file_id>/anew")
@may("send-letters")
def make_all_anew(file_id: UUID) -> ResponseReturnValue:
    """Make every letter of a file anew, because it was lost before it was on paper."""
    found = _found(file_id)
    if found is None:
        return redirect(url_for(".caseload", show=Show.DUE.value))
    with store().look() as transaction:
        wanted = letter_batch.reviews_of(transaction, file_id)
    choice = letter_batch.choice_of(found.about)
    letter_batch.printed(store(), clerk(), file_id)
    return _order(wanted, Choice(choice.version, choice.language, choice.large, anew=True))


def _in_lumps(drawn: Iterator[str]) -> Iterator[str]:
    """Send a long page as it is drawn, but not word by word."""
    lump: list[str] = []
    for part in drawn:
        lump.append(part)
        if len(lump) == _PARTS:
            yield "".join(lump)
            lump.clear()
    yield "".join(lump)


def _wanted() -> list[UUID]:
    if request.form.get("who") == "all":
        with store().look() as transaction:
            return [
                line.review_id for line in office_list.lines(transaction, Show.DUE, at=moment())
            ][: letter_batch.MOST]
    return [UUID(value) for value in request.form.getlist("review") if _is_key(value)]


def _order(wanted: Sequence[UUID], choice: Choice) -> ResponseReturnValue:
    try:
        ordered = letter_batch.order(store(), clerk(), wanted, choice)
    except InvitationRefused as refused:
        flash(str(refused), "error")
        return redirect(url_for(".caseload", show=Show.DUE.value))
    last = list(_secrets().items())[1 - _REMEMBERED :]
    session[_SECRETS] = [*last, (ordered.id.hex, ordered.secret.hex())]
    return redirect(url_for(".print_file", file_id=ordered.id), HTTPStatus.SEE_OTHER)


def _few(papers: Sequence[Paper], choice: Choice, refused: int) -> str:
    """Show letters, once: their words are kept nowhere."""
    return render_template(
        "letters/print.html",
        sheets=sheets_of(papers, wanted=choice.language, large=choice.large),
        number=len(papers),
        refused=refused,
        kept=False,
        today=today(),
        back_url=url_for(".caseload", show=Show.DUE.value),
    )


def _found(file_id: UUID) -> Progress | None:
    who = clerk()
    try:
        with store().look() as transaction:
            found = errands.find(transaction, file_id, by=who.staff_id, now=who.now)
    except ErrandUnknown as refused:
        flash(str(refused), "error")
        return None
    return found if found.kind == letter_batch.KIND else None


def _secrets() -> dict[str, str]:
    """Return the secrets of the files that were ordered in this visit, the oldest first."""
    return dict(session.get(_SECRETS, []))


def _is_key(value: str) -> bool:
    try:
        UUID(value)
    except ValueError:
        return False
    return True
