"""Tests here come in by the front door."""

from tests.certificates import *  # noqa: F403  as above
from tests.front_door import *  # noqa: F403  fixtures are found by name
