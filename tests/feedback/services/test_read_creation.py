"""Who sees a drawing and hears a voice, what the log knows of it, and writing a voice down."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from sqlalchemy import select, text

from feedback.creations import Making
from feedback.due_dates import Clocks
from feedback.errors import AuditUnwritable, CreationUnknown, NotYours, TranscriptUnsound
from feedback.services.openings import WROTE_DOWN
from feedback.services.read_creation import open_creation, open_unread_creation, write_down
from feedback.services.read_views import Reader, open_views
from feedback.store import audit
from feedback.store.models import AuditRow, SentCreation, SentViews, Staff
from tests.made import DRAWN, SPOKEN
from tests.road import NOW

DAY_AFTER = datetime(2026, 3, 5, 9, tzinfo=UTC)
CLOCKS = Clocks()


@pytest.fixture
def sent(invited):
    visit = invited.settles_in()
    invited.makes(visit, "worries", DRAWN, SPOKEN)
    invited.sends(visit)
    return invited


def ids_of(road) -> dict[Making, object]:
    (views,) = road.rows(SentViews)
    reading = open_views(road.store, road.reader, views.id, now=NOW)
    return {one.making: one.id for said in reading.said for one in said.made}


def somebody(road, name="Sam Second") -> Reader:
    with road.store.begin() as transaction:
        person = Staff(name=name)
        transaction.add(person)
        transaction.flush()
        return Reader(person.id, road.keys, road.catalogue)


def acts(road) -> list[tuple[str, str, object]]:
    return [(row.act, row.role, row.subject_id) for row in road.rows(AuditRow)]


def voice_in(road):
    (views,) = road.rows(SentViews)
    reading = open_views(road.store, road.reader, views.id, now=DAY_AFTER)
    return next(one for said in reading.said for one in said.made if one.making is Making.VOICE)


def test_the_officer_hears_the_voice_and_sees_the_drawing_as_they_were_made(sent):
    ids = ids_of(sent)

    assert open_creation(sent.store, sent.reader, ids[Making.VOICE], now=NOW) == SPOKEN
    assert open_creation(sent.store, sent.reader, ids[Making.DRAWING], now=NOW) == DRAWN


def test_each_opening_is_in_the_log(sent):
    ids = ids_of(sent)

    open_creation(sent.store, sent.reader, ids[Making.VOICE], now=NOW)

    assert acts(sent)[-1] == ("opened-creation", "officer", ids[Making.VOICE])


def test_nothing_is_opened_when_that_cannot_be_written_down(sent):
    ids = ids_of(sent)
    with sent.store.begin() as transaction:
        transaction.execute(text("DROP TABLE audit"))

    with pytest.raises(AuditUnwritable):
        open_creation(sent.store, sent.reader, ids[Making.VOICE], now=NOW)


def test_another_officer_hears_nothing_and_writes_nothing_down(sent):
    ids, other = ids_of(sent), somebody(sent)

    with pytest.raises(NotYours):
        open_creation(sent.store, other, ids[Making.VOICE], now=NOW)
    with pytest.raises(NotYours):
        write_down(sent.store, other, (ids[Making.VOICE], "The stairs"), now=NOW)


def test_what_is_not_there_is_not_found(sent):
    with pytest.raises(CreationUnknown):
        open_creation(sent.store, sent.reader, uuid4(), now=NOW)


def test_duty_hears_what_nobody_opened_in_time_and_not_before(sent):
    duty = somebody(sent)
    voice = max(sent.rows(SentCreation), key=lambda row: len(row.content)).id

    with pytest.raises(NotYours):
        open_unread_creation(sent.store, duty, voice, clocks=CLOCKS, now=NOW)

    heard = open_unread_creation(sent.store, duty, voice, clocks=CLOCKS, now=DAY_AFTER)
    assert heard == SPOKEN
    assert acts(sent)[-1] == ("opened-creation", "safeguarding", voice)


def test_duty_hears_nothing_once_the_officer_has_read(sent):
    duty, ids = somebody(sent), ids_of(sent)

    with pytest.raises(NotYours):
        open_unread_creation(sent.store, duty, ids[Making.VOICE], clocks=CLOCKS, now=DAY_AFTER)


def test_what_a_voice_says_is_written_down_beside_it_with_who_and_when(sent):
    ids = ids_of(sent)

    write_down(sent.store, sent.reader, (ids[Making.VOICE], " The stairs are dark. "), now=NOW)

    transcript = voice_in(sent).transcript
    assert (transcript.words, transcript.by) == ("The stairs are dark.", "Robin Reviewer")
    assert transcript.at == NOW
    assert ("wrote-down-voice", "officer", ids[Making.VOICE]) in acts(sent)
    assert open_creation(sent.store, sent.reader, ids[Making.VOICE], now=NOW) == SPOKEN


def test_what_was_written_down_is_sealed(sent):
    ids = ids_of(sent)

    write_down(sent.store, sent.reader, (ids[Making.VOICE], "The stairs are dark."), now=NOW)

    (row,) = [row for row in sent.rows(SentCreation) if row.transcript]
    assert b"stairs" not in row.transcript


@pytest.mark.parametrize("words", ["", "  \n ", "x" * 4_001])
def test_nothing_or_too_much_is_not_written_down(sent, words):
    ids = ids_of(sent)

    with pytest.raises(TranscriptUnsound):
        write_down(sent.store, sent.reader, (ids[Making.VOICE], words), now=NOW)


def test_a_drawing_says_nothing_aloud(sent):
    ids = ids_of(sent)

    with pytest.raises(TranscriptUnsound, match="aloud"):
        write_down(sent.store, sent.reader, (ids[Making.DRAWING], "A house"), now=NOW)


def test_the_log_stays_whole(sent, keys):
    ids = ids_of(sent)
    write_down(sent.store, sent.reader, (ids[Making.VOICE], "The stairs"), now=NOW)

    with sent.store.look() as transaction:
        assert audit.first_broken(transaction, keys=keys) is None
        assert transaction.scalars(select(AuditRow.act).where(AuditRow.act == WROTE_DOWN)).all()
