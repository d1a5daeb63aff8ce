"""Where a typed word may lie: sealed. Everything is opened with every key there is, to meet it."""

from collections.abc import Iterator

from sqlalchemy import select

from feedback.errors import FeedbackError
from feedback.letters.secret import read_secret
from feedback.services import letter_keys
from feedback.store.models import Letter
from feedback.store.sealed_columns import SEALED_COLUMNS
from feedback.store.sealing import PrivateKey, open_with
from tests.tools.demo_town import DemoTown


def sealed_words(town: DemoTown) -> bytes:
    """Return everything that the service’s key or a letter in a child’s hand opens."""
    return b"\n".join(_opened(town))


def _opened(town: DemoTown) -> Iterator[bytes]:
    keys = dict(town.keys.private) | {key.public.id: key for key in _of_letters(town)}
    with town.store.look() as transaction:
        for one in SEALED_COLUMNS:
            rows = transaction.execute(select(one.of).where(one.value.is_not(None))).mappings()
            for row in rows:
                try:
                    yield open_with(keys, row[one.column], one.place(row))
                except FeedbackError:
                    continue  # sealed to a week, or under a secret that lies in a cookie


def _of_letters(town: DemoTown) -> Iterator[PrivateKey]:
    with town.store.look() as transaction:
        for told in town.letters:
            letter = transaction.scalars(select(Letter).where(Letter.number == told.number)).one()
            secret, pepper = read_secret(told.words), town.keys.pepper
            yield letter_keys.derive(
                secret, letter.salt, pepper=pepper, cost=letter.cost, locks=town.instance / "locks"
            )
