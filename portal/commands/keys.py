"""Making the keys, and replacing the one everything is sealed to."""

import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import click

from feedback.services.reseal import Step
from feedback.services.rotate import Machine, Rotated
from feedback.services.rotate import rotate as replace_key
from feedback.services.rotate import seal_anew as seal_again
from feedback.store.door_keys import make_door_keys
from feedback.store.keys import make_keys
from portal.commands.opening import Opened, moment, opened
from portal.settings import Settings

_TOLD_EVERY = 1_000
_PAUSE_SECONDS = 5
_SETTLE = click.option(
    "--settle", default=120, show_default=True, type=click.IntRange(0, 3_600),
    help="Seconds after which nobody writes with the old key any more.",
)  # fmt: skip


@click.group()
def keys() -> None:
    """Make and keep the keys."""


@keys.command("make")
def make() -> None:
    """Make every key that is not there yet."""
    settings = Settings.from_environment()
    make_keys(settings.keys)
    click.echo("The keys are there. Copy them to a safe place: without them nothing can be read.")


@keys.command("for-door")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def for_door(folder: Path) -> None:
    """Put the few keys that the children’s door needs into a FOLDER of their own."""
    make_door_keys(Settings.from_environment().keys, folder)
    click.echo(f"Name it in PORTAL_KEYS of the children’s door: {folder.resolve()}")


@keys.command("rotate")
@_SETTLE
def rotate(settle: int) -> None:
    """Replace the service’s key while the portal runs. Stopped, it goes on when called again."""
    with opened() as installation:
        done = replace_key(installation.store, _machine(installation, settle), watch=_told())
    _say(done)
    click.echo(
        "Copy the folder of keys to your safe. Backups from before need what is in archive."
    )
    click.echo("A children’s door of its own seals to the new key after portal keys for-door.")


@keys.command("rewrap")
@_SETTLE
def rewrap(settle: int) -> None:
    """Seal to the present key what a backup from before it brought back."""
    with opened() as installation:
        done = seal_again(installation.store, _machine(installation, settle), watch=_told())
    _say(done)


def _machine(installation: Opened, settle: int) -> Machine:
    return Machine(
        installation.settings.keys, installation.keys, moment, _wait, timedelta(seconds=settle)
    )


def _told() -> Callable[[Step], None]:
    def tell(step: Step) -> None:
        if step.done % _TOLD_EVERY == 0 or step.done == step.total:
            click.echo(f"{step.table}: {step.done} of {step.total}")

    return tell


def _wait() -> None:
    time.sleep(_PAUSE_SECONDS)


def _say(done: Rotated) -> None:
    click.echo(f"Sealed anew: {done.rows} rows. Put into the archive: {len(done.archived)} keys.")
    if done.damaged:
        click.echo(f"{done.damaged} rows hold a damaged value, which no key opens; they stay.")
