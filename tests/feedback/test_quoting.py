import pytest

from feedback.periods import Period
from feedback.quoting import enough


@pytest.mark.parametrize(
    ("period", "sheets", "expected"),
    [
        ("2025-26Q3", 5, False),
        ("2025-26Q3", 6, True),
        ("2025-26", 9, False),
        ("2025-26", 10, True),
    ],
)
def test_nobody_is_quoted_from_a_theme_that_only_a_few_wrote_about(period, sheets, expected):
    assert enough(sheets, Period.named(period)) is expected
