"""Locking the editions of questionnaires."""

import click

from feedback.lock_editions import lock_editions


@click.group()
def questionnaires() -> None:
    """Look after the questionnaires."""


@questionnaires.command()
def lock() -> None:
    """Lock every new edition by its digest; a locked one is never changed."""
    count = lock_editions()
    click.echo(f"{count} editions are locked.")
