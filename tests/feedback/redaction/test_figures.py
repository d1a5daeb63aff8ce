"""The figures we hold ourselves to, on comments the rules were not made with."""

import json

import pytest

from tests.tools.redaction.__main__ import lines
from tests.tools.redaction.measuring import _FOLDER, HALVES, measure


@pytest.fixture(scope="module")
def halves():
    return {half: measure(half) for half in HALVES}


def test_the_set_is_as_large_as_we_say(halves):
    assert sum(half.comments for half in halves.values()) >= 500
    assert sum(half.planted for half in halves.values()) >= 1_500
    assert halves["hold-out"].planted > halves["tuning"].planted


@pytest.mark.parametrize("half", HALVES)
def test_what_identifies_directly_is_masked(half, halves):
    assert halves[half].share_masked >= 0.995


@pytest.mark.parametrize("half", HALVES)
def test_nothing_that_identifies_is_both_unmasked_and_unflagged(half, halves):
    assert halves[half].missed == 0


@pytest.mark.parametrize("half", HALVES)
def test_at_most_one_other_word_in_ten_is_masked(half, halves):
    assert halves[half].share_of_others <= 0.10


def test_the_figures_are_printed_with_what_was_promised(halves):
    printed = lines(halves["hold-out"])

    assert any("(at least 99.50%)" in line for line in printed)
    assert any(line.startswith("postcode") for line in printed)


@pytest.mark.parametrize("half", HALVES)
def test_every_planted_identifier_lies_within_its_comment(half):
    for line in (_FOLDER / f"{half}.jsonl").read_text("utf-8").splitlines():
        comment = json.loads(line)
        assert all(
            0 <= span["start"] < span["end"] <= len(comment["text"]) for span in comment["spans"]
        )
