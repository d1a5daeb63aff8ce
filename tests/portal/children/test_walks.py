"""Every version of every form, from the first page to the thank-you, within its taps."""

import pytest
from flask import Flask

from feedback.catalogue import load_catalogue
from feedback.how_many import counts, longest
from feedback.questionnaire import Stage, Version
from tests.portal.children.conftest import after_the_review
from tests.portal.children.walking import Child

CHILDRENS = [version for version in Version if version is not Version.WATCHING]
MOST_TAPS = {
    Version.PICTURES: 30,
    Version.SHORT: 38,
    Version.LONGER: 44,
    Version.FULL: 48,
}


@pytest.fixture(params=CHILDRENS)
def version(request) -> Version:
    return request.param


@pytest.fixture
def child(app: Flask, road, version: Version) -> Child:
    """A child whose letter asks in one version."""
    road.invited(version=version)
    return Child(app.test_client(), road=road)


def test_answering_everything_leads_to_the_thank_you_past_every_question(child, version):
    child.settles_in().answers_everything()

    form = load_catalogue().find(Stage.CONSULTATION, version)
    counted = [one for one in child.asked if counts(form.question(one))]
    assert child.heading == "What you said"
    assert len(counted) == len(child.asked) - 1 == longest(form)
    assert child.tap("Send").heading == "Thank you"


def test_missing_everything_leads_to_the_thank_you_too(child):
    child.settles_in().misses_everything()

    assert child.heading == "What you said"
    assert "You missed this one. That is OK." in child.text
    assert child.press("Send").heading == "Thank you"


@pytest.mark.parametrize("version", MOST_TAPS, indirect=True)
def test_it_takes_no_more_taps_than_we_promised(child, version):
    child.settles_in().answers_everything()
    for box in child.page.select("main input[type=checkbox]"):
        child.taps += 1
        assert not box.has_attr("checked")

    child.tap("Send")

    assert child.taps <= MOST_TAPS[version]


def test_an_evaluation_answered_in_full_is_sent(child, version):
    after_the_review(child).settles_in().answers_everything()

    assert len(child.asked) == longest(load_catalogue().find(Stage.EVALUATION, version))
    assert child.press("Send").heading == "Thank you"


def test_an_evaluation_without_an_answer_is_sent_as_well(child):
    after_the_review(child).settles_in().misses_everything()

    assert child.press("Send").heading == "Thank you"


def test_no_answer_is_chosen_beforehand_and_nothing_must_be_filled_in(child):
    child.settles_in()
    while "/ask/" in child.path:
        assert not child.page.select("main [checked], main [selected], main [required]")
        assert not child.page.select("main input[type=text][value]:not([value=''])")
        child.misses_one()


def test_next_and_miss_this_one_are_on_every_question(child):
    """That they are the same size is measured in a browser: every_look."""
    child.settles_in()
    while "/ask/" in child.path:
        nexts, misses = child.page.select("main .buttons button")
        assert (nexts.text, misses.text) == ("Next", "Miss this one")
        child.misses_one()


def test_every_page_with_room_for_words_says_who_can_read_them(child):
    child.settles_in()
    while "/ask/" in child.path:
        if child.page.select("main textarea, main input[type=text]"):
            assert "Nobody can read this until you press Send." in child.text
        child.misses_one()


def test_the_question_is_the_heading_and_begins_the_title(child, version):
    asked = load_catalogue().find(Stage.CONSULTATION, version).questions[0]

    child.settles_in()

    assert child.heading == asked.title.format(home="home", review="review")
    assert child.page.title.text.startswith(child.heading)
