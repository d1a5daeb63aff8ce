"""Checking the log."""

from pathlib import Path

import click

from feedback.services import verify_log
from feedback.store.log_head import LogHead
from portal.commands.opening import opened


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
        given = [(path.name, LogHead.read(path.read_text("utf-8", "replace"))) for path in heads]
        beside = [*given, *verify_log.kept_heads(installation.settings.heads)]
        whole = verify_log.verify(transaction, beside, keys=installation.keys)
    on = f", and goes on from every head ({whole.heads})" if whole.heads else ""
    click.echo(f"The log is whole: {whole.rows} rows{on}.")


@audit.command()
def head() -> None:
    """Print the head of the log, to be kept somewhere else."""
    with opened() as installation, installation.store.look() as transaction:
        click.echo(LogHead.of(transaction))
