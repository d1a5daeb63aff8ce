"""A child and their officer, for the tests of what the services do."""

from pathlib import Path

import pytest

from feedback.store import Store
from feedback.store.keys import Keys
from tests.feedback.services.backed_up import postgresqls_own_programs
from tests.feedback.services.two_people import agree, closed, people, prepare, send_back
from tests.road import Road

__all__ = ("agree", "closed", "people", "postgresqls_own_programs", "prepare", "send_back")


@pytest.fixture
def mia(store: Store, keys: Keys, tmp_path: Path) -> Road:
    """A child of nine with a review on 20 March 2026, not yet invited."""
    return Road(store, keys, tmp_path)


@pytest.fixture
def invited(mia: Road) -> Road:
    """The same child, with a letter in her hand."""
    mia.invited()
    return mia
