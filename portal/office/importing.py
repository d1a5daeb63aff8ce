"""Taking the caseload’s files in on a page, as ``portal caseload import`` does."""

import io
from collections.abc import Mapping
from typing import Any

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from werkzeug.datastructures import FileStorage
from wtforms import MultipleFileField

from feedback.caseload.files import COLUMNS, LARGEST_FILE
from feedback.caseload.folder import Folder, read_files
from feedback.caseload.report import write_report
from feedback.caseload.verdicts import Finding
from feedback.errors import CaseloadRefused
from feedback.services.import_caseload import Imported, Intake, import_caseload
from portal.access import MAY, may
from portal.office import bp
from portal.office.desk import clerk
from portal.signing_in import signed_in
from portal.storage import keys, store

MOST = LARGEST_FILE * len(COLUMNS)
"""Bytes of all files together. Anything beyond it is refused before it is read."""

SHOWN = 200
"""Findings shown on the page; the report holds them all."""

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
    """Ask for the files, take their sound rows over, and say what became of each."""
    form = ImportForm()
    if not form.validate_on_submit():
        return render_template("office/import.html", form=form)
    try:
        imported = _take_in(read_files(_named(form)))
    except CaseloadRefused as refused:
        form.files.errors = [str(refused)]
        return render_template("office/import.html", form=form)
    if request.form.get("answer") == "report":
        return _report(imported)
    return render_template(
        "office/imported.html",
        counts=_rows(imported.summary["files"]),
        needs_a_date=imported.summary["needs_a_date"],
        findings=imported.findings[:SHOWN],
        left=max(0, len(imported.findings) - SHOWN),
    )


def _named(form: ImportForm) -> list[tuple[str, Any]]:
    """Name each file as its owner did, without the folder some browsers put before it."""
    chosen: list[FileStorage] = [file for file in form.files.data if file and file.filename]
    return [((file.filename or "").split("/")[-1], file) for file in chosen]


def _take_in(folder: Folder) -> Imported:
    who = clerk()
    return import_caseload(store(), folder, Intake(who.actor, keys(), who.desk, who.now))


def _rows(files: Mapping[str, Mapping[str, int]]) -> list[tuple[str, int, int, int, int]]:
    return [
        (name, told["read"], told["kept"], told["doubted"], told["refused"])
        for name, told in files.items()
    ]


def _report(imported: Imported) -> Response:
    """Hand the report over as a file, with the mark by which spreadsheets know UTF-8."""
    file = io.StringIO()
    findings: tuple[Finding, ...] = imported.findings
    write_report(file, findings)
    answer = Response("\ufeff" + file.getvalue(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="import-report.csv"'
    return answer
