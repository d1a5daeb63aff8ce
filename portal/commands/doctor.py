"""Looking an installation over."""

import sys

import click

from portal.commands.opening import moment
from portal.settings import Settings

_MARKS = {"well": "well ", "look": "look ", "wrong": "WRONG"}


@click.command()
@click.option("--thorough", is_flag=True, help="Read the database and the log through as well.")
def doctor(thorough: bool) -> None:  # noqa: FBT001  click
    """Say what is wrong with this installation and what to do, and change nothing."""
    from portal.doctor import State, look_over  # noqa: PLC0415  only this command needs it

    settings = Settings.from_environment()
    found = []
    for finding in look_over(settings, now=moment(), thorough=thorough):
        found.append(finding)
        click.echo(f"{_MARKS[finding.state]}  {finding.what}: {finding.said}")
    if any(finding.state is State.WRONG for finding in found):
        sys.exit(1)
