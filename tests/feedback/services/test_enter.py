"""Who has the words comes in; who guesses learns nothing and has to wait."""

from datetime import UTC, datetime, timedelta

import pytest

from feedback.errors import (
    CodeSpent,
    LetterNumberUnsound,
    LetterRevoked,
    LetterShut,
    WaitAWhile,
    WordsNotKnown,
    WordsWrong,
)
from feedback.letters.letter_number import make_letter_number
from feedback.letters.secret import Secret
from feedback.services import enter, reissue
from feedback.services.enter import Knock
from feedback.services.guessing import LETTER_TRIES
from feedback.store.models import (
    ChildSession,
    Concern,
    ConcernKind,
    Cost,
    Door,
    Installation,
    WrongTry,
)
from tests.road import HOME, NOW

WRONG = " ".join(Secret(0).words)
ELSEWHERE = "203.0.113.0/24"


def tries(road, said=None, *, now=NOW, network=HOME):
    knock = road.knocks(said, network=network)
    return enter.try_words(road.store, knock, keys=road.keys, now=now, locks=road.locks)


def is_refused(road, said=WRONG, **more):
    with pytest.raises(WordsWrong):
        tries(road, said, **more)


def test_the_four_words_open_the_letter(invited):
    visit = tries(invited)

    with invited.open(visit) as (_, opened):
        assert opened.letter.id == invited.letter_id
        assert opened.key.public.raw == opened.letter.public_key
        assert opened.door is Door.NEW


def test_the_same_secret_in_figures_opens_it_too(invited):
    visit = tries(invited, " ".join(invited.issued.numbers))

    assert visit.letter_id == invited.letter_id


def test_case_spaces_and_a_slip_that_stays_unique_are_forgiven(invited):
    first, *others = invited.issued.words
    typed = "  ".join([first.upper(), *others]) + "."

    assert tries(invited, typed).letter_id == invited.letter_id


def test_wrong_words_and_a_number_that_is_nobodys_are_refused_in_the_same_words(invited):
    number = make_letter_number(lambda _: 7)
    nobodys = Knock(number, WRONG, HOME)

    with pytest.raises(WordsWrong) as known:
        tries(invited, WRONG)
    with pytest.raises(WordsWrong) as unknown:
        enter.try_words(invited.store, nobodys, keys=invited.keys, now=NOW, locks=invited.locks)

    assert number != invited.issued.letter.number
    assert str(known.value) == str(unknown.value)
    assert len(invited.rows(WrongTry)) == 2


@pytest.mark.parametrize("cost", [Cost.FULL, Cost.CHEAP])
def test_a_number_that_is_nobodys_costs_as_much_as_a_known_one(invited, monkeypatch, cost):
    with invited.store.begin() as transaction:
        transaction.get_one(Installation, 1).made_up = cost is Cost.CHEAP
    derived = []
    derive = enter.letter_keys.derive
    monkeypatch.setattr(
        enter.letter_keys,
        "derive",
        lambda *given, **named: derived.append(named["cost"]) or derive(*given, **named),
    )

    with pytest.raises(WordsWrong):
        enter.try_words(
            invited.store, Knock(make_letter_number(lambda _: 7), WRONG, HOME),
            keys=invited.keys, now=NOW, locks=invited.locks,
        )  # fmt: skip

    assert derived == [cost]


def test_something_mistyped_is_said_at_once_and_is_not_counted_as_a_guess(invited):
    with pytest.raises(WordsNotKnown):
        tries(invited, "qqqq zzzz")
    with pytest.raises(LetterNumberUnsound):
        enter.try_words(
            invited.store, Knock("12", WRONG, HOME),
            keys=invited.keys, now=NOW, locks=invited.locks,
        )  # fmt: skip

    assert not invited.rows(WrongTry)


def test_after_ten_wrong_tries_this_network_waits_a_quarter_of_an_hour_for_this_letter(invited):
    for _ in range(10):
        is_refused(invited)

    with pytest.raises(WaitAWhile) as wait:
        tries(invited)

    assert wait.value.until == NOW + timedelta(minutes=15)


def test_the_right_words_open_after_the_wait_and_from_anywhere_else_at_once(invited):
    for _ in range(10):
        is_refused(invited)

    assert tries(invited, network=ELSEWHERE)
    assert tries(invited, now=NOW + timedelta(minutes=15))


def test_whoever_got_in_starts_counting_afresh(invited):
    for _ in range(9):
        is_refused(invited)
    tries(invited)

    is_refused(invited)

    assert tries(invited)


def test_the_wait_doubles_with_every_further_ten(invited):
    for _ in range(10):
        is_refused(invited)
    later = NOW + timedelta(minutes=15)
    for _ in range(10):
        is_refused(invited, now=later)

    with pytest.raises(WaitAWhile) as wait:
        tries(invited, now=later)

    assert wait.value.until == later + timedelta(minutes=30)


