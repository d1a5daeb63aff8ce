"""A letter for a child under four: an adult who knows them writes down what they saw."""

import pytest
from flask import Flask

from feedback.catalogue import load_catalogue
from feedback.how_many import longest
from feedback.questionnaire import Stage, Version
from feedback.store.models import FilledBy, Gate, SentViews
from tests.portal.children.walking import Child


@pytest.fixture
def adult(app: Flask, road) -> Child:
    road.invited(version=Version.WATCHING)
    return Child(app.test_client(), road=road).comes_in()


def test_the_page_speaks_to_the_adult(adult):
    assert adult.heading == "Hello"
    assert "The review of Mia is on:" in adult.text
    assert "This form is for an adult who knows the child." in adult.text


def test_there_are_no_secret_pictures_to_pick(adult):
    adult.press("Begin")

    assert adult.heading == "Who will see this?"
    assert adult.road.rows(Gate)[0].digest is None


def test_it_is_walked_and_sent_and_is_never_the_childs_own_views(adult):
    adult.press("Begin").follow("Start").answers_everything()
    assert adult.heading == "What you wrote"
    assert len(adult.asked) == longest(load_catalogue().find(Stage.WATCHING, Version.WATCHING))

    adult.press("Send")

    assert adult.heading == "Thank you"
    (views,) = adult.road.rows(SentViews)
    assert views.real is False
    assert views.filled_by is FilledBy.WRITTEN_DOWN


def test_the_way_of_asking_cannot_be_changed_into_a_childs(adult):
    adult.press("Begin").follow("Start")

    assert adult.open("/another-way").path == "/hello"


def test_coming_back_says_that_it_was_sent(adult):
    adult.press("Begin").follow("Start").misses_everything()
    adult.press("Send")

    adult.leaves().comes_in()

    assert "This was sent. Thank you for writing it." in adult.text
