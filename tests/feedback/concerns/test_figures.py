"""How much the list of words finds in texts that were written to find out."""

import pytest

from tests.tools.concerns import HALVES, measure, texts


@pytest.mark.parametrize("half", HALVES)
def test_most_disclosures_and_few_other_answers_ask_to_be_read_first(half):
    measured = measure(half)
    found, disclosures = measured.disclosures
    others, ordinary = measured.others

    assert found / disclosures >= 0.95
    assert others / ordinary <= 0.05


def test_there_are_disclosures_of_every_kind_of_harm_and_many_other_answers():
    written = [kind for half in HALVES for kind, _ in texts(half)]

    assert sum(kind != "ordinary" for kind in written) >= 300
    assert sum(kind == "ordinary" for kind in written) >= 1_000
    assert min(written.count(kind) for kind in set(written)) >= 10


def test_no_text_stands_there_twice():
    said = [text for half in HALVES for _, text in texts(half)]

    assert len(said) == len(set(said))
