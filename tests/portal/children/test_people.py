"""The people in a child’s life: added one by one, without a script, and drawn in rings."""

import pytest

from tests.portal.children.later import reads

NAN = {"people.1.who": "Nan", "people.1.close": "near", "people.1.wish": "more"}


@pytest.fixture
def asked(settled):
    return settled.goes_to("people")


def test_one_row_waits_and_nothing_on_it_is_chosen(asked):
    assert len(asked.page.select(".person")) == 1
    assert not asked.page.select("main [checked], main input[type=text][value]:not([value=''])")


def test_adding_another_person_keeps_the_first_and_brings_one_more_row(asked):
    asked.press("Add another person", **NAN)

    assert asked.path == "/ask/people"
    assert len(asked.page.select(".person")) == 2
    assert asked.page.select_one("#answer-people-1-who")["value"] == "Nan"
    assert asked.page.select_one("[name='people.1.close'][checked]")["value"] == "near"


def test_there_is_room_for_eight_people_and_then_no_button_for_more(asked):
    for number in range(1, 8):
        named = {f"people.{one}.who": f"Friend {one}" for one in range(1, number + 1)}
        asked.press("Add another person", **named)

    assert len(asked.page.select(".person")) == 8
    assert "Add another person" not in asked.text
    assert asked.press("Next", **named, **{"people.8.who": "Nan"}).path == "/ask/good"
    assert len(asked.open("/check").page.select(".rings tbody tr")) == 8


def test_every_row_is_a_group_whose_questions_are_groups_too(asked):
    legends = [legend.get_text(" ", strip=True) for legend in asked.page.select("main legend")]

    assert legends == [
        "Who are the people in your life?", "Person 1", "How close are you?",
        "How much do you want to see them?",
    ]  # fmt: skip


def test_it_is_read_back_as_rings_with_a_table_that_says_it_in_words(asked):
    asked.press("Next", **NAN, **{"people.words": "She sings."})

    asked.open("/check")

    drawing = asked.page.select_one("svg[role=img]")
    assert drawing["aria-label"] == "Three rings around you. The table says who is in which."
    cells = [cell.get_text(" ", strip=True) for cell in asked.page.select(".rings tbody > tr > *")]
    assert cells == ["1. Nan", "Very close", "See them more"]
    assert "She sings." in asked.text


def test_somebody_without_a_name_is_kept_as_someone(asked):
    asked.press("Next", **{"people.1.close": "far"})

    assert "1. Someone" in " ".join(asked.open("/check").text.split())


def test_a_name_that_is_too_long_comes_back_with_everything_typed(asked):
    asked.press("Next", **(NAN | {"people.1.who": "N" * 61}))

    assert "A name has room for 60 letters." in asked.mistakes[0]
    assert asked.page.select_one("#answer-people-1-who")["value"] == "N" * 61


def test_a_page_with_people_that_waited_too_long_is_still_kept(asked, clock):
    clock.shift(60 * 25)
    asked.press("Next", **NAN)
    assert "What you wrote is kept." in asked.text

    asked.comes_in().says_who().picks(("cat", "moon", "kite"))

    assert "Nan" in asked.open("/check").text


def test_the_officer_sees_the_rings_and_the_child_sees_them_again(asked):
    asked.press("Next", **NAN)
    asked.open("/check").press("Send")
    reads(asked.road)

    assert asked.open("/what-happened").page.select(".rings__dot")


def test_missing_the_people_is_one_tap(asked):
    asked.misses_one()

    assert asked.path == "/ask/good"
    assert "You missed this one. That is OK." in asked.open("/check").text
