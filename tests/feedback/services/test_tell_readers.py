"""A child is told of everybody who opened what they sent, as what they were, in their order."""

from datetime import date, timedelta

import pytest

from feedback.due_dates import Clocks
from feedback.errors import NotYours
from feedback.services import cards, challenges, outcome_letter, withdraw
from feedback.services.deciding import Hand
from feedback.services.openings import ANOTHER, COVER, DUTY, OFFICER
from feedback.services.read_creation import open_creation, open_unread_creation, write_down
from feedback.services.read_review import open_review
from feedback.services.read_views import Reader, open_unread, open_views
from feedback.services.reads_outside import monday_of, reads_outside
from feedback.services.reissue import reissue
from feedback.store.models import (
    Absence,
    Ask,
    Assignment,
    AuditRow,
    Card,
    Cover,
    Letter,
    Review,
    SentCreation,
    SentViews,
    Staff,
)
from tests import cases
from tests.made import SPOKEN
from tests.road import NOW, Road

WEDNESDAY, THURSDAY, FRIDAY = (NOW + timedelta(days) for days in (1, 2, 3))
ROBIN = "Robin Reviewer"


@pytest.fixture
def sent(invited: Road) -> Road:
    """Mia said her worry aloud and asked for a lock."""
    visit = invited.settles_in()
    invited.makes(visit, "worries", SPOKEN)
    invited.says(visit, wishes=["A lock"])
    invited.sends(visit)
    return invited


def sam(road: Road, *, covers: bool = True, name: str = "Sam Second") -> Reader:
    """Somebody else, who stands in for Robin this week unless told otherwise."""
    with road.store.begin() as transaction:
        person = Staff(name=name)
        transaction.add(person)
        transaction.flush()
        days = {"since": NOW.date(), "until": FRIDAY.date()}
        by = {"set_by": road.officer_id, "set_at": NOW}
        if covers:
            transaction.add(Absence(staff_id=road.officer_id, cover_id=person.id, **days, **by))
        return Reader(person.id, road.keys, road.catalogue)


def first(road: Road) -> SentViews:
    return next(one for one in road.rows(SentViews) if one.follows is None)


def hands_over(road: Road, to: Reader) -> None:
    """From Wednesday on somebody else is Mia’s officer."""
    with road.store.begin() as transaction:
        transaction.query(Assignment).one().until = NOW.date()
        since = {"since": WEDNESDAY.date()}
        transaction.add(Assignment(child_id=road.child_id, staff_id=to.staff_id, **since))


def voice(road: Road) -> SentCreation:
    (found,) = road.rows(SentCreation)
    return found


def adds(road: Road) -> SentViews:
    """One more thing, after Send."""
    with road.store.begin() as transaction:
        letter = transaction.get_one(Letter, road.letter_id)
        more = {"follows": first(road).id, "sent_at": WEDNESDAY}
        views = cases.some_views(transaction, road.keys, letter, {"wishes": ["A dog"]}, **more)
        transaction.expunge(views)
        return views


def told(road: Road, added: str = "") -> list[tuple[str, str, date]]:
    """What stands on the child’s page, of the first form or of what was added."""
    visit = road.comes_back(now=FRIDAY)
    with road.open(visit, now=FRIDAY) as (transaction, opened):
        notes = cards.read_all(transaction, opened).read
    return [(note.who, note.role, note.on) for note in notes if note.added == added]


def listed(road: Road) -> list[tuple[str, str]]:
    """What stands on the week’s list."""
    with road.store.look() as transaction:
        found = reads_outside(transaction, monday_of(NOW.date()))
    return [(one.who, one.role) for one in found]


def reads(road: Road, reader: Reader, now=NOW, views: SentViews | None = None) -> None:
    open_views(road.store, reader, (views or first(road)).id, now=now)


def hand(road: Road, reader: Reader, now=NOW) -> Hand:
    return Hand(reader.staff_id, now, road.desk)


def opens_review(road: Road, reader: Reader, now=NOW) -> None:
    open_review(road.store, reader, road.review_id, by=hand(road, reader, now))


def test_whoever_read_before_something_was_added_is_still_told_after_it_is_read(sent):
    reads(sent, sam(sent))
    added = adds(sent)

    opens_review(sent, sent.reader, THURSDAY)

    assert told(sent) == [
        ("Sam Second", COVER, NOW.date()), (ROBIN, OFFICER, THURSDAY.date())
    ]  # fmt: skip
    assert told(sent, added.id.hex) == [(ROBIN, OFFICER, THURSDAY.date())]


def test_who_read_what_was_added_is_told_apart(sent):
    reads(sent, sent.reader)
    added = adds(sent)
    assert told(sent, added.id.hex) == []

    opens_review(sent, sent.reader, THURSDAY)

    assert told(sent) == [(ROBIN, OFFICER, NOW.date())]
    assert told(sent, added.id.hex) == [(ROBIN, OFFICER, THURSDAY.date())]


def test_whoever_read_only_what_was_added_takes_nobody_off_the_page(sent):
    duty = sam(sent, covers=False, name="Dana Duty")
    open_unread(sent.store, duty, first(sent).id, clocks=Clocks(), now=THURSDAY)
    added = adds(sent)

    reads(sent, sent.reader, FRIDAY, added)

    assert told(sent) == [("Dana Duty", DUTY, THURSDAY.date())]
    assert told(sent, added.id.hex) == [(ROBIN, OFFICER, FRIDAY.date())]


