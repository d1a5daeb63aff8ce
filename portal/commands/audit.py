"""Checking the log."""

import click

from feedback.store import audit as log
from portal.commands.opening import opened


@click.group()
def audit() -> None:
    """Check the log of who opened, changed or let out what."""


@audit.command()
def verify() -> None:
    """Say whether any row of the log was changed, moved or removed."""
    with opened() as installation, installation.store.look() as transaction:
        broken = log.first_broken(transaction, keys=installation.keys)
        rows = log.length(transaction)
    if broken is not None:
        raise click.ClickException(f"The log is broken at row {broken}.")
    click.echo(f"The log is whole: {rows} rows.")
