"""What a child says afterwards is private: used is noted, and the sheet leads back to nobody."""

import hmac
import json
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from threading import Thread
from uuid import UUID

import pytest

from feedback.errors import (
    AlreadySent,
    FormClosed,
    JournalUnwritable,
    NothingToSend,
    VisitOver,
    WeekKeyMissing,
)
from feedback.questionnaire import Stage
from feedback.services import evaluate
from feedback.services.evaluate import link_place, send_evaluation
from feedback.services.replay import replay
from feedback.store.journal import Book, Journal
from feedback.store.models import (
    Draft,
    FilledBy,
    Helper,
    Letter,
    SentViews,
    Tray,
    TrayKey,
    WeekKey,
)
from feedback.store.sealing import Place, PrivateKey

AFTER = datetime(2026, 4, 1, 12, tzinfo=UTC)
STAGE = Stage.EVALUATION


@pytest.fixture
def afterwards(invited):
    """The same child, once her review is over and its decisions are out."""
    with invited.store.begin() as transaction:
        letter = transaction.get_one(Letter, invited.letter_id)
        letter.evaluation_from, letter.evaluation_until = date(2026, 3, 27), date(2026, 4, 27)
        letter.indicator_group, letter.went = "PN5-6", False
    invited.week_key(now=AFTER)
    return invited


def sends(road, visit, *, now=AFTER, may_quote=False):
    send_evaluation(road.store, visit, may_quote=may_quote, post=road.post, now=now)


def filled_in(road, **answers):
    visit = road.settles_in(now=AFTER, stage=STAGE)
    road.says(visit, now=AFTER, stage=STAGE, **answers)
    return visit


def sheet(road):
    (row,) = road.rows(Tray)
    return json.loads(road.keys.open(row.sheet, Place("tray", "sheet", row.key)))


def test_the_sheet_holds_the_codes_the_words_and_nothing_that_names_a_child(afterwards):
    visit = filled_in(afterwards, voice="yes", audience="bit", more="My officer listened.")

    sends(afterwards, visit, may_quote=True)

    kept = sheet(afterwards)
    assert UUID(kept.pop("id"))
    assert kept == {
        "quarter": "2025-26Q4",
        "instrument": "evaluation.short",
        "edition": 1,
        "version": "short",
        "english": True,
        "helped": False,
        "screen": True,
        "indicator_group": "PN5-6",
        "coded": {"voice": ["yes"], "audience": ["bit"], "went": ["no"]},
        "words": {"more": ["My officer listened."]},
        "may_quote": True,
    }


def test_helped_and_another_language_are_all_that_is_said_of_how(afterwards):
    visit = filled_in(afterwards, voice="yes")
    with afterwards.form(visit, now=AFTER, stage=STAGE) as form:
        form.read_in("ti", "d" * 64)
        form.who(FilledBy.WITH_HELP, Helper.CARER, now=AFTER)

    sends(afterwards, visit)

    assert (sheet(afterwards)["helped"], sheet(afterwards)["english"]) == (True, False)


def test_the_letter_notes_that_it_was_used_and_the_draft_is_gone(afterwards):
    visit = filled_in(afterwards, voice="yes")

    sends(afterwards, visit)

    assert afterwards.letter().evaluation_used
    assert not afterwards.rows(Draft)
    assert not afterwards.rows(SentViews)


@pytest.mark.parametrize("words", ["", "x", "x" * 900])
def test_sheets_short_and_long_look_the_same_from_outside(afterwards, words):
    visit = filled_in(afterwards, voice="yes", more=words)

    sends(afterwards, visit)

    (row,) = afterwards.rows(Tray)
    envelope = len(afterwards.keys.seal(b"", Place("tray", "sheet", row.key)))
    assert len(row.sheet) == envelope + evaluate.SHEET_STEP
    assert len(row.link) == envelope + 32


def test_the_link_opens_with_the_weeks_key_alone_and_names_letter_and_sheet(afterwards):
    visit = filled_in(afterwards, voice="yes")
    sends(afterwards, visit)
    (row,) = afterwards.rows(Tray)
    week = afterwards.rows(WeekKey)[0].week
    private = PrivateKey((afterwards.weeks / f"{week}.key").read_bytes())

    link = private.open(row.link, link_place(week))

    assert UUID(bytes=link[16:]) == afterwards.letter_id
    assert UUID(bytes=link[:16]) == UUID(sheet(afterwards)["id"])


def test_the_journal_holds_the_same_sealed_bytes_and_no_letter(afterwards):
    visit = filled_in(afterwards, voice="yes", more="My officer listened.")

    sends(afterwards, visit)

    (line,) = afterwards.journal.lines()
    (row,) = afterwards.rows(Tray)
    assert line.book is Book.TRAY
    assert line.key == row.key
    assert [(kept.sheet, kept.link) for kept in line.rows] == [(row.sheet, row.link)]
    (path,) = afterwards.journal.folder.iterdir()
    assert str(afterwards.letter_id) not in path.read_text()


