import pytest

from feedback.analysis.heard import without_voice
from feedback.participation import Indicator

SEED = {
    Indicator.PN1: 520,
    Indicator.PN2: 61,
    Indicator.PN3: 38,
    Indicator.PN4: 12,
    Indicator.PN5: 212,
    Indicator.PN7: 100,
}


def test_of_the_seed_reports_631_reviews_with_the_child_there_12_were_without_a_voice():
    found = without_voice(SEED)

    assert (found.part, found.base, found.whole) == (12, 631, 2)


@pytest.mark.parametrize("code", [Indicator.PN1, Indicator.PN4])
def test_a_withheld_code_withholds_it(code):
    assert without_voice({**SEED, code: None}) is None
    assert without_voice({one: n for one, n in SEED.items() if one is not code}) is None
