"""What goes by itself when its time is over: shown, let go, stopped, and certified."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import click

from feedback.services.retention import holds
from feedback.services.retention.certificate import certificates
from feedback.services.retention.holds import By
from feedback.services.retention.plan import Plan
from feedback.services.retention.run import Broom, show
from feedback.services.retention.run import run as let_go
from feedback.store import audit
from feedback.store.audit import COMMAND, Act
from feedback.store.journal import Journal
from portal.commands.opening import LONDON, Opened, opened


@click.group()
def retention() -> None:
    """See what goes because its time is over, let it go, or stop it."""


@retention.command()
@click.option("--dry-run", is_flag=True, help="Name every row that would go, and change nothing.")
def run(dry_run: bool) -> None:  # noqa: FBT001  click
    """Let go what is due today. The worker does so every night."""
    with opened() as installation:
        broom = _broom(installation)
        if dry_run:
            plan = show(installation.store, broom)
            for line in plan.lines():
                click.echo(line)
            if plan.due.log is not None:
                click.echo(f"the log up to row {plan.due.log} would go")
            _say(plan, plan.counts, plan.digest(installation.keys), "would go")
            return
        done = let_go(installation.store, broom)
        _say(done.plan, done.counts, done.digest, "went")
        if done.place is not None:
            click.echo(f"Row {done.place} of the log certifies it.")
    if done.left:
        raise click.ClickException(f"{done.left} stayed, because something of them is damaged.")


@retention.command("certificates")
def show_certificates() -> None:
    """List what went and when, as the log certifies it."""
    with opened() as installation:
        told = certificates(
            installation.store, COMMAND, keys=installation.keys, now=installation.now
        )
    for one in told:
        counts = ", ".join(f"{table} {count}" for table, count in one.counts.items())
        click.echo(f"{_day(one.at)}, row {one.place} of the log, digest {one.digest}: {counts}")
        if one.left:
            click.echo(f"    {one.left} stayed, because something of them is damaged.")
        if not one.whole:
            click.echo("    This run was cut short; the next one certifies this too.")
    if not told:
        click.echo("Nothing has gone yet.")


@retention.command()
@click.argument("child", required=False)
@click.option("--everything", is_flag=True, help="Stop all deletion, instead of one child’s.")
@click.option("--until", required=True, type=click.DateTime(["%Y-%m-%d"]), help="Last day.")
@click.option("--why", required=True, help="Who needs it and what for; kept sealed.")
def hold(child: str | None, everything: bool, until: datetime, why: str) -> None:  # noqa: FBT001  click
    """Let nothing of a CHILD (the number of the return) go until a day."""
    if (child is None) is not everything:
        raise click.UsageError("Name one child, or say --everything.")
    with opened() as installation, installation.store.begin() as transaction:
        key = holds.child_numbered(transaction, child) if child is not None else None
        placed = holds.place(transaction, key, why, until.date(), by=_by(installation))
    click.echo(f"Held until {until:%d %B %Y}. To lift it: portal retention lift {placed}")


@retention.command("holds")
def list_holds() -> None:
    """List the holds that stand, with their reasons."""
    with opened() as installation:
        act = Act("opened-holds", "hold")
        permit = audit.opened_by(
            installation.store, COMMAND, act, keys=installation.keys, now=installation.now
        )
        with installation.store.look() as transaction:
            standing = holds.standing(transaction, today=installation.today)
        for one in standing:
            of = f"child {one.number}" if one.child_id else "everything"
            by = one.placed_by or "a command"
            click.echo(f"{one.id}: {of}, until {one.until:%d %B %Y}, by {by}")
            click.echo(f"    {holds.why(one, permit)}")
    if not standing:
        click.echo("Nothing is held.")


@retention.command()
@click.argument("hold_id", type=click.UUID)
def lift(hold_id: UUID) -> None:
    """Lift a hold before its last day."""
    with opened() as installation, installation.store.begin() as transaction:
        holds.lift(transaction, hold_id, by=_by(installation))
    click.echo("Lifted. What is due goes tonight.")


def _broom(installation: Opened) -> Broom:
    journal = Journal(installation.settings.journal)
    return Broom(
        COMMAND, installation.council.keeping, installation.keys, journal, installation.now
    )


def _by(installation: Opened) -> By:
    return By(COMMAND, None, installation.keys, installation.now)


def _say(plan: Plan, counts: Mapping[str, int], digest: str, how: str) -> None:
    for name, count in counts.items():
        click.echo(f"{name}: {count} {how}")
    if plan.is_empty and not counts:
        click.echo("Nothing is due.")
    else:
        click.echo(f"digest {digest}")
    if plan.due.unfiled:
        click.echo(f"{plan.due.unfiled} reviews wait: their words are not in the case system yet.")
    if plan.due.held:
        click.echo(f"{plan.due.held} would be due but are held.")


def _day(moment: datetime) -> str:
    return f"{moment.astimezone(LONDON):%d %B %Y at %H:%M}"
