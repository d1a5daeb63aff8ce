"""A reminder is a line on the office’s list: printed, phoned or passed on, never sent."""

from datetime import timedelta

import pytest
from sqlalchemy import event, select, update

from feedback.store.models import Letter, LetterReply, Reminded, Reminder
from tests import cases
from tests.portal.office.desk import makes

PAGE = "/staff/office/reminders"


@pytest.fixture
def invited(office, a_named_child, store, now):
    """Mia and Ben have had their letters for a week, and their reviews are in nine days."""
    soon = (now + timedelta(days=9)).date()
    keys = [a_named_child(known_as="Mia", day=soon), a_named_child("Ben", "Stone", day=soon)]
    for key in keys:
        makes(office, key)
    with store.begin() as transaction:
        transaction.execute(update(Letter).values(issued_at=now - timedelta(days=7)))
    return keys


def given(store):
    with store.look() as transaction:
        return [(row.number, row.way) for row in transaction.scalars(select(Reminder))]


def test_who_said_nothing_is_listed_and_the_portal_sends_nothing(office, invited, store):
    office.open(PAGE)

    assert "2 children may be reminded" in office.text
    assert "The portal sends none." in office.text
    assert len(invited) == 2
    assert given(store) == []


def test_slips_are_printed_and_noted_and_open_no_letter(office, invited, store):
    office.open(PAGE).press("Print slips for them", review=[str(key) for key in invited])

    assert office.heading == "2 slips to print"
    assert "Hello Mia !" in office.text
    assert "You can say no, or later, or another way" in office.text
    assert not office.page.select(".code__word, svg.letter__qr")
    assert given(store) == [(1, Reminded.PRINTED)] * 2
    assert "Nobody is to be reminded today." in office.open(PAGE).text


@pytest.mark.parametrize(
    ("button", "way"),
    [("They were phoned", Reminded.PHONED), ("It was passed on", Reminded.PASSED_ON)],
)
def test_what_was_done_elsewhere_is_noted(office, invited, store, button, way):
    office.open(PAGE).press(button, review=str(invited[0]))

    assert "1 reminder is noted." in office.text
    assert given(store) == [(1, way)]


def test_a_child_who_says_no_meanwhile_gets_no_slip(office, invited, store, now):
    office.open(PAGE)
    with store.begin() as transaction:
        letter = transaction.scalar(select(Letter.id).where(Letter.review_id == invited[0]))
        transaction.add(
            LetterReply(
                letter_id=letter, stage="consultation", reply="no", helped=False,
                without_pictures=False, said_at=now,
            )
        )  # fmt: skip

    office.press("Print slips for them", review=[str(key) for key in invited])

    assert office.heading == "1 slip to print"
    assert "1 of those you ticked has said something meanwhile" in office.text
    assert "Mia" not in office.text


@pytest.mark.parametrize("ticked", ["", "-"])
def test_ticking_nobody_notes_nothing(office, invited, store, ticked):
    office.open(PAGE).press("They were phoned", review=ticked)

    assert "Tick whom you remind." in office.text
    assert invited
    assert given(store) == []


def test_a_way_that_is_none_notes_nothing(office, invited, store):
    office.open(PAGE)
    token = office.page.select_one("[name=csrf_token]")["value"]

    data = {"csrf_token": token, "review": str(invited[0]), "way": "mail"}
    office.client.post(PAGE, data=data)

    assert given(store) == []


def test_five_hundred_children_are_a_light_page_with_few_queries(office, store, keys, now):
    soon = (now + timedelta(days=9)).date()
    with store.begin() as transaction:
        for number in range(500):
            child = cases.a_child(transaction, keys, None, f"Child{number:03} Example")
            review = cases.a_review(transaction, child, soon)
            cases.a_letter(transaction, review, number=f"{number:06}")
    asked = []
    engine = office.client.application.extensions["heard.store"].engine
    event.listen(engine, "before_cursor_execute", lambda *said: asked.append(said[2]))

    answer = office.client.get(f"{PAGE}?page=2")

    assert len(answer.data) < 60_000
    assert len([one for one in asked if one.startswith("SELECT")]) <= 10
    assert "500 children may be reminded" in answer.get_data(as_text=True)
    assert "Page 2 of 10" in office.open(f"{PAGE}?page=2").text
