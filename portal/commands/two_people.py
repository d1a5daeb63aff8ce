"""Preparing a release, agreeing to it, and sending it back: two people, each by their password."""

import sys

import click

from feedback.catalogue import load_catalogue
from feedback.periods import Period
from feedback.releases.report import Report
from feedback.services import prepare_release as service
from feedback.services.agree_release import (
    agree_to_release,
    look_at_prepared,
    send_release_back,
)
from feedback.services.vouching import vouched
from feedback.store import Store
from feedback.store.audit import Actor
from portal.commands.opening import opened
from portal.insight.paper import writer


@click.command()
@click.option("--period", required=True, help="A closed year (2025-26) or quarter (2025-26Q3).")
@click.option("--by", "email", required=True, help="Who prepares it: their e-mail address.")
def prepare(period: str, email: str) -> None:
    """Work a release out and let it lie, sealed, until a second person agrees.

    Preparing it again replaces what lies there.
    """
    asked = Period.named(period)
    with opened() as installation:
        actor = _who(installation.store, email)
        made = service.prepare(
            installation.store,
            asked,
            writer(installation.council, load_catalogue()),
            by=actor,
            keys=installation.keys,
            now=installation.now,
            tell=progress,
        )
    click.echo(made.solved, err=True)
    click.echo(
        f"{period} is prepared. A second person looks at it on the page Summaries and agrees, "
        f"there or with portal release agree --period {period} --by EMAIL."
    )


@click.command()
@click.option("--period", required=True, help="A prepared year (2025-26) or quarter (2025-26Q3).")
@click.option("--by", "email", required=True, help="Who agrees, and did not prepare it.")
def agree(period: str, email: str) -> None:
    """Agree to what another person prepared: exactly that is frozen and leaves.

    What it says is shown first, the hidden numbers as [c], and nothing leaves without a yes.
    """
    asked = Period.named(period)
    with opened() as installation:
        store, keys, now = installation.store, installation.keys, installation.now
        actor = _who(store, email)
        waiting = look_at_prepared(store, asked, by=actor, keys=keys, now=now)
        print_figures(waiting.report)
        click.confirm(f"Prepared by {waiting.preparer}. Let it leave?", abort=True, err=True)
        with store.begin() as transaction:
            agree_to_release(transaction, asked, waiting.digest, by=actor, keys=keys, now=now)
    click.echo(f"{period} is released. portal release make --period {period} writes its files.")


@click.command("send-back")
@click.option("--period", required=True, help="A prepared year (2025-26) or quarter (2025-26Q3).")
@click.option("--by", "email", required=True, help="Who sends it back.")
@click.option("--reason", required=True, help="Why it cannot leave like this.")
def send_back(period: str, email: str, reason: str) -> None:
    """Keep what was prepared from leaving, with a reason for whoever prepared it."""
    asked = Period.named(period)
    with opened() as installation:
        actor = _who(installation.store, email)
        with installation.store.begin() as transaction:
            send_release_back(
                transaction, asked, reason, by=actor, keys=installation.keys, now=installation.now
            )
    click.echo(f"{period} is sent back.")


def print_figures(report: Report) -> None:
    """Print every figure of a release, the hidden ones as symbols."""
    for reported in report.tables:
        for cell in reported.table.cells:
            number = reported.number(cell.id)
            shown = "[c]" if number is None else f"{number:,}"
            click.echo(f"{reported.table.id:<26} {cell.id:<24} {shown:>9}")


def progress(what: str, left: int) -> None:
    """Show on a terminal that the solver is at work; say nothing into a file."""
    if sys.stderr.isatty():
        click.echo(f"\r{what}: {left:<8}", err=True, nl=False)


def _who(store: Store, email: str) -> Actor:
    """Ask for the password before anything of the database is held."""
    password = click.prompt("Their password", hide_input=True, err=True)
    with store.look() as transaction:
        return vouched(transaction, email, password)
