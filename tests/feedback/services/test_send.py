"""What a child presses Send on is sent once, kept twice, and only then acknowledged."""

import json
from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
from sqlalchemy import select

from feedback.errors import FormClosed, JournalUnwritable, NothingToSend, VisitOver
from feedback.questionnaire import Version
from feedback.services import gate, send
from feedback.services.replay import replay
from feedback.store.journal import Journal
from feedback.store.models import (
    Ask,
    ChildCopy,
    ChildSession,
    Concern,
    ConcernKind,
    Draft,
    DraftAnswer,
    Letter,
    SentViews,
)
from feedback.store.sealing import Place
from tests.road import NOW

WORDS = "I miss my sister. حبيبي"


def test_what_is_sent_can_be_opened_by_the_service_byte_for_byte(invited):
    visit = invited.settles_in()
    invited.says(visit, home=["happy", "sad"], worries=WORDS)

    invited.sends(visit)

    (views,) = invited.rows(SentViews)
    plain = invited.keys.open(views.answers, Place("views", "answers", views.id))
    assert json.loads(plain) == {"home": ["happy", "sad"], "worries": [WORDS]}
    assert views.real
    assert not views.without_pictures


def test_no_word_of_it_lies_in_the_database_or_the_journal_unsealed(invited):
    visit = invited.settles_in()
    invited.says(visit, worries=WORDS, wishes=["A dog"])

    invited.sends(visit)

    kept = [row.answers for model in (SentViews, ChildCopy) for row in invited.rows(model)]
    kept += [row.words for row in invited.rows(Ask)]
    kept += [path.read_bytes() for path in invited.journal.folder.iterdir()]
    assert len(kept) == 4
    assert not any(b"sister" in each or b"A dog" in each for each in kept)


def test_sending_twice_gives_the_same_receipt_and_one_submission(invited):
    visit = invited.settles_in()
    invited.says(visit, worries=WORDS)

    first = invited.sends(visit)
    again = invited.sends(visit, now=NOW + timedelta(minutes=5))

    assert again == first
    assert len(invited.rows(SentViews)) == 1
    assert len(list(invited.journal.lines())) == 1


def test_many_presses_at_the_same_moment_are_one_submission_and_one_receipt(invited):
    visit = invited.settles_in()
    invited.says(visit, worries=WORDS)
    receipts = []

    presses = [Thread(target=lambda: receipts.append(invited.sends(visit))) for _ in range(20)]
    for press in presses:
        press.start()
    for press in presses:
        press.join()

    assert len(receipts) == len(presses)
    assert len(set(receipts)) == 1
    assert len(invited.rows(SentViews)) == 1


def test_a_receipt_says_nothing_but_can_be_read_out_on_the_phone(invited):
    visit = invited.settles_in()

    receipt = invited.sends(visit)

    letters = receipt.code.replace("-", "")
    assert len(letters) == 10
    assert letters.isalnum()
    assert letters == letters.upper()


def test_the_draft_is_gone_and_the_qr_is_spent_once_it_is_sent(invited):
    visit = invited.settles_in()
    invited.says(visit, worries=WORDS)

    invited.sends(visit)

    assert not invited.rows(Draft)
    assert not invited.rows(DraftAnswer)
    assert invited.letter().qr_wrapped is None


def test_a_form_sent_blank_is_sent_and_is_not_a_view(invited):
    visit = invited.settles_in()

    invited.sends(visit)

    (views,) = invited.rows(SentViews)
    assert not views.real
    assert views.intends is None


def test_only_what_lies_on_the_childs_own_way_is_sent(invited):
    visit = invited.settles_in()
    invited.says(visit, go="yes", join="speak")
    invited.says(visit, go="no", send="use-this")

    invited.sends(visit)

    (views,) = invited.rows(SentViews)
    plain = invited.keys.open(views.answers, Place("views", "answers", views.id))
    assert json.loads(plain) == {"go": ["no"], "send": ["use-this"]}
    assert views.intends == "stay-use-this"


def test_each_thing_asked_for_becomes_an_ask_that_can_be_answered(invited):
    visit = invited.settles_in()
    invited.says(visit, wishes=["See my sister", "A bigger window"])

    invited.sends(visit)

    asks = sorted(invited.rows(Ask), key=lambda ask: ask.place)
    words = [invited.keys.open(ask.words, Place("ask", "words", ask.id)) for ask in asks]
    assert words == [b"See my sister", b"A bigger window"]


@pytest.mark.parametrize("answer", ["no", "not-always"])
def test_a_child_who_does_not_feel_safe_is_on_the_duty_list_at_send(invited, answer):
    visit = invited.settles_in()
    invited.says(visit, safe=answer)
    assert not invited.rows(Concern)

    invited.sends(visit)

    (concern,) = invited.rows(Concern)
    assert concern.kind is ConcernKind.NOT_SAFE
    assert concern.letter_id == invited.letter_id


