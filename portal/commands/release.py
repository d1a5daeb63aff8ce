"""Closing periods and making the releases of them."""

from contextlib import ExitStack
from pathlib import Path

import click

from feedback.catalogue import load_catalogue
from feedback.errors import ReleaseUnknown
from feedback.periods import Period
from feedback.releases.placing import place
from feedback.services.audit_release import verify
from feedback.services.close_period import close_period, still_open
from feedback.services.list_periods import PeriodState, list_periods
from feedback.services.load_facts import load_facts
from feedback.services.release import make_release
from feedback.services.withdraw_release import withdraw_release
from feedback.store.audit import COMMAND
from feedback.store.ledger import report_of
from feedback.store.outside import told_of
from portal.commands.for_children import for_children
from portal.commands.opening import Opened, opened
from portal.commands.two_people import agree, prepare, print_figures, progress, send_back
from portal.insight.paper import writer

_STANDS = {
    PeriodState.RUNNING: "not over",
    PeriodState.OVER: "over, not closed",
    PeriodState.CLOSED: "closed, not released",
    PeriodState.PREPARED: "prepared, waits for a second person",
    PeriodState.SENT_BACK: "sent back",
    PeriodState.RELEASED: "released",
    PeriodState.WITHDRAWN: "withdrawn",
}


@click.group()
def release() -> None:
    """Close quarters and years, and release anonymised summaries of them."""


for command in (agree, for_children, prepare, send_back):
    release.add_command(command)


@release.command()
@click.argument("period")
def close(period: str) -> None:
    """Close PERIOD, such as 2025-26 or 2025-26Q3, once it is over.

    What is still open in it is said first: reviews without a confirmed code come into the
    release as null returns, and answer sheets that come late into the year’s.
    """
    with opened() as installation:
        asked = Period.named(period)
        with installation.store.begin() as transaction:
            left = still_open(transaction, asked)
            newly = close_period(
                transaction, asked, by=COMMAND, keys=installation.keys, now=installation.now
            )
    for sentence in left.sentences if newly else ():
        click.echo(f"Still open: {sentence}", err=True)
    click.echo(f"{period} is closed." if newly else f"{period} was closed already.")


@release.command()
@click.option("--period", required=True, help="A closed year (2025-26) or quarter (2025-26Q3).")
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder to write the files into; all of them or none.",
)
def make(period: str, out: Path) -> None:
    """Write the files of a release: a page, spreadsheets, a CSV file and its description.

    It is made once and frozen; asking again writes the same bytes. Two people let it out
    (prepare, agree); of a made-up council it is made here and now. How many numbers are hidden
    is then said, and how long the solver took and in how many steps.
    """
    asked = Period.named(period)
    with opened() as installation:
        written = _made(installation, asked, out)
    for name in written:
        click.echo(out / name)


@release.command("verify")
@click.option("--period", required=True, help="A released year (2025-26) or quarter (2025-26Q3).")
@click.option(
    "--files",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="A folder with the files somebody holds; without it, the frozen ones are taken.",
)
def verify_(period: str, files: Path | None) -> None:
    """Attack a release with everything that has left about its year, and say what came of it.

    Prints the certificate, or what could be worked out (exit 1), and never a number.
    """
    asked = Period.named(period)
    held = None if files is None else _held(files, asked)
    with opened() as installation, installation.store.look() as transaction:
        verdict = verify(transaction, asked, held, keys=installation.keys)
    for against in verdict.against:
        click.echo(f"Refused: {against}.", err=True)
    if not verdict.holds:
        raise SystemExit(1)
    click.echo(verdict.certificate.decode(), nl=False)


@release.command()
@click.option("--period", required=True, help="A released year (2025-26) or quarter (2025-26Q3).")
@click.option("--note", required=True, help="Why it is withdrawn, for whoever has read it.")
def withdraw(period: str, note: str) -> None:
    """Withdraw a release with a note. Its figures have been read, so they stay facts."""
    with opened() as installation:
        asked = Period.named(period)
        with installation.store.begin() as transaction:
            newly = withdraw_release(
                transaction,
                asked,
                note,
                by=COMMAND,
                keys=installation.keys,
                now=installation.now,
            )
    click.echo(f"{period} is withdrawn." if newly else f"{period} was withdrawn already.")


@release.command()
@click.option("--period", required=True, help="A released year (2025-26) or quarter (2025-26Q3).")
def ledger(period: str) -> None:
    """Print every figure that left of a period, as the ledger holds it."""
    asked = Period.named(period)
    with opened() as installation, installation.store.look() as transaction:
        report = report_of(transaction, asked)
        if report is None:
            raise ReleaseUnknown(period)
    print_figures(report)


@release.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False)
def facts(file: Path | None) -> None:
    """Take in a CSV FILE of what others have told of our figures, or print what is known.

    Its columns are period,table,row,column,count,source. Every release from then on is judged
    with it. Loading a file again changes nothing.
    """
    with opened() as installation:
        if file is None:
            with installation.store.look() as transaction:
                for one in told_of(transaction):
                    click.echo(f"{one.period:<10} {one.table:<26} {one.in_words:<36} {one.source}")
            return
        content = file.read_bytes()
        with installation.store.begin() as transaction:
            loaded = load_facts(
                transaction,
                file.name,
                content,
                by=COMMAND,
                keys=installation.keys,
                now=installation.now,
            )
    click.echo(f"{loaded.new} new, {loaded.changed} changed, {loaded.known} known already.")


@release.command("list")
def list_() -> None:
    """List every quarter and year, and where it stands."""
    with opened() as installation, installation.store.look() as transaction:
        listed = list_periods(transaction, today=installation.today)
    for one in listed:
        click.echo(f"{one.period.name:<10} {_STANDS[one.state]}")


def _held(folder: Path, period: Period) -> dict[str, bytes]:
    """Read the files of one period out of a folder in which those of others may lie too."""
    stems = (f"heard-{period.name}.", f"heard-{period.name}-annual-report.")
    return {
        path.name: path.read_bytes()
        for path in sorted(folder.iterdir())
        if path.is_file() and path.name.startswith(stems)
    }


def _made(installation: Opened, period: Period, out: Path) -> tuple[str, ...]:
    """Freeze first and let the files stand last, so that none is ever without its ledger."""
    with ExitStack() as undo:
        with installation.store.begin() as transaction:
            frozen = make_release(
                transaction,
                period,
                writer(installation.council, load_catalogue()),
                by=COMMAND,
                keys=installation.keys,
                now=installation.now,
                tell=progress,
            )
            placed = place(out, frozen.files)
            undo.callback(placed.drop)
        placed.settle()
    if frozen.solved:
        click.echo(frozen.solved, err=True)
    return tuple(frozen.files)
