"""What children wrote about is hidden where it would tell of few, or of nearly all."""

from random import Random

import pytest

from feedback.disclosure.protect import protect
from tests.feedback.disclosure.town import KEY, YEAR, coded, edition, sheets


def _protected(coded_sheets, many=90):
    fresh = edition(YEAR, {"sheets": sheets("voice", "yes", many), "coded": coded_sheets})
    done = protect(fresh, [], key=KEY)
    assert done.unproven == ()
    return {cell for table, cell in done.hidden if table == "themes"}


def _written(**themes):
    return [coded(theme.replace("_", "-")) for theme, many in themes.items() for _ in range(many)]


def test_a_theme_few_wrote_about_is_hidden_and_how_many_wrote_is_told():
    hidden = _protected(_written(home=30, school=4, the_officer=20, own=12))

    assert "school" in hidden
    assert "base" not in hidden


def test_nine_of_a_year_are_hidden_and_ten_are_told():
    assert "school" in _protected(_written(home=30, school=9, own=20))
    assert _protected(_written(home=30, school=10, own=20)) == set()


def test_few_who_wrote_about_anything_else_are_no_small_number_either():
    """Of 60 who wrote 57 wrote about home, so three did not, which nobody prints."""
    some = [coded("home", "school") for _ in range(20)]

    assert "home" in _protected([*some, *_written(home=37, own=3)])


def test_few_who_wrote_nothing_are_no_small_number_either():
    written = _written(home=30, school=27)

    assert _protected(written, many=120) == set()
    assert "base" in _protected(written, many=60)


def test_of_fewer_than_ten_who_wrote_nothing_is_told():
    assert {"home", "school", "base"} <= _protected(_written(home=5, school=4))


def test_themes_are_counted_beside_one_another_and_never_added_up():
    """Nine wrote, each about two things: 18 themes are no base of 18."""
    assert {"home", "base"} <= _protected([coded("home", "school") for _ in range(9)])


@pytest.mark.parametrize("seed", range(3))
def test_a_hidden_theme_cannot_be_taken_from_the_others(seed):
    """Each sheet has a theme, so all of them together are no fewer than the sheets."""
    random, names = Random(seed), ("home", "school", "own", "the-officer")
    many = {name: random.choice((4, 7, 14, 25)) for name in names}
    written = [coded(name) for name, number in many.items() for _ in range(number)]

    hidden = _protected(written)

    small = {name for name, number in many.items() if number < 10}
    assert small <= hidden
    assert len(hidden) != 1
