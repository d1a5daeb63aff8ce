"""Trying numbers at the front door tells nothing: the work and the answer are the same for each.

Counted and compared, and never timed: machines differ, and what is done does not.
"""

import re

import pytest

from feedback.letters.letter_number import make_letter_number
from feedback.letters.secret import Secret
from feedback.services import enter
from tests.asked import asked_of

WRONG = " ".join(Secret(0).words)
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


@pytest.fixture
def tried(app, monkeypatch):
    """Try at a number, and say what was derived, what the database was asked, what came back."""
    derived = []
    derive = enter.letter_keys.derive
    monkeypatch.setattr(
        enter.letter_keys,
        "derive",
        lambda *given, **named: derived.append(named["cost"]) or derive(*given, **named),
    )

    def try_at(path, number, **said):
        browser = app.test_client()
        token = TOKEN.search(browser.get(path).text)[1]
        derived.clear()
        with asked_of(app.extensions["heard.store"].engine) as asked:
            answer = browser.post(path, data={"csrf_token": token, "number": number, **said})
        told = answer.text.replace(TOKEN.search(answer.text)[1], "").replace(number, "")
        work = [" ".join(statement.split()[:3]) for statement in asked]
        return list(derived), work, answer.status_code, told

    return try_at


def nobodys(known):
    """Find the number of no letter."""
    return next(n for n in map(_number, (7, 70)) if n != known)


def _number(place):
    return make_letter_number(lambda _below: place)


def test_wrong_words_at_nobodys_number_are_met_exactly_as_at_a_known_one(tried, invited):
    known = invited.issued.letter.number

    at_a_letter = tried("/", known, words=WRONG)
    at_nobodys = tried("/", nobodys(known), words=WRONG)

    assert len(at_a_letter[0]) == 1
    assert at_a_letter == at_nobodys


def test_a_letter_that_was_ended_is_met_as_any_other_by_whoever_does_not_know_its_words(
    tried, invited
):
    known = invited.issued.letter.number
    before = tried("/", known, words=WRONG)
    with invited.store.begin() as transaction:
        transaction.get_one(
            type(invited.issued.letter), invited.letter_id
        ).revoked_at = invited.issued.letter.issued_at

    assert tried("/", known, words=WRONG) == before


def test_a_made_up_code_opens_as_little_at_a_letter_as_at_nobodys_number(tried, invited):
    known, code = invited.issued.letter.number, "00" * 32

    at_a_letter = tried("/q", known, secret=code)
    at_nobodys = tried("/q", nobodys(known), secret=code)

    assert at_a_letter == at_nobodys