@pytest.mark.parametrize("opens", [reads, opens_review])
def test_whoever_reads_second_is_told_too(sent, opens):
    opens(sent, sent.reader)

    opens(sent, sam(sent), THURSDAY)

    assert told(sent) == [
        (ROBIN, OFFICER, NOW.date()), ("Sam Second", COVER, THURSDAY.date())
    ]  # fmt: skip
    assert first(sent).read_by == sent.officer_id, "the first reading stays the one that counts"


def test_a_new_officer_who_reads_second_is_told_as_their_officer(sent):
    reads(sent, sent.reader)
    new = sam(sent, covers=False)
    hands_over(sent, new)

    opens_review(sent, new, THURSDAY)

    assert [role for _who, role, _on in told(sent)] == [OFFICER, OFFICER]
    assert listed(sent) == []


def test_whoever_became_their_officer_after_they_covered_is_told_as_both(sent):
    person = sam(sent)
    reads(sent, person)
    hands_over(sent, person)

    reads(sent, person, THURSDAY)
    reads(sent, person, FRIDAY)

    assert [(role, on) for _who, role, on in told(sent)] == [
        (COVER, NOW.date()), (OFFICER, THURSDAY.date())
    ]  # fmt: skip


def test_whom_a_child_chose_instead_is_told_as_that(sent):
    person = sam(sent, covers=False)
    with sent.store.begin() as transaction:
        transaction.get_one(SentViews, first(sent).id).not_iro = True
        transaction.add(Cover(since=NOW.date(), staff_id=person.staff_id))

    reads(sent, person)

    assert told(sent) == [("Sam Second", ANOTHER, NOW.date())]
    assert listed(sent) == [("Sam Second", COVER)]


def test_a_new_letter_tells_of_everybody_the_old_one_told_of(sent):
    reads(sent, sam(sent))
    added = adds(sent)
    reads(sent, sent.reader, THURSDAY, added)
    order = sent.order()
    with sent.store.begin() as transaction:
        review = transaction.get_one(Review, sent.review_id)
        sent.issued = reissue(transaction, review, order, desk=sent.desk, now=FRIDAY)
        transaction.flush()
        transaction.refresh(sent.issued.letter)
        transaction.expunge(sent.issued.letter)

    assert [who for who, _role, _on in told(sent)] == ["Sam Second"]
    assert [who for who, _role, _on in told(sent, added.id.hex)] == [ROBIN]


def hears(road: Road, reader: Reader) -> None:
    open_creation(road.store, reader, voice(road).id, now=NOW)


def writes_down(road: Road, reader: Reader) -> None:
    write_down(road.store, reader, (voice(road).id, "The stairs are dark."), now=NOW)


def opens_ask(road: Road, reader: Reader) -> None:
    by = hand(road, reader)
    with road.store.look() as transaction:
        asked = challenges.asked_about(transaction, road.rows(Ask)[0].id, by=by)
    assert challenges.open_asked(road.store, asked, by=by, keys=road.keys) == "A lock"


def opens_letter_after(road: Road, reader: Reader) -> None:
    by = hand(road, reader)
    outcome_letter.leave_to_open(road.store, road.review_id, by=by, keys=road.keys)


ALONE = [hears, writes_down, opens_ask, opens_letter_after]


@pytest.mark.parametrize("opens", ALONE)
def test_whoever_opens_a_part_alone_is_told_and_listed(sent, opens):
    opens(sent, sam(sent))

    assert told(sent) == [("Sam Second", COVER, NOW.date())]
    assert listed(sent) == [("Sam Second", COVER)]
    assert first(sent).read_at is None, "their officer still reads the whole"


@pytest.mark.parametrize("opens", ALONE)
def test_their_own_officer_who_opens_a_part_is_told_and_not_listed(sent, opens):
    opens(sent, sent.reader)

    assert told(sent) == [(ROBIN, OFFICER, NOW.date())]
    assert listed(sent) == []


def test_duty_who_hears_a_voice_alone_is_told_and_listed(sent):
    duty = sam(sent, covers=False, name="Dana Duty")
    open_unread_creation(sent.store, duty, voice(sent).id, clocks=Clocks(), now=THURSDAY)

    assert told(sent) == [("Dana Duty", DUTY, THURSDAY.date())]
    assert listed(sent) == [("Dana Duty", DUTY)]


def test_a_part_that_was_taken_back_has_still_been_opened(sent):
    hears(sent, sam(sent))
    with sent.store.begin() as transaction:
        withdraw.erase(transaction, [first(sent).id], at=WEDNESDAY)

    reads(sent, sent.reader, THURSDAY)

    assert [who for who, _role, _on in told(sent)] == ["Sam Second", ROBIN]
    assert listed(sent) == [("Sam Second", COVER)]


def test_a_page_with_everything_on_it_is_one_reading_on_the_weeks_list(sent):
    person = sam(sent)
    hears(sent, person)
    reads(sent, person)
    hears(sent, person)

    open_creation(sent.store, person, voice(sent).id, now=THURSDAY)
    open_creation(sent.store, person, voice(sent).id, now=THURSDAY + timedelta(minutes=1))

    assert listed(sent) == [("Sam Second", COVER)] * 2, "on Tuesday and on Thursday"


def test_the_letter_after_is_nobody_elses_to_open(sent):
    stranger = sam(sent, covers=False)

    with pytest.raises(NotYours):
        opens_letter_after(sent, stranger)

    assert told(sent) == []
    assert {row.act for row in sent.rows(AuditRow)} & {"opened-part"} == set()


def test_a_letter_under_which_nothing_was_sent_tells_of_nobody(invited):
    opens_letter_after(invited, invited.reader)

    assert "read" not in {card.kind for card in invited.rows(Card)}
