"""People are drawn where the child put them, and the table says the same in words."""

from itertools import combinations
from math import dist

import pytest

from feedback.catalogue import load_catalogue
from feedback.questionnaire import Stage, Version
from portal.rings import MIDDLE, RADII, around

PEOPLE = load_catalogue().find(Stage.CONSULTATION, Version.SHORT).question("people")


@pytest.mark.parametrize("close", range(3))
def test_somebody_stands_in_the_ring_they_were_put_in(close):
    ring = ("near", "middle", "far")[close]

    (seat,) = around(PEOPLE, (f"{ring}:more:Nan",)).seats

    assert dist((seat.x, seat.y), (MIDDLE, MIDDLE)) == pytest.approx(RADII[close], abs=1)
    assert (seat.who, seat.wish, seat.tag) == ("Nan", "See them more", "Nan")


def test_eight_people_in_one_ring_do_not_stand_on_each_other():
    seats = around(PEOPLE, ["near::Somebody"] * 8).seats

    assert min(dist((a.x, a.y), (b.x, b.y)) for a, b in combinations(seats, 2)) > 30
    assert not any(seat.tag for seat in seats)


def test_of_whom_it_was_not_said_how_close_they_stand_in_the_table_alone():
    circle = around(PEOPLE, ("::Nan", "+::I miss her."))

    assert not circle.is_drawn
    assert circle.seats[0].who == "Nan"
    assert circle.words == "I miss her."


def test_a_long_name_is_only_in_the_table():
    assert around(PEOPLE, ("near::Grandmother Elizabeth",)).seats[0].tag == ""
