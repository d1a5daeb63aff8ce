"""Whoever looks round finds a form of every version open today."""

from datetime import datetime
from random import Random

import pytest
from sqlalchemy import select

from feedback.catalogue import load_catalogue
from feedback.questionnaire import Stage, Version
from feedback.services import consult
from feedback.services.rehearse.scene import Scene
from feedback.services.rehearse.today import Today
from feedback.store.models import Installation, Letter, SentViews

BY_CHILDREN = [Version.PICTURES, Version.SHORT, Version.LONGER, Version.FULL, Version.EASY]


@pytest.fixture
def scene(store, keys, tmp_path):
    with store.begin() as transaction:
        transaction.add(Installation(id=1, made_up=True))
    return Scene(store, keys, load_catalogue(), tmp_path)


# An ordinary Tuesday, a day after half term, days around Christmas and Easter, and a Saturday.
DAYS = ["2026-03-03", "2026-11-25", "2026-12-31", "2027-01-18", "2027-04-13", "2027-05-15"]


@pytest.mark.parametrize("day", DAYS)
def test_there_is_a_letter_for_each_form_and_what_it_says_is_open(scene, day):
    now = datetime.fromisoformat(f"{day}T14:30:00+00:00")

    letters = Today(scene, Random(1), "Alison Hargreaves", now).set_up()

    asked = [letter.version for letter in letters if letter.stage is Stage.CONSULTATION]
    looked_back = [letter.version for letter in letters if letter.stage is Stage.EVALUATION]
    assert asked == looked_back == BY_CHILDREN
    assert [letter.version for letter in letters if letter.stage is Stage.WATCHING] == [
        Version.WATCHING
    ]
    with scene.store.look() as transaction:
        for letter in letters:
            kept = transaction.scalars(select(Letter).where(Letter.number == letter.number)).one()
            assert consult.is_open(kept, letter.stage, now=now)
        assert len(transaction.scalars(select(SentViews.id)).all()) == 3
