"""Who a child is, is taken over sealed, and nobody is ever deleted."""

import json
from datetime import date

from feedback.caseload.verdicts import Verdict
from feedback.participation import Indicator
from feedback.store.models import (
    Child,
    Review,
)
from tests.feedback.caseload.caseloads import HEADER_ROW, folder
from tests.feedback.services.imports import (
    BASE,
    HELD,
    NAMES,
    PLANNED,
    confirm,
    digest,
    every,
    one,
    opened,
    take_in,
)


def test_who_a_child_is_lies_sealed_in_its_own_place(store, keys):
    take_in(store, keys, folder(**BASE, children=[NAMES]))

    child = one(store, Child)
    assert child.number == "0042"
    assert opened(keys, "child", child, "born") == "2010-05-10"
    assert json.loads(opened(keys, "child", child, "header")) == HEADER_ROW.split(",")
    assert json.loads(opened(keys, "child", child, "named")) == {
        "first": "Ada",
        "last": "King",
        "known_as": "Ad",
        "school": "Hill School",
        "carers": ["Ann", "Bo"],
        "siblings": ["Cy"],
    }
    assert (child.language, child.interpreter, child.easier) == ("pl", True, False)
    assert (child.at_a_distance, child.unaccompanied) == (True, False)


def test_an_unaccompanied_child_is_marked(store, keys):
    take_in(store, keys, folder(**BASE, uasc=["0042,1,10/05/2010,"]))

    assert one(store, Child).unaccompanied


def test_a_changed_birth_is_taken_over_with_the_ages_it_gives(store, keys):
    take_in(store, keys, folder(**BASE, reviews=[HELD]))

    other = {"header": [HEADER_ROW.replace("10/05", "01/03")], "reviews": []}
    take_in(store, keys, folder(**other))

    child = one(store, Child)
    assert opened(keys, "child", child, "born") == "2010-03-01"
    assert one(store, Review).age == 16


def test_a_changed_birth_is_doubted_once_a_code_rests_on_it(store, keys):
    take_in(store, keys, folder(**BASE, reviews=[HELD]))
    confirm(store, Indicator.PN1)
    before = digest(store)

    imported = take_in(store, keys, folder(header=[HEADER_ROW.replace("10/05", "01/03")]))

    assert [found.reason.key for found in imported.findings] == ["confirmed"]
    assert digest(store) == before


def test_a_child_no_longer_in_the_file_is_listed_and_never_deleted(store, keys):
    take_in(store, keys, folder(**BASE, reviews=[HELD]))

    imported = take_in(store, keys, folder(header=["7,2,01/01/2015,,,,"]))

    gone = [found for found in imported.findings if found.verdict is Verdict.LISTED]
    assert [(found.field, found.line) for found in gone] == [("0042", None)]
    assert imported.summary["no_longer_in_the_file"] == 1
    there = {child.number: child.in_last_import for child in every(store, Child)}
    assert there == {"0042": False, "7": True}
    assert one(store, Review).day == date(2026, 3, 1)


def test_a_child_who_is_back_in_the_file_is_no_longer_listed(store, keys):
    take_in(store, keys, folder(**BASE))
    take_in(store, keys, folder(header=["7,2,01/01/2015,,,,"]))

    take_in(store, keys, folder(header=[HEADER_ROW]))

    there = {child.number: child.in_last_import for child in every(store, Child)}
    assert there == {"0042": True, "7": False}


def test_a_folder_without_a_header_file_lists_nobody(store, keys):
    take_in(store, keys, folder(**BASE))

    imported = take_in(store, keys, folder(planned=[PLANNED]))

    assert imported.summary["no_longer_in_the_file"] == 0
    assert one(store, Child).in_last_import


def test_a_child_typed_in_without_a_birth_is_not_known_to_the_folder(store, keys):
    with store.begin() as transaction:
        transaction.add(Child(number="0042"))

    imported = take_in(store, keys, folder(planned=[PLANNED]))

    assert [found.reason.key for found in imported.findings] == ["unknown-child"]


def test_a_header_row_gives_a_birth_to_a_child_typed_in_without_one(store, keys):
    with store.begin() as transaction:
        transaction.add(Child(number="0042"))

    take_in(store, keys, folder(header=[HEADER_ROW]))

    assert opened(keys, "child", one(store, Child), "born") == "2010-05-10"
