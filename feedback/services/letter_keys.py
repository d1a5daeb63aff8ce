"""How the four words of a letter become its key: Argon2id over a peppered digest.

A letter keeps a salt and the public half only, so checking the words *is* deriving the
key and comparing. That costs 19 MiB and about 40 ms on purpose; files that are locked
while it lasts keep a machine from doing more than two at once.
"""

import fcntl
import hmac
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from argon2.low_level import Type, hash_secret_raw

from feedback.letters.secret import Secret
from feedback.store.models import Cost
from feedback.store.sealing import SECRET_BYTES, PrivateKey

SALT_BYTES = 16
AT_ONCE = 2
_TIMES = {Cost.FULL: 2, Cost.CHEAP: 1}
_KIBIBYTES = {Cost.FULL: 19 * 1024, Cost.CHEAP: 8}


def derive(secret: Secret, salt: bytes, *, pepper: bytes, cost: Cost, locks: Path) -> PrivateKey:
    """Make a letter’s key again from its secret."""
    peppered = hmac.new(pepper, secret.material, sha256).digest()
    with _turn(locks):
        raw = hash_secret_raw(
            peppered,
            salt,
            time_cost=_TIMES[cost],
            memory_cost=_KIBIBYTES[cost],
            parallelism=1,
            hash_len=SECRET_BYTES,
            type=Type.ID,
        )
    return PrivateKey(raw)


def salt_of_nobody(number: str, *, pepper: bytes) -> bytes:
    """Return a salt for a number that is nobody’s, so that trying it costs the same."""
    return hmac.new(pepper, f"nobody {number}".encode(), sha256).digest()[:SALT_BYTES]


@contextmanager
def _turn(folder: Path) -> Iterator[None]:
    """Hold one of the turns of this machine. The system takes it back from whoever dies."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    names = [folder / f"deriving-{turn}" for turn in range(AT_ONCE)]
    with names[0].open("w") as first, names[1].open("w") as second:
        files = [first, second]
        if not any(_taken(file.fileno()) for file in files):
            fcntl.flock(secrets.choice(files), fcntl.LOCK_EX)
        yield


def _taken(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
