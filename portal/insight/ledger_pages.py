"""The ledger on a page: every figure that ever left, and the whole of it to take away."""

import io

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from feedback.services.read_ledger import Wanted, read_ledger, whole_ledger
from feedback.spreadsheet_cells import write_rows
from feedback.store import audit
from feedback.store.audit import Act
from feedback.store.outside import told_of
from portal.access import hands_over, may
from portal.insight import bp
from portal.insight.acting import actor, named
from portal.storage import keys, now, store
from portal.telling import symbols

_HEADINGS = ("period", "table", "title", "row", "what", "count", "withdrawn")


@bp.get("/ledger")
@may("see-releases")
def ledger() -> ResponseReturnValue:
    """Show a page of the ledger, of everything or of one period and table."""
    wanted = _wanted()
    with store().look() as transaction:
        leaf = read_ledger(transaction, wanted)
        told = told_of(transaction, [named(wanted.period)] if wanted.period else None)
    return render_template(
        "insight/ledger.html",
        leaf=leaf,
        wanted=wanted,
        symbols=symbols(),
        told=[one for one in told if wanted.table in {"", one.table}],
    )


@bp.get("/ledger.csv")
@hands_over("see-releases", on="insight.ledger")
def ledger_csv() -> ResponseReturnValue:
    """Hand over what is wanted of the ledger, and write down that it was."""
    wanted = _wanted()
    with store().begin() as transaction:
        found = whole_ledger(transaction, wanted)
        act = Act("downloaded-ledger", wanted.period or "all")
        audit.write(transaction, actor(), act, keys=keys(), now=now())
    file = io.StringIO()
    write_rows(file, [_HEADINGS])
    write_rows(
        file,
        (
            (
                *(one.period, one.table, one.title, one.row, one.column),
                "c" if one.number is None else one.number,
                "yes" if one.withdrawn else "no",
            )
            for one in found
        ),
    )
    answer = Response("\ufeff" + file.getvalue(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="heard-ledger.csv"'
    return answer


def _wanted() -> Wanted:
    period = request.args.get("period", "")
    page = request.args.get("page", "1")
    return Wanted(
        period=named(period).name if period else "",
        table=request.args.get("table", "")[:60],
        page=int(page) if page.isascii() and page.isdigit() and len(page) < len("10000") else 1,
    )