@pytest.mark.parametrize("answer", ["yes", "not-saying"])
def test_a_child_who_feels_safe_or_is_not_saying_raises_nothing(invited, answer):
    visit = invited.settles_in()
    invited.says(visit, safe=answer)

    invited.sends(visit)

    assert not invited.rows(Concern)


def test_wanting_to_talk_is_a_plain_code_and_wanting_an_advocate_reaches_duty_too(invited):
    visit = invited.settles_in()
    invited.says(visit, talk=["iro", "advocate"])

    invited.sends(visit, may_quote=True)

    (views,) = invited.rows(SentViews)
    assert (views.wants_talk, views.wants_advocate, views.may_quote) == (True, True, True)
    assert [concern.kind for concern in invited.rows(Concern)] == [ConcernKind.ADVOCATE]


def test_a_child_who_sent_without_the_pictures_is_heard_and_the_officer_is_told(invited):
    visit = invited.comes_in()
    invited.says(visit, worries=WORDS)

    invited.sends(visit)

    (views,) = invited.rows(SentViews)
    assert views.without_pictures


def test_when_the_journal_cannot_be_written_nothing_is_sent_and_nothing_is_lost(invited):
    visit = invited.settles_in()
    invited.says(visit, worries=WORDS)
    invited.journal.folder.write_bytes(b"a file where the folder should be")

    with pytest.raises(JournalUnwritable):
        invited.sends(visit)

    assert not invited.rows(SentViews)
    with invited.form(visit) as form:
        assert form.answers() == {"worries": (WORDS,)}


@pytest.mark.parametrize("written_before_the_cut", [True, False])
def test_a_power_cut_just_before_the_commit_loses_nothing_and_doubles_nothing(
    invited, monkeypatch, written_before_the_cut
):
    visit = invited.settles_in()
    invited.says(visit, worries=WORDS)
    append = Journal.append

    def append_and_die(journal, line, *, day):
        if written_before_the_cut:
            append(journal, line, day=day)
        raise KeyboardInterrupt

    monkeypatch.setattr(Journal, "append", append_and_die)
    with pytest.raises(KeyboardInterrupt):
        invited.sends(visit)
    assert not invited.rows(SentViews)
    monkeypatch.setattr(Journal, "append", append)

    receipt = invited.sends(visit)

    (views,) = invited.rows(SentViews)
    assert views.receipt == receipt.code
    assert replay(invited.store, invited.journal).added == 0


def test_nothing_is_sent_once_the_review_has_begun(invited):
    visit = invited.settles_in()
    invited.says(visit, worries=WORDS)
    begun = datetime(2026, 3, 20, 10, tzinfo=UTC)
    with invited.store.begin() as transaction:
        row = transaction.get_one(ChildSession, visit.id)
        row.seen_at = begun

    with pytest.raises(FormClosed):
        invited.sends(visit, now=begun)


def test_nothing_is_sent_in_a_visit_that_has_ended(invited):
    visit = invited.settles_in()

    with pytest.raises(VisitOver):
        invited.sends(visit, now=NOW + timedelta(minutes=20))


def test_a_form_that_was_never_begun_cannot_be_sent(invited):
    visit = invited.comes_in()

    with pytest.raises(NothingToSend):
        invited.sends(visit)


def test_what_a_letter_has_sent_is_known_by_its_receipt(invited):
    visit = invited.settles_in()
    with invited.store.look() as transaction:
        letter = transaction.scalars(select(Letter)).one()
        assert send.receipt_of(transaction, letter) is None

    receipt = invited.sends(visit)

    with invited.store.look() as transaction:
        letter = transaction.scalars(select(Letter)).one()
        assert send.receipt_of(transaction, letter) == receipt


def test_a_receipt_knows_whether_pictures_were_chosen_before_it_was_sent(invited):
    assert invited.sends(invited.settles_in()).guarded


def test_pictures_chosen_since_guard_nothing_that_was_sent_before(invited):
    careless = invited.comes_in()
    invited.says(careless, wishes=["See my sister"])
    sent = invited.sends(careless)
    with invited.open(invited.comes_in()) as (transaction, opened):
        gate.choose(transaction, opened, ("cat", "cat", "cat"), keys=invited.keys)

    with invited.store.look() as transaction:
        found = send.receipt_of(transaction, transaction.scalars(select(Letter)).one())

    assert found == sent
    assert not found.guarded


def test_an_adults_watching_is_sent_and_is_never_the_childs_view(mia):
    mia.invited(version=Version.WATCHING)
    visit = mia.settles_in()
    mia.says(visit, content="She hums when she is happy.")

    mia.sends(visit)

    (views,) = mia.rows(SentViews)
    assert views.questionnaire == "watching.watching"
    assert not views.real
