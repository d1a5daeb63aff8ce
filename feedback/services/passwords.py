"""Which passwords staff may have: long, not on the list everybody tries first, not themselves.

Length and a list, and no rules about signs and capitals: those only make people write
passwords down (NCSC guidance on password policy; OWASP ASVS 5.0, 6.2).
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from itertools import pairwise
from unicodedata import normalize

from argon2 import PasswordHasher

from feedback.errors import PasswordRefused

SHORTEST = 15
LONGEST = 200
FEWEST_SIGNS = 6
STEADY = 0.8
"""This share of steps to the next sign makes a run, such as 123456789012345."""

ARGON2: Mapping[str, int] = {"memory_cost": 19_456, "time_cost": 2, "parallelism": 1}
"""KiB, rounds and lanes; the same as for the words of a letter."""

_FILE = "passwords-tried-first.txt"
"""Of those that leak most often the ones of 15 signs or more, and their kin; one a line."""
_NOT_LETTERS = re.compile(r"[^a-z0-9]")


def sound_password(password: str, *, about: Iterable[str]) -> str:
    """Return the password as it is kept, or refuse it in one sentence.

    ``about`` is what others know of the person: name, e-mail address.
    """
    kept = normalize("NFKC", password)
    if not SHORTEST <= len(kept) <= LONGEST:
        raise PasswordRefused(f"A password needs {SHORTEST} signs or more. Four words will do.")
    plain = _NOT_LETTERS.sub("", kept.casefold())
    if plain in _tried_first() or _is_monotonous(kept):
        raise PasswordRefused("That password is one of those that are tried first.")
    known = (_NOT_LETTERS.sub("", word.casefold()) for fact in about for word in _parts(fact))
    if any(len(word) > SHORTEST // 4 and len(plain) - len(word) < SHORTEST // 2 and word in plain
           for word in known):  # fmt: skip
        raise PasswordRefused("A password should not be made of your own name or address.")
    return kept


def digest(password: str) -> str:
    """Return the Argon2id digest of a sound password, as the database keeps it."""
    hasher = PasswordHasher(
        memory_cost=ARGON2["memory_cost"],
        time_cost=ARGON2["time_cost"],
        parallelism=ARGON2["parallelism"],
    )
    return hasher.hash(password)


@cache
def _tried_first() -> frozenset[str]:
    return frozenset(files("feedback.services").joinpath(_FILE).read_text("utf-8").split())


def _parts(fact: str) -> Iterable[str]:
    return (fact, *re.split(r"[\s@.]+", fact))


def _is_monotonous(password: str) -> bool:
    if len(set(password)) < FEWEST_SIGNS:
        return True
    size = len(password)
    if any(password == password[:part] * (size // part) for part in range(1, size // 2 + 1)
           if size % part == 0):  # fmt: skip
        return True
    steps = [abs(ord(after) - ord(before)) for before, after in pairwise(password)]
    return sum(step <= 1 for step in steps) >= STEADY * len(steps)
