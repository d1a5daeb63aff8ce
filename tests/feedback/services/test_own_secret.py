"""The words of a letter are told from any other words, at a price that is bounded."""

import pytest

from feedback.services import letter_keys, own_secret


@pytest.fixture
def tells(invited):
    """Say whether the letter’s own secret stands in these texts."""

    def tells(*texts: str) -> bool:
        visit = invited.comes_in()
        with invited.open(visit) as (transaction, opened):
            return own_secret.is_told(
                transaction, opened.letter, texts, keys=invited.keys, locks=invited.locks
            )

    return tells


def test_the_words_of_the_letter_are_known_wherever_they_stand(invited, tells):
    words = " ".join(invited.issued.words)

    assert tells("I like my room.", f"My words are {words}, do they work?")


def test_so_are_the_numbers_beneath_them(invited, tells):
    assert tells(" ".join(invited.issued.numbers))


def test_four_other_words_of_the_list_are_a_childs_to_write(tells):
    assert not tells("kayak doodle runner class")


def test_what_holds_no_four_words_of_the_list_costs_no_try(tells, monkeypatch):
    tried = _watch(monkeypatch)

    assert not tells("The dark", "")
    assert len(tried) == 1, "coming in tries the words once"


def test_a_long_text_of_many_such_words_costs_two_tries_and_no_more(tells, monkeypatch):
    tried = _watch(monkeypatch)

    tells("kayak doodle runner class " * 50)

    assert len(tried) == 1 + own_secret.TRIED


def _watch(monkeypatch) -> list[object]:
    tried, derive = [], letter_keys.derive
    monkeypatch.setattr(
        letter_keys, "derive", lambda *a, **named: tried.append(a) or derive(*a, **named)
    )
    return tried
