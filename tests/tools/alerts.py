"""Concerns that children raise while the mail server goes away, comes back and hangs up.

usage: python -m tests.tools.alerts [--size N] [--seed N]
N children say that they do not feel safe, on a clock of our own, and nobody takes them on. A
real mail server is up, down, or hangs up in the middle of a message; the portal itself stops now
and then between the server’s yes and its own note of it. Duty and managers must have each
message they are due at every step. Its control: a portal that takes no for yes.
"""

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from aiosmtpd.controller import Controller
from sqlalchemy import select

from feedback.council import Council
from feedback.due_dates import Clocks
from feedback.errors import MailServerAway, MessageNotTaken
from feedback.services.deliver import Outgoing, deliver
from feedback.services.notify import notify
from feedback.services.raise_concern import STEPS, raise_concern
from feedback.store import Store, models
from feedback.store.engine import connect
from feedback.store.keys import make_keys, read_keys
from feedback.store.migrating import migrate
from feedback.store.models import ConcernKind, Duty, Role, Staff
from portal.mail import MailServer
from portal.messages import _carry
from tests.portal.test_mail import SENDER, Post, _free_port
from tests.road import NOW, Road

_ROUND = timedelta(seconds=30)
_OVER, _SETTLES = timedelta(hours=1), timedelta(minutes=40)
"""Over how long concerns are raised; how long the mail server is steady in the end."""

_CHANGES, _HANGS_UP, _STOPS = 0.05, 0.1, 0.03
_DUTY, _MANAGERS = ("duty.one", "duty.two"), ("manager",)


class PowerCutError(BaseException):
    """The portal stops here."""


class Unsteady(Post):
    """A mail server that now and then hangs up in the middle of a message."""

    def __init__(self, chance: random.Random) -> None:
        super().__init__()
        self.chance = chance

    async def handle_DATA(self, server, session, envelope):  # noqa: N802  the library’s own name
        """Take a message, or go away over it."""
        if self.chance.random() < _HANGS_UP:
            server.transport.close()
            return "421 going down"
        return await super().handle_DATA(server, session, envelope)


@dataclass
class Office:
    """A mail server that is not always there."""

    port: int
    post: Unsteady
    controller: Controller | None = None

    @property
    def server(self) -> MailServer:
        """Return how the portal is told of it."""
        told = {"PORTAL_MAIL": f"smtp://localhost:{self.port}", "PORTAL_MAIL_FROM": SENDER}
        return MailServer.from_environment(told)

    def goes(self, *, up: bool) -> None:
        """Start or stop it."""
        if up and self.controller is None:
            self.controller = Controller(
                self.post, hostname="127.0.0.1", port=self.port, ready_timeout=60
            )
            self.controller.start()
        elif not up and self.controller is not None:
            self.controller.stop(no_assert=True)
            self.controller = None


@dataclass
class Told:
    """What came of it: how many messages were due, and how many never came."""

    concerns: int = 0
    due: int = 0
    missing: int = 0
    twice: int = 0
    away: int = 0
    cuts: int = 0

    def __str__(self) -> str:
        share = 100 * (self.due - self.missing) / max(self.due, 1)
        return (
            f"{self.concerns} concerns, {self.due} messages due, {share:.2f} % came "
            f"({self.missing} did not, {self.twice} came twice); the mail server was away at "
            f"{self.away} rounds, the portal stopped {self.cuts} times"
        )


