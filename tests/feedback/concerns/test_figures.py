"""How much the list of words finds in texts that were written to find out, as it is published."""

import pytest

from feedback.concerns import look_first
from feedback.evaluation import wilson
from tests.rules import tree
from tests.tools.concerns import HALVES, ORDINARY, broken, measure, texts
from tests.tools.concerns.__main__ import CONTROLS, main

PUBLISHED = tree.text("docs/concerns.md")


def test_what_is_published_is_what_was_found_in_texts_of_another_hand_however_bad():
    measured = measure("hold-out")
    lines = [
        ("disclosures that ask to be read first", *measured.disclosures),
        ("other answers that do", *measured.others),
    ]
    lines += [
        (kind, measured.found[kind], written)
        for kind, written in measured.written.items()
        if kind != ORDINARY
    ]

    for said, found, of in lines:
        about = wilson(found, of)
        interval = f"{100 * about.low:.1f} to {100 * about.high:.1f}"
        share = f"{100 * found / of:.1f} %"
        assert f"| {said} | {found} | {of} | {share} | {interval} |" in PUBLISHED.replace("**", "")


def test_the_list_still_finds_what_it_was_made_with():
    measured = measure("tuning")
    found, disclosures = measured.disclosures
    others, ordinary = measured.others

    assert found / disclosures >= 0.95
    assert others / ordinary <= 0.05


def test_there_are_disclosures_of_every_kind_of_harm_and_many_other_answers():
    written = [kind for half in HALVES for kind, _ in texts(half)]

    assert sum(kind != ORDINARY for kind in written) >= 300
    assert sum(kind == ORDINARY for kind in written) >= 1_000
    assert min(written.count(kind) for kind in set(written)) >= 20


@pytest.mark.parametrize("half", HALVES)
def test_no_text_stands_there_twice(half):
    said = [text for _, text in texts(half)]

    assert len(said) == len(set(said))


@pytest.mark.parametrize("look", CONTROLS.values(), ids=CONTROLS)
def test_a_list_that_finds_nothing_or_everything_lies_outside_what_is_published(look):
    assert broken(measure("hold-out", look))


def test_the_command_fails_when_its_control_is_not_found(monkeypatch, capsys):
    assert main() == 0
    monkeypatch.setitem(CONTROLS, "finds nothing", look_first)

    assert main() == 1

    assert "a list that finds nothing was not found" in capsys.readouterr().out
