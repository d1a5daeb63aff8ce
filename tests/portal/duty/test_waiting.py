from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy import select

from feedback.services.raise_concern import raise_concern
from feedback.store.models import (
    AuditRow,
    Card,
    Concern,
    ConcernKind,
    Installation,
    Letter,
    Message,
    SentViews,
    Staff,
    Urgency,
)
from tests import cases
from tests.asked import asked_of


@pytest.fixture(autouse=True)
def _on_that_day(now):
    with time_machine.travel(now, tick=False):
        yield


@pytest.fixture
def letter(store, keys):
    with store.begin() as transaction:
        officer = cases.an_officer(transaction)
        child = cases.a_child(transaction, keys, officer.id)
        review = cases.a_review(transaction, child, date(2026, 3, 20), officer_id=officer.id)
        return cases.a_letter(transaction, review)[0].id


@pytest.fixture
def concern(store, letter, now):
    with store.begin() as transaction:
        came = now - timedelta(minutes=5)
        return raise_concern(transaction, letter, ConcernKind.NOT_SAFE, now=came)


@pytest.fixture
def unread(store, keys, letter, now):
    with store.begin() as transaction:
        said = {"only-iro": ["I want my cat back."], "wishes": ["A cat"], "go": ["no"]}
        there = transaction.get(Letter, letter)
        return cases.some_views(transaction, keys, there, said, sent_at=now - timedelta(days=4)).id


def test_an_empty_list_says_plainly_that_nothing_waits(duty_browser):
    duty_browser.open("/staff/duty")

    assert "Nothing waits. Everything that came has been seen by somebody." in duty_browser.text


@pytest.mark.usefixtures("concern")
def test_a_concern_names_the_child_their_officer_and_the_time(duty_browser):
    duty_browser.open("/staff/duty")

    for words in ("Does not feel safe where they live", "Ada Quill", "Robin Reviewer",
                  "5 minutes ago", "14:40"):  # fmt: skip
        assert words in duty_browser.text


@pytest.mark.usefixtures("concern")
def test_the_names_of_the_page_are_one_row_of_the_log(duty_browser, store):
    duty_browser.open("/staff/duty")

    with store.look() as transaction:
        acts = transaction.scalars(select(AuditRow.act).order_by(AuditRow.place)).all()
        assert acts.count("opened-names") == 1


def test_whoever_takes_a_concern_on_is_named_and_written_down(duty_browser, store, concern):
    duty_browser.open("/staff/duty").press("I have this : Ada Quill")

    assert "You have this now." in duty_browser.text
    assert "Robin Safeguarding" in duty_browser.text
    with store.look() as transaction:
        assert transaction.get(Concern, concern).seen_by == duty_browser.staff_id
        assert (
            "saw-concern"
            in transaction.scalars(select(AuditRow.act).order_by(AuditRow.place)).all()
        )


@pytest.mark.usefixtures("concern")
def test_only_the_first_to_take_a_concern_on_has_it(duty_browser):
    duty_browser.open("/staff/duty")
    before = duty_browser.page
    duty_browser.press("I have this : Ada Quill")
    duty_browser.page = before

    duty_browser.press("I have this : Ada Quill")

    assert "Somebody else was quicker: they have it." in duty_browser.text


def test_a_concern_that_is_not_there_cannot_be_taken(duty_browser):
    duty_browser.open("/staff/duty")
    token = duty_browser.page.select_one("[name=csrf_token]")["value"]

    answer = duty_browser.client.post(
        "/staff/duty/concerns/00000000-0000-0000-0000-000000000001", data={"csrf_token": token}
    )

    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(20, "Late; at the latest 15:10"), (70, "Late; at the latest 17:20"), (250, "Over 4 hours")],
)
def test_a_concern_that_waits_too_long_is_called_late(
    duty_browser, store, letter, now, minutes, words
):
    with store.begin() as transaction:
        came = now - timedelta(minutes=minutes)
        raise_concern(transaction, letter, ConcernKind.TALK_TODAY, now=came)

    duty_browser.open("/staff/duty")

    assert words in duty_browser.text


