"""Backups: one locked file out of everything, and everything out of one locked file."""

import sys
from pathlib import Path

import click

from feedback.services import backup as backing_up
from feedback.services import restore as putting_back
from feedback.store import Store, audit
from feedback.store.audit import COMMAND, Act
from feedback.store.engine import connect
from feedback.store.keys import read_keys
from portal.commands.opening import moment, opened
from portal.settings import Settings

MISSING = 3
"""The exit status of a restore after which something that was acknowledged is not there."""


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Write everything that is kept, keys apart, into one locked FILE."""
    with opened() as installation:
        with installation.store.begin() as transaction:
            audit.write(
                transaction, COMMAND, Act("made-backup", "installation"),
                keys=installation.keys, now=installation.now,
            )  # fmt: skip
        contents = backing_up.backup(_place(installation.settings), file, now=installation.now)
    count = sum(contents.rows.values())
    click.echo(f"{file} holds {count} rows and the journal. Only the key in your safe opens it.")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--key", required=True, help="The file backup.key from your safe.",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)  # fmt: skip
def restore(file: Path, key: Path) -> None:
    """Put a backup FILE into an installation that holds nothing yet."""
    settings = Settings.from_environment()
    keys = read_keys(settings.keys)
    done = putting_back.restore(_place(settings), file, key)
    engine = connect(settings.database_url)
    try:
        store = Store(engine)
        with store.look() as transaction:
            broken = audit.first_broken(transaction, keys=keys)
        with store.begin() as transaction:
            act = Act("restored-backup", "installation")
            audit.write(transaction, COMMAND, act, keys=keys, now=moment())
    finally:
        engine.dispose()
    click.echo(f"{done.rows} rows are back as they were on {done.made_at:%d %B %Y at %H:%M} UTC.")
    click.echo(f"The journal gave back {done.replayed.added} more that was sent since.")
    click.echo("The log is whole." if broken is None else f"The log is broken at row {broken}.")
    if done.replayed.homeless:
        _say_what_is_missing(done.replayed.homeless)


def _say_what_is_missing(count: int) -> None:
    click.echo(
        f"MISSING: {count} of what the journal holds could not be put back, because this backup "
        "does not know whom it belongs to. Keep the journal, and look for a later backup: see "
        "“Getting it back” in docs/running.md.",
        err=True,
    )
    sys.exit(MISSING)


def _place(settings: Settings) -> backing_up.Place:
    return backing_up.Place(
        settings.instance, settings.database_url, settings.keys, settings.journal
    )
