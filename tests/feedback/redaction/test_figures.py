"""The figures we hold ourselves to, on comments the rules were not made with."""

import json

import pytest

from tests.tools.redaction import __main__ as command
from tests.tools.redaction.__main__ import lines, main
from tests.tools.redaction.measuring import (
    _FOLDER,
    HALVES,
    Measured,
    broken,
    masks_everything,
    masks_nothing,
    measure,
)


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


def test_each_broken_promise_is_said_and_a_held_one_is_not(halves):
    sound = {"planted": 1_000, "others": 100}

    assert broken(halves["hold-out"]) == []
    assert broken(Measured(**sound, amber=6)) == ["fewer than 99.5% masked"]
    assert broken(Measured(**sound, missed=1)) == ["some neither masked nor amber"]
    assert broken(Measured(**sound, others_masked=11)) == ["more than 10% of other words masked"]


def test_the_command_fails_where_a_promise_is_broken_or_a_control_is_not(monkeypatch, capsys):
    told = {"hold-out": Measured(planted=10, others=10, missed=1)}
    sound = Measured(planted=10, others=10)
    monkeypatch.setattr(command, "measure", lambda half, *_mask: told.get(half, sound))

    assert main() == 1

    printed = capsys.readouterr().out
    assert "hold-out: some neither masked nor amber" in printed
    assert "masks_nothing was not found" in printed


@pytest.mark.parametrize("mask", [masks_nothing, masks_everything])
def test_what_masks_nothing_or_everything_is_found(mask):
    assert broken(measure("tuning", mask))
