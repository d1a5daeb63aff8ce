"""``portal staff``: letting the council’s people in, and out."""

from collections.abc import Callable

import click

from feedback.services import invite_staff
from feedback.services import staff as service
from feedback.services.another_reader import appoint
from feedback.services.invite_staff import Newcomer
from feedback.services.staff import Hand, Person
from feedback.store.audit import COMMAND
from feedback.store.models import Duty
from portal.commands.opening import LONDON, opened
from portal.enrolling import Enrolment, enrol, enrol_again


def _named(command: Callable[..., None]) -> Callable[..., None]:
    """Ask for what is to be known of anybody who starts."""
    for option in (
        click.option(
            "--duty",
            "duties",
            required=True,
            multiple=True,
            type=click.Choice([str(duty) for duty in Duty]),
            help="What they are here to do; may be given more than once.",
        ),
        click.option("--email", required=True, help="What they sign in with; no mail is sent."),
        click.option("--name", required=True, help="As children and colleagues know them."),
    ):
        command = option(command)
    return command


@click.group()
def staff() -> None:
    """Let the council’s people in, give them a new way in, or let them go."""


@staff.command()
@_named
@click.option("--reference", help="OFFICER of planned.csv, for an officer an import named.")
def add(name: str, email: str, duties: tuple[str, ...], reference: str | None) -> None:
    """Enrol somebody, and print once what they need to sign in."""
    person = Person(name, email, frozenset(Duty(duty) for duty in duties), reference)
    with opened() as installation:
        enrolment = enrol(installation.store, person, keys=installation.keys, now=installation.now)
    _tell(enrolment)


@staff.command()
@_named
def invite(name: str, email: str, duties: tuple[str, ...]) -> None:
    """Invite somebody with a code, good once, so that nobody else knows their password."""
    newcomer = Newcomer(name, email, frozenset(Duty(duty) for duty in duties))
    with opened() as installation, installation.store.begin() as transaction:
        by = Hand(COMMAND, installation.keys, installation.now)
        invited = invite_staff.invite(transaction, newcomer, by=by)
    click.echo(f"Enrol at      /staff/welcome\nE-mail        {invited.email}")
    until = invited.ends_at.astimezone(LONDON).strftime("%Y-%m-%d %H:%M")
    click.echo(f"Code          {invited.code}\nGood until    {until}, and once")
    click.echo("Give them this in person: it is shown once and kept nowhere.")


@staff.command()
@click.option("--email", required=True, help="Of somebody already enrolled.")
def renew(email: str) -> None:
    """Give somebody who lost theirs a new password and authenticator; their sessions end."""
    with opened() as installation:
        enrolment = enrol_again(
            installation.store, email, keys=installation.keys, now=installation.now
        )
    _tell(enrolment)


@staff.command()
@click.option("--email", required=True, help="Of somebody enrolled.")
def leave(email: str) -> None:
    """Close the door to somebody at once. What they did stays written down."""
    with opened() as installation, installation.store.begin() as transaction:
        service.let_go(transaction, email, keys=installation.keys, now=installation.now)
    click.echo("They can no longer sign in.")


@staff.command()
@click.option("--email", help="Of an officer who is enrolled.")
@click.option("--nobody", is_flag=True, help="Let safeguarding duty read it instead.")
def cover(email: str | None, nobody: bool) -> None:  # noqa: FBT001  click
    """Name the officer who reads what a child sends past their own, from today on."""
    if nobody == bool(email):
        raise click.UsageError("Give either --email or --nobody.")
    with opened() as installation, installation.store.begin() as transaction:
        appoint(transaction, email, keys=installation.keys, now=installation.now)
    click.echo("Safeguarding duty reads it." if nobody else "They read it from today on.")


@staff.command()
@click.argument("key")
def code(key: str) -> None:
    """Print the six digits an authenticator with this KEY shows now, for looking round a demo."""
    from portal.totp import code_now  # noqa: PLC0415  the sign-in library is slow to load

    try:
        click.echo(code_now(key))
    except ValueError as problem:
        raise click.ClickException("That is not the key of an authenticator.") from problem


def _tell(enrolment: Enrolment) -> None:
    click.echo(f"Sign in at    /staff/sign-in\nE-mail        {enrolment.email}")
    click.echo(f"Password      {enrolment.password}\nAuthenticator {enrolment.authenticator}")
    click.echo(f"              {enrolment.uri}")
    click.echo("Give them this in person: it is shown once and kept nowhere.")
