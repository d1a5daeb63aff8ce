"""A made-up installation with letters: half of them ask before the review, half after it."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import update

from benchmarks.made_up_letters import Letter, prepare
from feedback.store import Store, models
from feedback.store.engine import connect
from tests.tools.chaos.child import Kind

_WEEK = timedelta(days=7)


def letters_for(instance: Path, count: int, url: str = "") -> Sequence[tuple[Letter, Kind]]:
    """Make an installation and these many letters; every other one asks how the review was.

    Its database is a file in it, unless the address of another is given.
    """
    instance.mkdir(parents=True, exist_ok=True)
    letters = prepare(instance, count, url)
    after = [letter.number for letter in letters[1::2]]
    now = datetime.now(UTC)
    engine = connect(url or f"sqlite:///{instance / 'heard.sqlite'}")
    with Store(engine).begin() as transaction:
        for number in after:
            transaction.execute(
                update(models.Letter)
                .where(models.Letter.number == number)
                .values(
                    closes_at=now - _WEEK,
                    evaluation_from=(now - _WEEK).date(),
                    evaluation_until=(now + _WEEK).date(),
                )
            )
    engine.dispose()
    kinds = (Kind.VIEWS, Kind.SHEET)
    return [(letter, kinds[place % 2]) for place, letter in enumerate(letters)]
