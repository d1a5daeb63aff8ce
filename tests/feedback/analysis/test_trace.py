from feedback.analysis.trace import trace

ASKS = {"done": 60, "not-done": 20, "still-asking": 10, "unanswered": 10}


def test_an_ask_changed_something_when_it_was_done_and_all_asks_are_the_base():
    found = trace(ASKS)

    assert (found.asked, found.changed.whole, found.answered.whole) == (
        100,
        60,
        90,
    )


def test_an_ask_nobody_answered_has_changed_nothing():
    assert trace({**ASKS, "unanswered": 110}).changed.whole == 30


def test_nothing_is_followed_where_a_number_is_withheld():
    assert trace({**ASKS, "done": None}) is None
    assert trace({}) is None
