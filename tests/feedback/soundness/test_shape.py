"""Every form keeps its shape: ids, options, ways through; one that does not is refused."""

from dataclasses import replace

import pytest

from feedback.catalogue import load_catalogue
from feedback.how_many import longest
from feedback.questionnaire import Condition, Option, Stage, Version
from feedback.soundness import CHECKS
from tests.feedback.breaking import (
    FIVE,
    UNSURE,
    changed,
    held,
    moved_last,
    refused,
    with_option,
    without,
)


@pytest.mark.parametrize("questionnaire", load_catalogue().questionnaires, ids=lambda q: q.id)
@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_what_we_ask_children_keeps_every_rule(questionnaire, check):
    assert list(check(questionnaire)) == []


def test_a_form_is_called_after_its_stage_and_version(short):
    assert refused(replace(short, id="consultation.small"), r"should be consultation\.short")


def test_only_the_watching_form_is_for_watching(short):
    odd = replace(short, id="watching.short", kind=Stage.WATCHING)

    assert refused(odd, "only the watching form")


@pytest.mark.parametrize("name", ["Home", "my home", "home_2", "", "went"])
def test_an_id_is_a_plain_word(short, name):
    assert refused(changed(short, "home", id=name), "cannot be an id")


def test_a_value_is_a_plain_word(short):
    assert refused(with_option(short, "health", 0, value="My sleep"), "question health: My sleep")


def test_an_id_is_used_once(short):
    assert refused(changed(short, "school", id="home"), "question home: another question")


def test_a_value_is_used_once(short):
    assert refused(with_option(short, "health", 0, value="food"), "question health: two options")


def test_a_word_is_used_once_in_a_question(short):
    assert refused(with_option(short, "health", 0, label="My friends"), "two options say")


@pytest.mark.parametrize("label", ["", " ", "☺"])
def test_a_face_never_stands_without_its_word(short, label):
    assert refused(
        with_option(short, "health", 0, label=label), "question health: option sleep has no word"
    )


def test_pictures_offers_three_options_at_most(pictures):
    options = (*FIVE[:4], UNSURE)

    assert refused(changed(pictures, "good", options=options), "question good: .* many options, 4")


def test_other_versions_offer_five_options_at_most(short):
    options = (*FIVE, Option("v6", "Way six", "star"), UNSURE)

    assert refused(changed(short, "health", options=options), "question health: .* options, 6")


def test_there_are_four_ways_of_taking_part_at_most(pictures):
    options = (*FIVE, UNSURE)

    assert refused(changed(pictures, "join", options=options), "question join: .* options, 5")


def test_whoever_can_choose_can_be_not_sure(short):
    sure = short.question("health").options[:-1]

    assert refused(changed(short, "health", options=sure), "question health: it has 0 ways")


def test_there_is_one_way_of_being_not_sure(short):
    assert refused(with_option(short, "health", 0, not_sure=True), "question health: it has 2")


def test_a_choice_needs_options(longer):
    assert refused(changed(longer, "topics", options=()), "question topics: options")


def test_free_words_have_no_options(short):
    with_one = changed(short, "good", options=(Option("v1", "Way", "star"),))

    assert refused(with_one, "question good: options")


def test_feelings_are_the_ten_we_agreed(short):
    assert refused(with_option(short, "home", 4, value="glad"), "question home: these are not")


@pytest.mark.parametrize("most", [None, 0])
def test_asks_say_how_many_there_is_room_for(short, most):
    assert refused(changed(short, "wishes", most=most), "question wishes: most")


def test_nothing_but_asks_has_a_number_of_asks(short):
    assert refused(changed(short, "good", most=2), "question good: most")


def test_easy_read_has_a_picture_to_every_idea():
    easy = held(Stage.CONSULTATION, Version.EASY)

    assert refused(changed(easy, "good", picture=""), "question good: .* no picture")
    assert refused(with_option(easy, "go", 0, picture=""), "question go: .* no picture")


@pytest.mark.parametrize(
    ("version", "before", "after"),
    [
        ("pictures", 10, 7),
        ("short", 13, 11),
        ("longer", 15, 15),
        ("full", 16, 17),
        ("easy", 13, 7),
    ],
)
def test_a_form_is_as_long_as_it_was_promised(version, before, after):
    assert longest(held(Stage.CONSULTATION, Version(version))) == before
    assert longest(held(Stage.EVALUATION, Version(version))) == after


def test_a_form_longer_or_shorter_than_promised_is_refused(short):
    assert refused(without(short, "good"), "it has 12 questions where 13 were promised")


@pytest.mark.parametrize(
    "condition",
    [
        Condition("unheard-of", ("yes",)),
        Condition("safe", ("yes",)),
        Condition("join", ("speak",)),
    ],
)
def test_a_condition_waits_for_an_earlier_question_all_are_asked(short, condition):
    odd = changed(short, "send", when=condition, role=None)

    assert refused(odd, f"question send: it waits for {condition.question}")


def test_a_condition_never_waits_for_a_question_of_a_topic(longer):
    odd = changed(longer, "last-time", when=Condition("running", ("chair",)))

    assert refused(odd, "question last-time: it waits for running")


@pytest.mark.parametrize("values", [("maybe",), ()])
def test_a_condition_waits_for_an_answer_that_can_be_given(short, values):
    odd = changed(short, "send", when=Condition("go", values))

    assert refused(odd, "question send: .* cannot be given")


def test_a_topic_nobody_can_choose_is_refused(longer, short):
    assert refused(changed(longer, "plan", topic="sport"), "question plan: the topic sport")
    assert refused(changed(short, "good", topic="sport"), "question good: the topic sport")


def test_a_topic_that_leads_nowhere_is_refused(longer):
    assert refused(without(longer, "plan"), "question topics: the topic plan leads")


def test_questions_of_topics_stand_together(longer):
    assert refused(moved_last(longer, "plan"), "question home: .* stand together")


def test_topics_are_chosen_before_they_are_asked_about(longer):
    assert refused(moved_last(longer, "topics"), "question home: it comes before")
