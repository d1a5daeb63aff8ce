"""Editions as the files that leave, and what the ledger says of them."""

from datetime import date

from feedback.auditor.audit import audit
from feedback.releases.csv_file import csv_file
from feedback.releases.description import description
from feedback.releases.report import Report, Reported


def files_of(edition, shown=None):
    """Write what is shown of an edition as the service does."""
    report = report_of(edition, shown)
    return described(csv_file(report), report)


def report_of(edition, shown=None):
    """Return what is shown of an edition as a release."""
    shown = edition.shown if shown is None else shown
    tables = tuple(
        Reported(
            table,
            {
                one.id: shown[table.id, one.id]
                for one in table.cells
                if (table.id, one.id) in shown
            },
        )
        for table in edition.tables
    )
    return Report(edition.period, date(2026, 5, 1), made_up=True, tables=tables)


def described(csv, report):
    name = f"heard-{report.period.name}"
    about = description(report, csv, path=f"{name}.csv", council="Sampleshire", editions=["Short"])
    return {f"{name}.csv": csv, f"{name}.datapackage.json": about}


def entered(editions):
    """Return the ledger of these editions."""
    return {
        (edition.period.name, table.id, cell.row, cell.column): edition.shown.get(
            (table.id, cell.id)
        )
        for edition in editions
        for table in edition.tables
        for cell in table.cells
    }


def audited(ledger, **more):
    """Audit the last of some editions against the others."""
    files = [files_of(one) for one in ledger]
    return audit(files[-1], files[:-1], entered(ledger), **more)
