"""Whoever looks round finds a form of every version open today."""

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


def test_there_is_a_letter_for_each_form_and_what_it_says_is_open(scene, now):
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
