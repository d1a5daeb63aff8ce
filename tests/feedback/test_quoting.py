import pytest

from feedback.periods import Period
from feedback.quoting import enough, tells_too_much


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


@pytest.mark.parametrize(
    "text",
    [
        "I’m 9 and the only girl in my foster home",
        "as a boy aged 14 in a children’s home nobody asks",
        "I am 16, a girl, and in semi-independent",
        "a 12 year old boy with new carers",
    ],
)
def test_age_gender_and_placement_are_never_said_together(text):
    assert tells_too_much(text)


@pytest.mark.parametrize(
    "text",
    [
        "I’m 9 and in a foster home",
        "the only girl in my foster home",
        "I am 10 minutes late, said the girl to her carer",
        "I’m 9 and a girl",
    ],
)
def test_two_of_the_three_may_be_said(text):
    assert not tells_too_much(text)
