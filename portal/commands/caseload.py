"""Taking a council’s caseload folder in."""

import json
import os
import sys
from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, TextIO

import click

from feedback.caseload.folder import read_folder
from feedback.caseload.report import write_report
from feedback.caseload.verdicts import Finding
from feedback.services.import_caseload import STEPS, Intake, import_caseload
from feedback.services.invite import Desk
from feedback.store.audit import COMMAND
from portal.commands.opening import Opened, opened


@click.group()
def caseload() -> None:
    """Take in who the children are, and their reviews held and to come."""


@caseload.command("import")
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--report",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a line for every row refused or doubted to this CSV file.",
)
def import_(directory: Path, report: Path | None) -> None:
    """Take over every sound row of the folder DIR and print how many there were.

    An unsound file is refused before anything is changed. Importing twice changes nothing.
    """
    folder = read_folder(directory)
    _must_be_writable(report)
    with opened() as installation, bar() as watched:
        intake = Intake(COMMAND, installation.keys, _desk(installation), installation.now)
        imported = import_caseload(
            installation.store, folder, intake, watch=lambda: watched.update(1)
        )
        if report is not None:
            _write(report, imported.findings)
    click.echo(json.dumps(imported.summary, indent=2))


def _desk(installation: Opened) -> Desk:
    council = installation.council
    return Desk(council.clocks, installation.settings.locks, council.closed_days)


def bar() -> AbstractContextManager[Any]:
    """Return a bar that a person sees and that nothing else has to read."""
    alone = not sys.stderr.isatty()
    return click.progressbar(length=STEPS, label="Caseload", file=sys.stderr, hidden=alone)


def _must_be_writable(report: Path | None) -> None:
    """Refuse a report that cannot be written while nothing has been changed yet."""
    if report is not None:
        _private(_part(report)).close()
        _part(report).unlink()


def _write(report: Path, findings: Iterable[Finding]) -> None:
    """Write the report whole, in the place of any that was there."""
    with _private(_part(report)) as file:
        write_report(file, findings)
    _part(report).replace(report)


def _part(report: Path) -> Path:
    return report.with_name(f"{report.name}.part")


def _private(path: Path) -> TextIO:
    """Open a file that this account alone may read: a report can name children."""
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    return os.fdopen(number, "w", encoding="utf-8", newline="")