def test_a_network_with_a_hundred_wrong_tries_in_an_hour_waits_for_every_letter(invited):
    with invited.store.begin() as transaction:
        transaction.add_all(
            WrongTry(number=f"{n:06}", network=HOME, at=NOW - timedelta(minutes=n % 60))
            for n in range(100)
        )

    with pytest.raises(WaitAWhile) as wait:
        tries(invited)

    assert wait.value.until == NOW + timedelta(hours=1)
    assert tries(invited, network=ELSEWHERE)


def many_tries(road, count):
    with road.store.begin() as transaction:
        transaction.add_all(
            WrongTry(number=road.issued.letter.number, network=f"10.{n}.0.0/24", at=NOW)
            for n in range(count)
        )


def test_five_hundred_wrong_tries_in_a_day_close_a_letter_until_midnight_and_tell_a_human(invited):
    many_tries(invited, LETTER_TRIES - 1)
    is_refused(invited)

    with pytest.raises(LetterShut) as shut:
        tries(invited, network=ELSEWHERE)

    midnight = datetime(2026, 3, 4, tzinfo=UTC)
    assert shut.value.until == midnight
    assert invited.letter().shut_until == midnight
    assert [concern.kind for concern in invited.rows(Concern)] == [ConcernKind.LETTER_SHUT]


def test_a_letter_that_was_guessed_at_all_day_opens_again_after_midnight(invited):
    many_tries(invited, LETTER_TRIES)

    assert tries(invited, now=datetime(2026, 3, 4, tzinfo=UTC))


def test_a_closed_number_looks_the_same_whether_it_is_anybodys_or_not(invited):
    number = make_letter_number(lambda _: 7)
    with invited.store.begin() as transaction:
        transaction.add_all(
            WrongTry(number=number, network=f"10.{n}.0.0/24", at=NOW) for n in range(LETTER_TRIES)
        )

    with pytest.raises(LetterShut):
        enter.try_words(
            invited.store, Knock(number, WRONG, HOME),
            keys=invited.keys, now=NOW, locks=invited.locks,
        )  # fmt: skip


def test_only_whoever_has_the_right_words_learns_that_a_letter_was_replaced(invited):
    with invited.store.begin() as transaction:
        reissue.revoke(transaction, invited.review_id, now=NOW)

    is_refused(invited)
    with pytest.raises(LetterRevoked):
        tries(invited)

    assert not invited.rows(ChildSession)


def scans(road, *, now=NOW, said=None, number=None):
    knock = Knock(number or road.issued.letter.number, said or road.issued.qr_secret, HOME)
    return enter.by_qr(road.store, knock, now=now)


def test_the_qr_opens_the_letter_again_within_a_day_of_its_first_opening(invited):
    first = scans(invited)
    again = scans(invited, now=NOW + timedelta(hours=23, minutes=59))

    assert first.id != again.id
    assert [session.by_qr for session in invited.rows(ChildSession)] == [True, True]
    with invited.open(first) as (_, opened):
        assert opened.key.public.raw == opened.letter.public_key


def test_a_day_after_its_first_opening_the_qr_is_spent_for_good(invited):
    scans(invited)

    with pytest.raises(CodeSpent):
        scans(invited, now=NOW + timedelta(hours=24))

    assert invited.letter().qr_wrapped is None


def test_the_qr_is_spent_at_send_and_the_words_still_open(invited):
    visit = invited.settles_in()
    invited.sends(visit)

    with pytest.raises(CodeSpent):
        scans(invited)

    assert invited.comes_in()


@pytest.mark.parametrize("said", ["00" * 32, "00", "not a code", "ü" * 64])
def test_a_code_that_is_not_the_letters_is_refused_like_a_spent_one(invited, said):
    with pytest.raises(CodeSpent):
        scans(invited, said=said)


def test_a_code_for_a_number_that_is_nobodys_is_refused_like_a_spent_one(invited):
    with pytest.raises(CodeSpent):
        scans(invited, number=make_letter_number(lambda _: 7))


def test_old_codes_are_spent_without_anyone_scanning_them(invited):
    scans(invited)

    with invited.store.begin() as transaction:
        enter.spend_old_codes(transaction, now=NOW + timedelta(hours=24))

    assert invited.letter().qr_wrapped is None


def test_neither_words_nor_codes_show_when_a_visitor_is_printed(invited):
    knock = invited.knocks()
    visit = invited.comes_in()

    assert invited.issued.words[0] not in repr(knock)
    assert visit.secret.hex() not in repr(visit)
    assert repr(visit.secret) not in repr(visit)
    assert invited.issued.qr_secret not in repr(invited.issued)
