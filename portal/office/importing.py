"""Taking the caseload’s files in on a page: looked at first, written when somebody agrees."""

import io
from collections import Counter
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any
from uuid import UUID

from flask import Response, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from werkzeug.datastructures import FileStorage
from wtforms import MultipleFileField

from feedback.caseload.files import COLUMNS, LARGEST_FILE
from feedback.caseload.folder import read_files
from feedback.caseload.report import write_report
from feedback.caseload.verdicts import Finding, Verdict
from feedback.errors import CaseloadRefused
from feedback.services import caseload_errand, errands
from feedback.services.caseload_errand import LOOK, Result
from feedback.services.errands import ErrandUnknown, Progress
from feedback.spreadsheet_cells import write_rows
from feedback.store.models import ErrandState
from portal.access import MAY, hands_over, may
from portal.office import bp, words
from portal.office.desk import clerk, permit
from portal.signing_in import signed_in
from portal.storage import store

MOST = LARGEST_FILE * len(COLUMNS)
"""Bytes of all files together. Anything beyond it is refused before it is read."""

SHOWN = 100
"""Lines and findings shown on the page; the files to download hold them all."""

SMALL = 2_000_000
"""Bytes that are read while the browser waits, so that a wrong file is told at once."""

_FIRST = 100_000
LOOK_AGAIN_SECONDS = 2
_PAGE = "office.import_files"


class ImportForm(FlaskForm):  # type: ignore[misc]  # the library’s base is untyped to us
    """The files, chosen together."""

    files = MultipleFileField(
        _("The files of the folder"),
        description=_("One or more of %(names)s.", names=", ".join(COLUMNS)),
        render_kw={"accept": ".csv,text/csv"},
    )


