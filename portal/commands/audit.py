"""Checking the log."""

from collections.abc import Iterator
from pathlib import Path

import click

from feedback.store import audit as log
from feedback.store.log_head import LogHead
from portal.commands.opening import Opened, opened


@click.group()
def audit() -> None:
    """Check the log of who opened, changed or let out what."""


@audit.command()
@click.option(
    "--head", "heads", multiple=True, help="A file with a head that was kept somewhere else.",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)  # fmt: skip
def verify(heads: tuple[Path, ...]) -> None:
    """Say whether any row of the log was changed, moved, removed or cut off.

    Compares the log with every head that is given, and with those kept in the instance folder.
    """
    with opened() as installation, installation.store.look() as transaction:
        broken = log.first_broken(transaction, keys=installation.keys)
        rows = log.length(transaction)
        if broken is not None:
            raise click.ClickException(f"The log is broken at row {broken}.")
        beside = [
            (path.name, head.first_missing(transaction))
            for path, head in _heads(installation, heads)
        ]
    for name, missing in beside:
        if missing is not None:
            raise click.ClickException(
                f"The log is not the one whose head is in {name}: "
                f"row {missing} is missing or another."
            )
    on = f", and goes on from every head ({len(beside)})" if beside else ""
    click.echo(f"The log is whole: {rows} rows{on}.")


@audit.command()
def head() -> None:
    """Print the head of the log, to be kept somewhere else."""
    with opened() as installation, installation.store.look() as transaction:
        click.echo(LogHead.of(transaction))


def _heads(installation: Opened, given: tuple[Path, ...]) -> Iterator[tuple[Path, LogHead]]:
    for path in (*given, *sorted(installation.settings.heads.glob("*.head"))):
        yield path, LogHead.read(path.read_text("utf-8", "replace"))