def test_an_evaluation_is_sent_once(afterwards):
    visit = filled_in(afterwards, voice="yes")
    sends(afterwards, visit)

    with pytest.raises(AlreadySent):
        sends(afterwards, visit)

    assert len(afterwards.rows(Tray)) == 1


def test_many_presses_at_the_same_moment_lay_one_sheet_into_the_tray(afterwards):
    visit = filled_in(afterwards, voice="yes")
    refused = []

    def press():
        try:
            sends(afterwards, visit)
        except AlreadySent as kindly:
            refused.append(kindly)

    presses = [Thread(target=press) for _ in range(8)]
    for each in presses:
        each.start()
    for each in presses:
        each.join()

    assert len(refused) == len(presses) - 1
    assert len(afterwards.rows(Tray)) == 1
    assert len(list(afterwards.journal.lines())) == 1


def nothing_was_sent(road):
    return not road.rows(Tray) and not road.letter().evaluation_used


def test_when_the_journal_cannot_be_written_nothing_is_sent_and_nothing_is_lost(afterwards):
    visit = filled_in(afterwards, voice="yes")
    afterwards.journal.folder.write_bytes(b"a file where the folder should be")

    with pytest.raises(JournalUnwritable):
        sends(afterwards, visit)

    assert nothing_was_sent(afterwards)
    with afterwards.form(visit, now=AFTER, stage=STAGE) as form:
        assert form.answers() == {"voice": ("yes",)}


def test_without_a_safeguarding_key_nothing_is_taken_in(afterwards):
    visit = filled_in(afterwards, voice="yes")
    with afterwards.store.begin() as transaction:
        transaction.query(WeekKey).delete()

    with pytest.raises(WeekKeyMissing):
        sends(afterwards, visit)

    assert nothing_was_sent(afterwards)


def test_an_evaluation_never_begun_is_not_sent(afterwards):
    visit = afterwards.comes_in(now=AFTER)

    with pytest.raises(NothingToSend):
        sends(afterwards, visit)

    assert nothing_was_sent(afterwards)


def test_an_evaluation_is_not_sent_after_its_last_day(afterwards):
    filled_in(afterwards, voice="yes")
    late = datetime(2026, 4, 28, 12, tzinfo=UTC)
    visit = afterwards.comes_in(now=late)

    with pytest.raises(FormClosed):
        sends(afterwards, visit, now=late)

    assert nothing_was_sent(afterwards)


def test_an_evaluation_is_not_sent_in_a_visit_that_ended(afterwards):
    visit = filled_in(afterwards, voice="yes")

    with pytest.raises(VisitOver):
        sends(afterwards, visit, now=AFTER + timedelta(minutes=20))


def test_a_power_cut_between_journal_and_commit_makes_no_second_sheet_of_one_child(
    afterwards, monkeypatch
):
    visit = filled_in(afterwards, voice="yes", more="My officer listened.")
    append = Journal.append

    def append_and_die(journal, line, *, day):
        append(journal, line, day=day)
        raise KeyboardInterrupt

    monkeypatch.setattr(Journal, "append", append_and_die)
    with pytest.raises(KeyboardInterrupt):
        sends(afterwards, visit)
    monkeypatch.setattr(Journal, "append", append)

    sends(afterwards, visit)

    assert replay(afterwards.store, afterwards.journal).added == 0
    assert len(afterwards.rows(Tray)) == 1
    assert len(list(afterwards.journal.lines())) == 2


@pytest.mark.parametrize("tipped_out", [False, True])
def test_a_draft_out_of_a_backup_is_not_sent_beside_the_sheet_the_journal_gave_back(
    afterwards, tipped_out
):
    visit = filled_in(afterwards, voice="yes", more="My officer listened.")
    with afterwards.form(visit, now=AFTER, stage=STAGE) as form:
        key = evaluate.tray_key(form)
    with afterwards.store.begin() as transaction:
        came_back = Tray(key=key, sheet=b"sealed before", link=b"link")
        transaction.add(TrayKey(key=key) if tipped_out else came_back)

    sends(afterwards, visit)

    assert [row.sheet for row in afterwards.rows(Tray)] == (
        [] if tipped_out else [b"sealed before"]
    )
    assert afterwards.letter().evaluation_used
    assert not afterwards.rows(Draft)


def test_where_a_sheet_lies_cannot_be_worked_out_without_the_words_of_the_letter(afterwards):
    visit = filled_in(afterwards, voice="yes")
    with afterwards.form(visit, now=AFTER, stage=STAGE) as form:
        draft, key = form.draft.id, evaluate.tray_key(form)

    kept = (afterwards.keys.pepper, afterwards.letter().public_key, afterwards.keys.cookies)

    guesses = {UUID(bytes=hmac.new(one, b"tray" + draft.bytes, sha256).digest()[:16], version=4)
               for one in kept}  # fmt: skip
    assert key not in guesses
    assert key.version == 4
