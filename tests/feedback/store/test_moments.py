"""A moment without a zone is nobody’s hour, and is refused."""

from datetime import datetime

import pytest
from sqlalchemy.dialects import sqlite

from feedback.store.models.base import Moment


def test_a_moment_without_its_zone_is_refused():
    with pytest.raises(ValueError, match="a moment needs a zone"):
        Moment().process_bind_param(datetime(2026, 3, 3, 14, 30), sqlite.dialect())  # noqa: DTZ001
