"""An administrator at the pages of the staff, while the clock stands still."""

import pytest
import time_machine

from feedback.store.models import Duty
from tests.people import enrolled, signed_in


@pytest.fixture
def clock(now):
    with time_machine.travel(now, tick=False) as clock:
        yield clock


@pytest.fixture
def kim(app, clock):  # noqa: ARG001  the clock stops first
    return enrolled(app, Duty.ADMINISTRATOR, name="Kim Keeps")


@pytest.fixture
def keeper(app, kim):
    return signed_in(app, kim)
