"""The demo: a small made-up council to look round in, on this machine alone."""

import json
import os
import sys
from dataclasses import replace
from random import Random
from typing import Any

import click

from feedback.council import Council
from feedback.errors import RehearsalRefused
from feedback.services.rehearse import Size, rehearse
from feedback.services.rehearse.today import OpenLetter, Today
from feedback.services.staff import Person
from feedback.store.models import Duty, Installation
from portal.commands.opening import Opened, opened
from portal.commands.rehearse import scene_of
from portal.enrolling import enrol
from portal.settings import Settings

SMALL = Size(children=14, reviews=36, months=12, seed=1)
NOTES = "demo.json"
COUNCIL = """\
# The made-up council of the demo. What each value means stands in docs/settings.md.
name = "Anytown Council"
service_name = "Heard"

[numbers]
duty_day = "01632 960 101"
duty_night = "01632 960 102"
advocate = "01632 960 103"
advocate_name = "Anytown Advocacy"
"""
_OFFICER = "Alison Hargreaves"
_STAFF = (
    (_OFFICER, "officer", Duty.OFFICER, "IRO01"),
    ("Helen Pike", "manager", Duty.MANAGER, None),
    ("Sam Ellery", "participation", Duty.PARTICIPATION, None),
    ("Nasreen Aziz", "safeguarding", Duty.SAFEGUARDING, None),
    ("Olu Brandt", "office", Duty.OFFICE, None),
    ("Rita Cole", "returns", Duty.RETURNS, None),
    ("Ian Moss", "auditor", Duty.AUDITOR, None),
    ("Ada Webb", "administrator", Duty.ADMINISTRATOR, None),
)


@click.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--serve/--no-serve", "serving", default=True, help="Serve it when it is there.")
def demo(port: int, serving: bool) -> None:  # noqa: FBT001  click
    """Play a small made-up council, print letters and sign-ins, and serve it on this machine.

    A second time it only prints and serves. It needs an instance without real children.
    """
    with opened() as installation:
        notes = _kept(installation) or _made(installation)
    _tell(notes, f"http://127.0.0.1:{port}")
    if serving:
        from portal.serving import run  # noqa: PLC0415  the server is not needed to look

        settings = replace(Settings.from_environment(), secure_cookies=False)
        run(settings, host="127.0.0.1", port=port, workers=1, working=True)


def _kept(installation: Opened) -> dict[str, Any] | None:
    """Return the notes of a demo that was made before, if this is one."""
    path = installation.settings.instance / NOTES
    with installation.store.look() as transaction:
        marked = transaction.get(Installation, 1)
        made_up = marked is not None and marked.made_up
    if not path.exists():
        return None
    if not made_up:
        raise RehearsalRefused(f"{NOTES} lies beside an installation that is not made up.")
    kept: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return kept


def _made(installation: Opened) -> dict[str, Any]:
    scene = scene_of(installation)
    with _bar() as bar:
        rehearse(scene, SMALL, now=installation.now, watch=bar.update)
    looking = Today(scene, Random(SMALL.seed), _OFFICER, installation.now)  # noqa: S311  a play
    letters = looking.set_up()
    notes = {
        "letters": [_letter(letter) for letter in letters],
        "staff": [_sign_in(installation, *who) for who in _STAFF],
    }
    instance = installation.settings.instance
    if not (instance / "council.toml").exists():
        (instance / "council.toml").write_text(COUNCIL, "utf-8")
        Council.read(instance / "council.toml")
    _keep(installation, notes)
    return notes


def _letter(letter: OpenLetter) -> dict[str, str]:
    return {
        "name": letter.name,
        "form": str(letter.stage),
        "version": str(letter.version),
        "number": letter.number,
        "words": " ".join(letter.words),
        "qr": letter.qr_secret,
    }


def _sign_in(
    installation: Opened, name: str, account: str, duty: Duty, reference: str | None
) -> dict[str, str]:
    person = Person(name, f"{account}@anytown.example", frozenset({duty}), reference)
    given = enrol(installation.store, person, keys=installation.keys, now=installation.now)
    return {
        "duty": str(duty),
        "email": given.email,
        "password": given.password,
        "authenticator": given.authenticator,
    }


def _keep(installation: Opened, notes: dict[str, Any]) -> None:
    """Keep what was printed, for made-up people only, readable by this account alone."""
    path = installation.settings.instance / NOTES
    part = path.with_suffix(".part")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(notes, file, indent=2)
    part.rename(path)


def _tell(notes: dict[str, Any], address: str) -> None:
    click.echo("Everybody in this demo is made up.\n")
    click.echo(f"Children come in at {address}/ with a letter number and four words:\n")
    for letter in notes["letters"]:
        form = f"{letter['form']}, {letter['version']}"
        click.echo(f"  {form:24} {letter['number']}  {letter['words']:34} {letter['name']}")
    click.echo(f"\nStaff sign in at {address}/staff/sign-in with a code from an authenticator:\n")
    for one in notes["staff"]:
        click.echo(f"  {one['duty']:14} {one['email']:32} {one['password']}")
        click.echo(f"  {'':14} authenticator {one['authenticator']}  now {_code(one)}")
    click.echo(f"\nFor a code that is new, run: portal staff code KEY\nServing on {address}/ …")


def _code(sign_in: dict[str, str]) -> str:
    from portal.totp import code_now  # noqa: PLC0415  the sign-in library is slow to load

    return code_now(sign_in["authenticator"])


def _bar() -> Any:  # noqa: ANN401  click’s own type
    hidden = not sys.stderr.isatty()
    return click.progressbar(length=SMALL.reviews, label="A year", file=sys.stderr, hidden=hidden)
