"""Making the SSDA903 return’s reviews file with its companions."""

from pathlib import Path

import click

from feedback.releases.placing import place
from feedback.services.return903 import return903 as make
from feedback.services.return903 import year_ending
from feedback.store.audit import COMMAND
from portal.commands.opening import opened


@click.command()
@click.option("--year", required=True, type=int, metavar="YYYY", help="Year it ends in (March).")
@click.option(
    "--out",
    required=True,
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for reviews.csv, header.csv and episodes.csv.",
)
def return903(year: int, out: Path) -> None:
    """Make the return of a collection year, or list everything that is not settled.

    The files hold children’s numbers and dates of birth: they are not the anonymised figures.
    """
    with opened() as installation:
        made = make(
            installation.store,
            year_ending(year),
            actor=COMMAND,
            keys=installation.keys,
            now=installation.now,
        )
        if not made.unsettled:
            _put(out, {name: text.encode() for name, text in made.files.items()})
    for fault in made.unsettled:
        click.echo(str(fault))
    if made.unsettled:
        raise click.ClickException("Not everything is settled, so no file was made.")
    click.echo(f"{made.rows} reviews, in {', '.join(sorted(made.files))}.")


def _put(out: Path, files: dict[str, bytes]) -> None:
    """Let all three files stand or none, readable by this account alone."""
    placed = place(out, files)
    for part in placed.parts:
        part.chmod(0o600)
    placed.settle()
