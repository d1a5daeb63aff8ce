"""Guesses at letters on a clock of our own: from ten thousand networks, at all letters and at one.

usage: python -m tests.tools.guess [--size N] [--letters N] [--seed N]
N guesses each time, through the service that opens letters: over all numbers a letter can have,
in a day; over those that were given out, in a week; and at one letter, in a day. Nobody may get
in; no letter may close but the one aimed at, and that one until midnight; meanwhile children
with their own words come in. Only the price of a try is not the real one. Its control: without
the limits, whoever knows three of the four words gets in.
"""

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

from sqlalchemy import event, func, select

from benchmarks.made_up_letters import Letter, prepare
from feedback.errors import LetterShut, WaitAWhile, WordsWrong
from feedback.letters.letter_number import make_letter_number
from feedback.letters.secret import make_secret
from feedback.letters.word_list import all_words
from feedback.services import enter, guessing
from feedback.services.enter import Knock
from feedback.store import Store, models
from feedback.store.engine import connect
from feedback.store.keys import Keys, read_keys

NETWORKS = 10_000
DAY, WEEK = timedelta(days=1), timedelta(days=7)
MORNING = datetime(2026, 3, 3, tzinfo=guessing.LONDON)
_SWEPT = timedelta(minutes=5)
_CHILDREN = 20
"""So many times in each attack a child comes with their own words, from a network of their own."""

Guess = Callable[[random.Random], tuple[str, str]]
"""Draws a letter number and four words."""


@dataclass
class Attack:
    """What came of one attack."""

    guesses: int = 0
    looked_at: int = 0
    waited: int = 0
    entries: int = 0
    closed: int = 0
    children: int = 0
    let_in: int = 0

    def __str__(self) -> str:
        return (
            f"{self.guesses:,} guesses, {self.looked_at:,} looked at, {self.waited:,} put off; "
            f"{self.entries} got in, {self.closed} letters closed; "
            f"{self.let_in} of {self.children} children came in meanwhile"
        )


@dataclass(frozen=True, slots=True)
class Door:
    """Letters of a made-up council, and the service that opens them."""

    store: Store
    keys: Keys
    locks: Path
    letters: tuple[Letter, ...]

    def knock(self, number: str, words: str, network: str, *, now: datetime) -> str:
        """Try once, and name what came of it."""
        try:
            told = Knock(number, words, network)
            enter.try_words(self.store, told, keys=self.keys, now=now, locks=self.locks)
        except WordsWrong:
            return "looked_at"
        except (WaitAWhile, LetterShut):
            return "waited"
        return "entries"

    def closed(self, *, now: datetime) -> int:
        """Count the letters that are closed now, whoever knocks."""
        day = guessing.last_midnight(now)
        asked = (
            select(models.WrongTry.number)
            .where(models.WrongTry.at >= day)
            .group_by(models.WrongTry.number)
            .having(func.count() >= guessing.LETTER_TRIES)
        )
        with self.store.look() as transaction:
            return len(transaction.execute(asked).all())


