"""Writing the report for children of a year that was released."""

from contextlib import ExitStack
from pathlib import Path

import click

from feedback.periods import Period
from feedback.releases.placing import place
from feedback.services.tell_children import opening_quotes, tell_children
from feedback.store import audit
from feedback.store.audit import COMMAND
from portal.commands.opening import opened
from portal.insight.year_for_children import files


@click.command("for-children")
@click.option("--period", required=True, help="A year that was released, such as 2025-26.")
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder to write the files into; all of them or none.",
)
def for_children(period: str, out: Path) -> None:
    """Write the year as children are told it: a page in plain words, and its style.

    Every number in it was released. What was done, and the quotes, are those that two people
    have agreed to until now; that quotes are opened is written to the log first.
    """
    year = Period.named(period)
    with opened() as installation:
        permit = audit.opened_by(
            installation.store,
            COMMAND,
            opening_quotes(year),
            keys=installation.keys,
            now=installation.now,
        )
        with installation.store.look() as transaction:
            told = tell_children(transaction, year, installation.council.glossary, permit=permit)
        written = files(told, year, council=installation.council.name)
        with ExitStack() as undo:
            placed = place(out, written)
            undo.callback(placed.drop)
            placed.settle()
    for name in written:
        click.echo(out / name)
