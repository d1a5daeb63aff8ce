"""How a child means to take part is read out of two questions and is never evidence."""

import pytest

from feedback.catalogue import load_catalogue
from feedback.intention import LIKE, Intention, intended
from feedback.participation import Indicator
from feedback.questionnaire import Role, Stage, Version

CONSULTATIONS = [
    questionnaire
    for questionnaire in load_catalogue().questionnaires
    if questionnaire.kind is Stage.CONSULTATION
]
SHORT = load_catalogue().find(Stage.CONSULTATION, Version.SHORT)


@pytest.mark.parametrize(
    ("answers", "intention"),
    [
        ({"go": ("yes",), "join": ("speak",)}, Intention.GO_SPEAK),
        ({"go": ("yes",), "join": ("spoken-for",)}, Intention.GO_SPOKEN_FOR),
        ({"go": ("yes",), "join": ("show",)}, Intention.GO_SHOW),
        ({"go": ("yes",), "join": ("listen",)}, Intention.GO_LISTEN),
        ({"go": ("yes",), "join": ("not-sure",)}, Intention.GO),
        ({"go": ("yes",)}, Intention.GO),
        ({"go": ("no",), "send": ("spoken-for",)}, Intention.STAY_SPOKEN_FOR),
        ({"go": ("no",), "send": ("use-this",)}, Intention.STAY_USE_THIS),
        ({"go": ("no",)}, Intention.STAY),
        ({"go": ("not-sure",)}, Intention.NOT_SURE),
        ({}, None),
    ],
)
def test_what_a_child_means_to_do_is_what_they_said(answers, intention):
    assert intended(SHORT, answers) is intention


@pytest.mark.parametrize("questionnaire", CONSULTATIONS, ids=lambda q: q.id)
def test_every_way_a_version_offers_has_its_code_or_is_not_sure(questionnaire):
    for role, going in ((Role.JOIN, "yes"), (Role.SEND, "no")):
        go, how = questionnaire.with_role(Role.GO), questionnaire.with_role(role)
        for option in how.options:
            said = intended(questionnaire, {go.id: (going,), how.id: (option.value,)})
            assert (said in LIKE) is not option.not_sure


def test_nobody_chooses_not_to_be_heard():
    assert Indicator.PN7 not in LIKE.values()
    assert Indicator.PN0 not in LIKE.values()


def test_a_form_that_does_not_ask_says_nothing():
    watching = load_catalogue().find(Stage.WATCHING, Version.WATCHING)

    assert intended(watching, {}) is None
