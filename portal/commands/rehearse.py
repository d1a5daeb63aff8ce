"""Rehearsing: a made-up council plays a year through the real services."""

import json
import sys
from contextlib import AbstractContextManager
from typing import Any

import click

from feedback.catalogue import load_catalogue
from feedback.services.rehearse import Size
from feedback.services.rehearse import rehearse as play
from feedback.services.rehearse.scene import Scene
from portal.commands.opening import Opened, opened


@click.command()
@click.option("--children", default=470, show_default=True, type=click.IntRange(1, 20_000))
@click.option("--reviews", default=1_398, show_default=True, type=click.IntRange(0, 60_000))
@click.option("--months", default=12, show_default=True, type=click.IntRange(1, 12))
@click.option("--seed", default=1, show_default=True, type=int, help="Same seed, same council.")
@click.option("--open", "leave_open", is_flag=True, help="Leave unsettled what was planted.")
def rehearse(children: int, reviews: int, months: int, seed: int, leave_open: bool) -> None:  # noqa: FBT001  click
    """Play a made-up council’s last complete year through the real services.

    It needs an instance without children, marks everything as made up, and prints counts.
    """
    size = Size(children, reviews, months, seed)
    with opened() as installation, _bar(reviews) as bar:
        scene = scene_of(installation)
        done = play(scene, size, now=installation.now, leave_open=leave_open, watch=bar.update)
    click.echo(json.dumps(done, indent=2))


def scene_of(installation: Opened) -> Scene:
    """Return the real things an installation plays with."""
    return Scene(
        installation.store,
        installation.keys,
        load_catalogue(),
        installation.settings.instance,
        installation.council.clocks,
    )


def _bar(reviews: int) -> AbstractContextManager[Any]:
    hidden = not sys.stderr.isatty()
    return click.progressbar(length=reviews, label="Reviews", file=sys.stderr, hidden=hidden)
