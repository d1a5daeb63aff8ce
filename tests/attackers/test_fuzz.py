"""Some requests that nobody should send; ``make fuzz`` sends many more."""

import pytest

from tests.tools.demo_town import demo_town
from tests.tools.fuzz.running import careless_pages_missed, fuzz

REQUESTS = 1_200


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """A council with letters of every version and staff of every duty."""
    with demo_town(tmp_path_factory.mktemp("fuzz")) as town:
        yield town


def test_whatever_is_asked_no_page_fails_or_tells_and_everything_kept_stays_whole(town):
    found = fuzz(town, REQUESTS, seed=1)

    assert found.lines()[2:] == ["0 answers did not hold, of 0 kinds"]
    assert len(found.met) > 100


def test_a_page_that_fails_or_tells_is_found(town):
    assert careless_pages_missed(town) == []