def test_words_nobody_read_are_read_here_and_the_child_is_told(
    duty_browser, store, unread, letter
):
    duty_browser.open("/staff/duty").follow("Read what Ada Quill sent")

    assert "I want my cat back." in duty_browser.text
    assert "A cat" in duty_browser.text
    assert "Ada Quill · Their officer: Robin Reviewer" in duty_browser.text
    with store.look() as transaction:
        opened = select(AuditRow.role).where(AuditRow.subject_id == unread)
        assert transaction.scalars(opened).all() == ["safeguarding"]
        assert transaction.get(Card, (letter, "read"))


def test_words_their_officer_still_has_time_for_are_not_duty_s(duty_browser, store, keys, letter):
    with store.begin() as transaction:
        there = transaction.get(Letter, letter)
        fresh = cases.some_views(transaction, keys, there, {}, sent_at=there.issued_at).id
    with store.begin() as transaction:
        views = transaction.get(SentViews, fresh)
        views.read_at, views.read_by = views.sent_at, duty_browser.staff_id

    duty_browser.open(f"/staff/duty/views/{fresh}")

    assert duty_browser.status == 404


def test_a_page_of_words_nobody_read_asks_ten_times_at_most(duty_browser, unread):
    engine = duty_browser.client.application.extensions["heard.store"].engine

    with asked_of(engine) as asked:
        duty_browser.client.get(f"/staff/duty/views/{unread}")

    reads = [words for words in asked if words.lstrip().upper().startswith(("SELECT", "WITH"))]
    assert 0 < len(reads) <= 10


def test_words_that_are_not_there_are_not_found(duty_browser):
    duty_browser.open("/staff/duty/views/00000000-0000-0000-0000-000000000001")

    assert duty_browser.status == 404


def test_the_page_goes_red_when_nobody_does_what_is_due(duty_browser, store, now):
    with store.begin() as transaction:
        long_ago = now - timedelta(minutes=25)
        transaction.add(Installation(id=1, made_up=False, worked_at=long_ago))

    duty_browser.open("/staff/duty")

    assert duty_browser.page.select_one(".note--wrong")
    assert "What is due was last done 25 minutes ago." in duty_browser.text


def test_the_page_says_when_what_is_due_was_last_done(duty_browser, store, now):
    with store.begin() as transaction:
        transaction.add(Installation(id=1, made_up=False, worked_at=now))

    duty_browser.open("/staff/duty")

    assert not duty_browser.page.select_one(".note--wrong")
    assert "What is due was last done just now." in duty_browser.text


def test_the_page_says_that_nobody_is_told_by_e_mail_where_there_is_no_mail_server(duty_browser):
    duty_browser.open("/staff/duty")

    assert "Nobody is told of this list by e-mail: look at it yourself." in duty_browser.text


@pytest.mark.parametrize(("minutes", "said"), [(9, False), (10, True)])
def test_after_ten_minutes_in_which_no_message_got_out_the_page_says_to_ring(
    store, concern, duty_browser, now, minutes, said
):
    with store.begin() as transaction:
        staff = transaction.scalars(select(Staff)).first()
        made = now - timedelta(minutes=minutes)
        waiting = Message(
            staff_id=staff.id, cause="a cause", concern_id=concern, urgency=Urgency.NOW,
            made_at=made, next_at=now, tries=1,
        )  # fmt: skip
        transaction.add(waiting)

    duty_browser.open("/staff/duty")

    assert ("E-mails are not getting out." in duty_browser.text) is said


def test_why_something_asked_to_be_read_first_is_told_and_what_was_found_is_counted(
    duty_browser, store, unread
):
    with store.begin() as transaction:
        transaction.get_one(SentViews, unread).look_first = True

    duty_browser.open(f"/staff/duty/views/{unread}")
    assert "The list has changed since" in duty_browser.text
    duty_browser.press("Keep what I found", found="no-concern")

    assert duty_browser.path == "/staff/duty"
    assert "its reader found 0 worrying" in duty_browser.text
