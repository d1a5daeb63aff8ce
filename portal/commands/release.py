"""Closing periods and making the releases of them."""

from contextlib import ExitStack
from pathlib import Path

import click

from feedback.catalogue import load_catalogue
from feedback.periods import Period
from feedback.releases.placing import place
from feedback.services.close_period import close_period, still_open
from feedback.services.list_periods import PeriodState, list_periods
from feedback.services.release import make_release
from feedback.store.audit import COMMAND
from portal.commands.for_children import for_children
from portal.commands.opening import Opened, opened, refusals
from portal.insight.paper import writer

_STANDS = {
    PeriodState.RUNNING: "not over",
    PeriodState.OVER: "over, not closed",
    PeriodState.CLOSED: "closed, not released",
    PeriodState.RELEASED: "released",
    PeriodState.WITHDRAWN: "withdrawn",
}


@click.group()
def release() -> None:
    """Close quarters and years, and release anonymised summaries of them."""


release.add_command(for_children)


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
    """Release a closed period: a page, a CSV file and its description.

    It is made once and frozen; asking again writes the same bytes.
    """
    with refusals():
        asked = Period.named(period)
    with opened() as installation:
        written = _made(installation, asked, out)
    for name in written:
        click.echo(out / name)


@release.command("list")
def list_() -> None:
    """List every quarter and year, and where it stands."""
    with opened() as installation, installation.store.look() as transaction:
        listed = list_periods(transaction, today=installation.today)
    for one in listed:
        click.echo(f"{one.period.name:<10} {_STANDS[one.state]}")


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
            )
            placed = place(out, frozen.files)
            undo.callback(placed.drop)
        placed.settle()
    return tuple(frozen.files)
