"""A word nobody knows, typed into fields by everybody; ``make canary`` types into all of them."""

import pytest

from tests.tools.canary.__main__ import typed_everywhere

PAGES, TAKEN = 13, 6
COSTLY = ("/staff/languages", "/staff/releases")


@pytest.fixture(scope="module")
def typed():
    """What came of going through some pages each, and of being careless after that."""
    return typed_everywhere(PAGES, passes_by=COSTLY)


def test_a_word_typed_into_a_field_lies_open_nowhere(typed):
    assert typed.typed > 110
    assert {place: fields for place, fields in typed.found.items() if fields} == {}


def test_each_word_did_arrive_where_it_should_so_that_finding_none_elsewhere_tells(typed):
    taken = (
        typed.arrived["shown again"] | typed.arrived["kept sealed"] | typed.arrived["kept open"]
    )

    assert typed.lost == set()
    assert len(taken) >= TAKEN


def test_a_word_left_on_purpose_in_any_of_these_places_is_found(typed):
    assert typed.missed == ()