def make_room(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Let a member of the office send large files to this one page, before any are read."""
    if endpoint == _PAGE and request.method == "POST":
        staff = signed_in()
        if staff and staff.duties & MAY["keep-caseload"]:
            request.max_content_length = MOST


@bp.route("/import", methods=["GET", "POST"])
@may("keep-caseload")
def import_files() -> ResponseReturnValue:
    """Ask for the files and have them looked at; nothing is written by that."""
    form = ImportForm()
    if not form.validate_on_submit():
        return render_template("office/import.html", form=form)
    try:
        chosen = _chosen(form)
    except CaseloadRefused as refused:
        form.files.errors = [str(refused)]
        return render_template("office/import.html", form=form)
    look_id = caseload_errand.order_look(store(), clerk(), chosen)
    return redirect(url_for(".imported", errand_id=look_id), HTTPStatus.SEE_OTHER)


@bp.get("/import/<uuid:errand_id>")
@may("keep-caseload")
def imported(errand_id: UUID) -> ResponseReturnValue:
    """Say how far it is, then what would change, or what has."""
    found = _found(errand_id)
    if found is None:
        return redirect(url_for(".import_files"))
    if found.state is ErrandState.DONE:
        return _told(found)
    answer = make_response(render_template("office/importing.html", found=found, looks=LOOK))
    if not found.is_over:
        answer.headers["Refresh"] = str(LOOK_AGAIN_SECONDS)
    return answer


@bp.post("/import/<uuid:errand_id>/take")
@may("keep-caseload")
def take_over(errand_id: UUID) -> ResponseReturnValue:
    """Write exactly what was shown."""
    try:
        take_id = caseload_errand.order_take(store(), clerk(), errand_id)
    except ErrandUnknown as refused:
        flash(str(refused), "error")
        return redirect(url_for(".import_files"))
    return redirect(url_for(".imported", errand_id=take_id), HTTPStatus.SEE_OTHER)


@bp.post("/import/<uuid:errand_id>/leave")
@may("keep-caseload")
def leave_it(errand_id: UUID) -> ResponseReturnValue:
    """Throw the files away; everything stays as it was."""
    who = clerk()
    try:
        with store().begin() as transaction:
            errands.call_off(transaction, errand_id, by=who.staff_id, now=who.now)
    except ErrandUnknown as refused:
        flash(str(refused), "error")
    else:
        flash(gettext("The files are thrown away. Everything is as it was."))
    return redirect(url_for(".import_files"))


@bp.get("/import/<uuid:errand_id>/report.csv")
@hands_over("keep-caseload", on="office.imported")
def import_report(errand_id: UUID) -> ResponseReturnValue:
    """Hand over a line for every row that was refused or doubted."""
    return _csv(errand_id, "import-report", lambda file, told: write_report(file, told.findings))


@bp.get("/import/<uuid:errand_id>/changes.csv")
@hands_over("keep-caseload", on="office.imported")
def import_changes(errand_id: UUID) -> ResponseReturnValue:
    """Hand over a line for everything that would change, or has."""

    def write(file: io.StringIO, told: Result) -> None:
        write_rows(file, [("what", "child", "field", "before", "after")])
        lines = ((one.kind, one.who, one.field, one.before, one.after) for one in told.lines)
        write_rows(file, lines)

    return _csv(errand_id, "import-changes", write)


def _chosen(form: ImportForm) -> list[tuple[str, bytes]]:
    """Name each file as its owner did, without the folder some browsers put before it.

    Small ones are read at once, so that a wrong file is one sentence on this very page.
    """
    sent: list[FileStorage] = [file for file in form.files.data if file and file.filename]
    chosen = [((file.filename or "").split("/")[-1], file.read()) for file in sent]
    whole = sum(len(content) for _name, content in chosen)
    read_files((name, io.BytesIO(_enough(content, whole))) for name, content in chosen)
    return [(name.lower(), content) for name, content in chosen]


def _enough(content: bytes, whole: int) -> bytes:
    """Return what tells whether this is the right file: of a large one its first lines."""
    if whole <= SMALL or len(content) > LARGEST_FILE:
        return content
    return content[:_FIRST].rpartition(b"\n")[0] or content


def _found(errand_id: UUID) -> Progress | None:
    who = clerk()
    try:
        with store().look() as transaction:
            return errands.find(transaction, errand_id, by=who.staff_id, now=who.now)
    except ErrandUnknown as refused:
        flash(str(refused), "error")
        return None


def _result(errand_id: UUID) -> Result:
    who, leave = clerk(), permit("opened-import", "errand", errand_id)
    with store().look() as transaction:
        errands.must_be_mine(transaction, errand_id, by=who.staff_id, now=who.now)
        return caseload_errand.result(transaction, errand_id, leave)


def _told(found: Progress) -> ResponseReturnValue:
    try:
        told = _result(found.id)
    except ErrandUnknown as refused:
        flash(str(refused), "error")
        return redirect(url_for(".import_files"))
    files = told.summary["files"]
    findings = _gravest_first(told.findings)
    return render_template(
        "office/imported.html",
        found=found,
        is_preview=found.kind == LOOK,
        told=told,
        words=words,
        form=FlaskForm(),
        rows=[
            (name, one["read"], one["kept"], one["doubted"], one["refused"])
            for name, one in files.items()
        ],
        lines=told.lines[:SHOWN],
        findings=findings[:SHOWN],
        reasons=Counter((one.file, one.verdict, one.reason) for one in findings),
        more=(max(0, len(told.lines) - SHOWN), max(0, len(findings) - SHOWN)),
    )


def _gravest_first(findings: Iterable[Finding]) -> list[Finding]:
    """Refused rows before doubted ones: many doubts would hide the few that were not kept."""
    return sorted(findings, key=lambda one: list(Verdict).index(one.verdict))


def _csv(
    errand_id: UUID, name: str, write: Callable[[io.StringIO, Result], None]
) -> ResponseReturnValue:
    """Hand a file over, with the mark by which spreadsheets know UTF-8."""
    try:
        told = _result(errand_id)
    except ErrandUnknown as refused:
        flash(str(refused), "error")
        return redirect(url_for(".import_files"))
    file = io.StringIO()
    write(file, told)
    answer = Response("\ufeff" + file.getvalue(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer
