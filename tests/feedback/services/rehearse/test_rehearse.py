"""A rehearsal goes through the real services and leaves a year one can look at."""

from datetime import date

import pytest
from sqlalchemy import func, select

from feedback.catalogue import load_catalogue
from feedback.errors import RehearsalRefused
from feedback.services.rehearse import Size, rehearse
from feedback.services.rehearse.scene import Scene
from feedback.store import Store, audit
from feedback.store.engine import connect
from feedback.store.migrating import migrate
from feedback.store.models import (
    Ask,
    Child,
    ClosedPeriod,
    Concern,
    Installation,
    Record,
    Review,
    Tray,
)

SMALL = Size(children=4, reviews=8, months=12, seed=5)


@pytest.fixture
def scene(store, keys, tmp_path):
    return Scene(store, keys, load_catalogue(), tmp_path)


def test_a_small_council_lives_its_last_complete_year(scene, now):
    done = rehearse(scene, SMALL, now=now)

    assert (done["made_up"], done["year"]) == (True, "2024-25")
    assert (done["children"], done["reviews"], done["null_returns"]) == (4, 8, 0)
    assert sum(done["codes"].values()) == 8
    with scene.store.look() as transaction:
        assert transaction.get_one(Installation, 1).made_up
        assert transaction.scalar(select(func.count()).select_from(ClosedPeriod)) == 5
        assert transaction.scalar(select(func.count()).select_from(Record)) == 8
        assert transaction.scalar(select(func.count()).select_from(Tray)) == 0
        in_two_parts = select(Review).where(Review.part_two_day > Review.day)
        assert transaction.scalars(in_two_parts).all()
        assert not transaction.scalars(select(Ask).where(Ask.outcome.is_(None))).all()
        assert not transaction.scalars(select(Concern).where(Concern.seen_at.is_(None))).all()
        assert audit.first_broken(transaction, keys=scene.keys) is None


@pytest.fixture
def other_scene(empty_database_url, keys, tmp_path):
    engine = connect(empty_database_url)
    migrate(engine)
    yield Scene(Store(engine), keys, load_catalogue(), tmp_path / "other")
    engine.dispose()


def test_the_same_seed_prints_the_same_counts(scene, other_scene, now):
    assert rehearse(scene, SMALL, now=now) == rehearse(other_scene, SMALL, now=now)


def test_what_is_planted_may_be_left_open(scene, now):
    done = rehearse(scene, SMALL, now=now, leave_open=True)

    assert done["planted"] > 0
    with scene.store.look() as transaction:
        this_year = Review.day.between(date(2024, 4, 1), date(2025, 3, 31))
        no_code = select(func.count()).where(Review.code.is_(None), this_year)
        assert transaction.scalar(no_code) == done["planted"]
        assert transaction.scalar(select(func.count()).select_from(ClosedPeriod)) == 0


def test_nothing_is_rehearsed_beside_real_children(scene, now):
    with scene.store.begin() as transaction:
        transaction.add(Child(number="566910"))

    with pytest.raises(RehearsalRefused, match="Children are kept here"):
        rehearse(scene, SMALL, now=now)

    with scene.store.look() as transaction:
        assert transaction.get(Installation, 1) is None


def test_a_rehearsal_is_played_once(scene, now):
    rehearse(scene, Size(children=1, reviews=1, months=1, seed=1), now=now)

    with pytest.raises(RehearsalRefused, match="played here"):
        rehearse(scene, SMALL, now=now)
