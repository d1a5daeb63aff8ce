"""What counts children is found in what people write for all of them; times and money are not."""

import pytest

from feedback.counts_told import counts_told


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("42 of you asked for it, 3 did not get it.", ("42", "3")),
        ("Twenty-one of you asked.", ("Twenty-one",)),
        ("twenty five children", ("twenty five",)),
        ("5 or 6 of you", ("5 or 6",)),
        ("30% of you", ("30", "%")),
        ("30 per cent of you", ("30", "per cent")),
        ("Half of you", ("Half",)),
        ("a third of you, two quarters of us", ("a third", "two", "quarters")),
        ("a couple of children, a dozen forms", ("couple", "dozen")),
        ("both of you", ("both",)),
        ("One of you was sad, only one came.", ("One", "only one")),
        ("One young child was sad.", ("One",)),
        ("1,031 forms", ("1,031",)),
        ("42children", ("42",)),
        ("forty\u00a0two of you", ("forty two",)),
        ("\u0664\u0662 of you", ("42",)),
        ("\uff14\uff12 of you", ("42",)),
        ("\u00b2 of you", ("2",)),
        ("12 year olds asked, and five-year-olds", ("12", "five")),
        ("42 of 60 minutes", ("42",)),
    ],
)
def test_a_number_that_may_count_children_is_found_in_digits_and_in_words(text, found):
    assert counts_told(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "We stop after 30 minutes.",
        "It takes 30 to 40 minutes, or half an hour.",
        "We meet at 4pm, at 4:30 pm or at 5 o’clock.",
        "You wait three or four weeks, or a couple of days.",
        "You get £5 more, and 50p for the bus.",
        "Someone often went to tents. No one knew. We found a new one.",
        "One of us comes. Twenty-one days is too long. One more hour is fine.",
    ],
)
def test_times_money_and_words_that_only_sound_like_numbers_may_stand(text):
    assert counts_told(text) == ()
