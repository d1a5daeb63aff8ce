"""Every form has the parts the service reads, and the six anchors."""

from dataclasses import replace

import pytest

from feedback.questionnaire import Condition, Kind, Role, Stage, Version
from tests.feedback.breaking import (
    changed,
    held,
    moved_last,
    refused,
    with_option,
    without,
)


def test_no_two_questions_play_one_part(short):
    assert refused(changed(short, "good", role=Role.ONLY_IRO), "the role only-iro is played by 2")


@pytest.mark.parametrize("page", ["go", "join", "send", "safe", "talk", "only-iro", "wishes"])
def test_every_consultation_has_the_shared_pages(short, page):
    role = short.question(page).role

    assert refused(without(short, page), f"no question has the role {role}|it waits for go")


@pytest.mark.parametrize("version", [one for one in Version if one is not Version.WATCHING])
def test_every_consultation_asks_who_should_come_and_lets_a_child_name_who_should_not(version):
    form = held(Stage.CONSULTATION, version)

    asked = form.with_role(Role.WHO_COMES)

    assert "stay" in asked.help
    assert "away" in asked.help
    assert refused(without(form, asked.id), "no question has the role who-comes")


def test_the_shared_pages_come_in_one_order(short):
    assert refused(moved_last(short, "safe"), "not in their order")


def test_a_part_is_played_by_the_right_kind(short):
    assert refused(changed(short, "talk", kind=Kind.CHOICE), "question talk: its kind")


def test_pn7_is_never_an_option(short):
    seven = with_option(short, "send", 0, value="say-nothing")

    assert refused(seven, "question send: its answers are not those of send")


def test_how_to_join_follows_from_yes_and_how_to_send_from_no(short):
    swapped = changed(short, "send", when=Condition("go", ("not-sure",)))

    assert refused(swapped, "question send: it does not follow")


def test_a_second_step_without_a_first_is_refused(evaluation):
    join = held(Stage.CONSULTATION, Version.SHORT).question("join")
    odd = replace(evaluation, questions=(*evaluation.questions, replace(join, when=None)))

    assert refused(odd, "question join: it does not follow")


@pytest.mark.parametrize("anchor", ["information", "space", "voice", "audience"])
def test_every_evaluation_has_all_six_anchors(evaluation, anchor):
    assert refused(without(evaluation, anchor), "should be A1 A2 A3 A4 A5 A6")


def test_a_consultation_has_no_anchors(short):
    assert refused(changed(short, "good", anchor="A1"), "its anchors are A1 and should be none")


def test_an_anchor_is_asked_as_an_amount(evaluation):
    words = changed(evaluation, "voice", kind=Kind.CHOICE)

    assert refused(words, "question voice: an anchor is an amount")


def test_only_listening_has_other_words_for_a_child_who_was_away(evaluation):
    assert refused(changed(evaluation, "audience", title_if_away=""), "question audience: A4")
    assert refused(changed(evaluation, "voice", title_if_away="Could you?"), "question voice: A4")