def main() -> int:
    """Guess, print what came of it, and say by the exit code whether a promise was broken."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--size", type=int, default=20_000, help="how many guesses each time")
    asked.add_argument("--letters", type=int, help="how many letters are out, 300 or more")
    asked.add_argument("--seed", type=int, default=1, help="which guesses")
    given = asked.parse_args()
    began = time.process_time()
    with door(given.letters or max(300, given.size // 700)) as at:
        sound = [
            all_numbers(at, given.size, given.seed),
            given_out(at, given.size, given.seed),
            aimed(at, given.size, given.seed),
            control(at, given.seed),
        ]
    say(f"{time.process_time() - began:.0f} s of CPU; {'sound' if all(sound) else 'NOT SOUND'}")
    return 0 if all(sound) else 1


def all_numbers(at: Door, size: int, seed: int) -> bool:
    """Guess at every number a letter can have, in a day."""
    attack = _attack(at, lambda chance: (_any_number(chance), _words(chance)), size, seed, DAY)
    say(f"spread over all numbers, in a day: {attack}")
    return not (attack.entries or attack.closed) and attack.let_in == attack.children


def given_out(at: Door, size: int, seed: int) -> bool:
    """Guess at the letters that are out, whose numbers somebody has, in a week."""
    numbers = [letter.number for letter in at.letters]
    attack = _attack(at, lambda c: (c.choice(numbers), _words(c)), size, seed, WEEK)
    say(f"spread over the {len(numbers):,} letters that are out, in a week: {attack}")
    return not (attack.entries or attack.closed) and attack.let_in == attack.children


def aimed(at: Door, size: int, seed: int) -> bool:
    """Guess at one letter, in a day; its child has to wait until midnight, and nobody else."""
    victim, *others = at.letters
    attack = _attack(at, lambda c: (victim.number, _words(c)), size, seed, DAY, coming=others)
    say(f"aimed at one letter, in a day: {attack}")
    evening, midnight = (
        at.knock(victim.number, victim.words, "at home", now=MORNING + when) == "entries"
        for when in (DAY - _SWEPT, DAY)
    )
    say(f"  its own child comes in before midnight: {evening}; at midnight: {midnight}")
    shut = size > guessing.LETTER_TRIES
    only = attack.closed == shut and attack.let_in == attack.children
    return not attack.entries and only and evening is not shut and midnight


def control(at: Door, seed: int) -> bool:
    """Take the limits away from somebody who saw three of the four words: they must get in."""
    victim, last = at.letters[-1], iter(all_words())
    known = victim.words.split()[:3]

    def nearly(_chance: random.Random) -> tuple[str, str]:
        return victim.number, " ".join([*known, next(last)])

    with mock.patch.object(guessing, "must_not_wait", return_value=0):
        attack = _attack(at, nearly, len(all_words()), seed, DAY, coming=())
    say(f"control, no limits, three words known: {attack}")
    return attack.entries == 1


def _attack(
    at: Door, guess: Guess, size: int, seed: int, lasts: timedelta,
    coming: Sequence[Letter] | None = None,
) -> Attack:  # fmt: skip
    chance, attack = random.Random(seed), Attack()
    coming = at.letters if coming is None else coming
    swept = MORNING
    with at.store.begin() as transaction:
        transaction.query(models.WrongTry).delete()
    for place in range(size):
        now = MORNING + lasts * place / size
        if now - swept > _SWEPT:
            swept = now
            with at.store.begin() as transaction:
                guessing.sweep(transaction, now=now)
        number, words = guess(chance)
        what = at.knock(number, words, f"network {chance.randrange(NETWORKS)}", now=now)
        setattr(attack, what, getattr(attack, what) + 1)
        if coming and place % max(size // _CHILDREN, 1) == 0:
            letter = chance.choice(coming)
            attack.children += 1
            attack.let_in += (
                at.knock(letter.number, letter.words, f"home {place}", now=now) == "entries"
            )
    attack.guesses = size
    attack.closed = at.closed(now=MORNING + lasts - timedelta(seconds=1))
    return attack


@contextmanager
def door(letters: int) -> Iterator[Door]:
    """Make a council with so many letters, in a database that need not outlive a power cut."""
    with TemporaryDirectory(prefix="heard-guess-") as name:
        here = Path(name)
        out = prepare(here, letters)
        engine = connect(f"sqlite:///{here / 'heard.sqlite'}")
        event.listen(engine, "connect", lambda made, _: made.execute("PRAGMA synchronous = OFF"))
        try:
            yield Door(Store(engine), read_keys(here / "keys"), here / "locks", out)
        finally:
            engine.dispose()


def _any_number(chance: random.Random) -> str:
    return make_letter_number(chance.randrange)


def _words(chance: random.Random) -> str:
    return " ".join(make_secret(chance.randrange).words)


def say(line: str) -> None:
    """Print what was found, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
