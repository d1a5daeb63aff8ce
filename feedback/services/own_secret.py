"""Keeping a letter’s own words out of what its child writes, where others could read them."""

from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.letters.telling import secrets_in
from feedback.services import letter_keys
from feedback.store.at_hand import LetterAtHand
from feedback.store.keys import Keys
from feedback.store.models import Letter

TRIED = 2
"""How many rows of four words are tried at most: each try is dear on purpose."""


def is_told(
    transaction: Session, letter: LetterAtHand, texts: Iterable[str], *, keys: Keys, locks: Path
) -> bool:
    """Whether the words or numbers that open this letter stand in one of these texts."""
    found = list(islice((secret for text in texts for secret in secrets_in(text)), TRIED))
    if not found:
        return False
    lock = select(Letter.salt, Letter.cost).where(Letter.id == letter.id)
    salt, cost = transaction.execute(lock).one()
    return any(
        letter_keys.derive(secret, salt, pepper=keys.pepper, cost=cost, locks=locks).public.raw
        == letter.public_key
        for secret in found
    )
