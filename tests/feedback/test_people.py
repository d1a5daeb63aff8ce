"""The people in a child’s life come back exactly as they were said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback import people
from feedback.people import CLOSE, LONGEST_WHO, WISH, People, Person

NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=LONGEST_WHO)
PERSONS = st.builds(Person, NAMES, st.sampled_from(["", *CLOSE]), st.sampled_from(["", *WISH]))
PEOPLE = st.builds(People, st.lists(PERSONS, max_size=8).map(tuple), st.text(max_size=100))
LIMITS = {"most": 8, "longest_words": 4_000}


@given(PEOPLE)
def test_everybody_of_whom_something_was_said_comes_back_to_the_letter(said):
    found = people.read(people.written(said))

    assert found.persons == tuple(one for one in said.persons if not one.is_blank)
    assert found.words == (said.words if said.words.strip() else "")


@given(PEOPLE)
def test_whatever_is_written_fits(said):
    assert people.fits(people.written(said), **LIMITS)


def test_a_name_with_colons_in_it_stays_whole():
    said = People((Person("Mum: the best :)", "near", "more"),))

    assert people.read(people.written(said)) == said


@pytest.mark.parametrize(
    "part",
    ["", "Nan", "near:Nan", "on-top:more:Nan", "near:daily:Nan", "::", "::  ",
     f"near:more:{'a' * 61}", f"+::{'a' * 4_001}", "+:words"],
)  # fmt: skip
def test_what_is_not_a_person_does_not_fit(part):
    assert not people.fits([part], **LIMITS)


def test_there_is_room_for_so_many_people_and_one_text():
    assert people.fits(["near:more:Nan"] * 8, **LIMITS)
    assert not people.fits(["near:more:Nan"] * 9, **LIMITS)
    assert not people.fits(["+::one", "+::two"], **LIMITS)


@pytest.mark.parametrize(
    ("person", "says"),
    [(Person("Nan"), True), (Person("", "far"), True), (Person("", "", "less"), True),
     (Person("", "", "not-sure"), False), (Person(" "), False)],
)  # fmt: skip
def test_not_being_sure_about_nobody_says_nothing(person, says):
    assert person.says_something is says


def test_what_is_not_a_person_is_read_as_nobody():
    assert people.read(["Nan", "near:Nan"]) == People()