def main() -> int:
    """Raise, tell, print what came, and say by the exit code whether everything did."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--size", type=int, default=40, help="how many concerns")
    asked.add_argument("--seed", type=int, default=1, help="which moments")
    given = asked.parse_args()
    began = time.process_time()
    told, careless = alerts(given.size, given.seed), alerts(8, given.seed, careless=True)
    say(str(told))
    say(f"control, no taken for yes: {careless}")
    say(f"{time.process_time() - began:.0f} s of CPU")
    return 0 if told.due and not told.missing and careless.missing else 1


def alerts(size: int, seed: int, *, careless: bool = False, every: timedelta = _ROUND) -> Told:
    """Let so many children raise a concern, and see whom it reached."""
    chance, told = random.Random(seed), Told(concerns=size)
    with installation(size) as (store, letters), an_office(chance) as office:
        raised = sorted((NOW + _OVER * chance.random(), letter) for letter in letters)
        came: Counter[UUID] = Counter()
        now = NOW
        while now < NOW + _OVER + STEPS[-1] + _SETTLES:
            while raised and raised[0][0] <= now:
                when, letter = raised.pop(0)
                with store.begin() as transaction:
                    raise_concern(transaction, letter, ConcernKind.NOT_SAFE, now=when)
            _change(office, chance, steady=now > NOW + _OVER + STEPS[-1])
            told.away += office.controller is None
            carry = _carrying(office, chance, came, now, careless=careless)
            try:
                notify(store, clocks=Clocks(), now=now)
                deliver(store, carry, now=now)
            except PowerCutError:
                told.cuts += 1
            now += every
        _count(store, came, told)
    return told


def _change(office: Office, chance: random.Random, *, steady: bool) -> None:
    if steady:
        office.goes(up=True)
    elif chance.random() < _CHANGES:
        office.goes(up=chance.random() < 0.5)


def _carrying(
    office: Office, chance: random.Random, came: Counter[UUID], now: datetime, *, careless: bool
) -> Callable[[Outgoing], None]:
    """Carry as the portal does, note what the mail server has, and stop after some."""

    def carry(outgoing: Outgoing) -> None:
        before = len(office.post.came)
        try:
            _carry(outgoing, office.server, Council(), now)
        except (MailServerAway, MessageNotTaken):
            if not careless:
                raise
        came[outgoing.id] += len(office.post.came) - before
        if chance.random() < _STOPS:
            raise PowerCutError

    return carry


def _count(store: Store, came: Counter[UUID], told: Told) -> None:
    """Hold what came against what was due: each step of each concern, to each of them."""
    with store.look() as transaction:
        asked = select(models.Message.id, models.Message.cause, Staff.email).join(Staff)
        kept = {(cause, to): key for key, cause, to in transaction.execute(asked)}
        concerns = list(transaction.scalars(select(models.Concern.id)))
    for concern in concerns:
        for step in range(len(STEPS) + 1):
            for who in (*_DUTY, *(_MANAGERS if step else ())):
                key = kept.get((f"concern {concern.hex} {step}", f"{who}@council.example"))
                told.due += 1
                told.missing += key is None or not came[key]
                told.twice += key is not None and came[key] > 1


@contextmanager
def installation(size: int) -> Iterator[tuple[Store, list[UUID]]]:
    """Make so many children with a letter each, two people on duty and a manager."""
    with TemporaryDirectory(prefix="heard-alerts-") as name:
        here = Path(name)
        make_keys(here / "keys")
        keys, engine = read_keys(here / "keys"), connect(f"sqlite:///{here / 'heard.sqlite'}")
        migrate(engine)
        store, letters = Store(engine), []
        with store.begin() as transaction:
            for duty, people in ((Duty.SAFEGUARDING, _DUTY), (Duty.MANAGER, _MANAGERS)):
                role = transaction.get(Role, duty) or Role(name=duty)
                for who in people:
                    address = f"{who}@council.example"
                    transaction.add(Staff(name=who, email=address, roles=[role]))
        for _child in range(size):
            road = Road(store, keys, here)
            road.invited()
            letters.append(road.letter_id)
        yield store, letters
        engine.dispose()


@contextmanager
def an_office(chance: random.Random) -> Iterator[Office]:
    """Run a mail server that comes and goes."""
    office = Office(_free_port(), Unsteady(chance))
    office.goes(up=True)
    try:
        yield office
    finally:
        office.goes(up=False)


def say(line: str) -> None:
    """Print what was found, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
