"""Serving, working and migrating."""

from dataclasses import replace

import click

from feedback.errors import SettingsUnsound
from feedback.store.engine import connect
from feedback.store.migrating import migrate as bring_up
from feedback.store.roles import set_rights
from portal.commands.opening import opened, ready
from portal.doors import Doors
from portal.settings import Settings


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64))
@click.option("--work/--no-work", "working", default=None, help="Also do what is due.")
@click.option(
    "--door",
    type=click.Choice([str(doors) for doors in Doors]),
    default=str(Doors.BOTH),
    show_default=True,
    help="Whose pages to serve.",
)
def serve(host: str, port: int, workers: int, working: bool | None, door: str) -> None:  # noqa: FBT001  click
    """Serve the portal, and in the embedded default do what is due as well.

    The children’s door needs no key that opens anything, and does no work: see running.
    """
    from portal.serving import run  # noqa: PLC0415  the server is not needed by other commands

    doors = Doors(door)
    settings = replace(Settings.from_environment(), doors=doors)
    ready(settings)
    if working is None:
        working = settings.embedded and doors.for_staff
    if working and not doors.for_staff:
        raise SettingsUnsound("What is due needs the keys of staff’s door, and is done there.")
    run(settings, host=host, port=port, workers=workers, working=working)


@click.command()
@click.option("--once", is_flag=True, help="Do what is due now and stop.")
def work(once: bool) -> None:  # noqa: FBT001  click
    """Do what is due: empty the tray, sweep visits, list views nobody opened."""
    from portal.log_lines import to_standard_error  # noqa: PLC0415  as above
    from portal.worker import work_for_ever, work_once  # noqa: PLC0415  as above

    with opened() as installation:
        if once:
            for name in work_once(installation):
                click.echo(f"done: {name}")
        else:
            to_standard_error()
            work_for_ever(installation)


@click.command()
def migrate() -> None:
    """Bring the database to the schema of this version."""
    engine = connect(Settings.from_environment().database_url)
    try:
        bring_up(engine)
        set_rights(engine)
    finally:
        engine.dispose()
    click.echo("The database is at the schema of this version.")
