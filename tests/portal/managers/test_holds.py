"""The manager keeps a child’s records for longer, and says why."""

from datetime import date

import pytest
from sqlalchemy import event, select

from feedback.services.retention import holds
from feedback.store.audit import COMMAND
from feedback.store.models import AuditRow, Child, Duty, Hold
from tests.people import enrolled, signed_in

PAGE = "/staff/service/holds"
WHY = "A court asked for all of it on 2 March."


@pytest.fixture
def ada(store, waiting):
    """Ada’s number in the council’s return."""
    with store.look() as transaction:
        return transaction.get_one(Child, waiting[0]).number


def hold(manager, number, **more):
    asked = {"child": number, "until": "2026-09-30", "why": WHY} | more
    return manager.open(PAGE).press("Hold them", **asked)


def test_nothing_is_held_at_first_and_the_page_says_what_a_hold_is_for(manager):
    assert "Nothing is held." in manager.open(PAGE).text
    assert "goes by itself once it is filed" in manager.text


def test_a_child_is_held_with_a_reason_until_a_day_and_the_log_knows_who(manager, ada, store):
    hold(manager, ada)

    row = manager.page.select_one("main li").get_text(" ")
    assert "Ada" in row
    assert ada in row
    assert WHY in row
    assert "30 Sept 2026" in row.replace("\N{NO-BREAK SPACE}", " ")
    with store.look() as transaction:
        placed = transaction.scalars(select(Hold)).one()
        assert placed.placed_by == manager.staff_id
        acts = transaction.scalars(select(AuditRow.act).order_by(AuditRow.place)).all()
    assert acts[-2:] == ["placed-hold", "opened-holds"]


def test_a_hold_is_lifted_by_one_press_and_a_second_press_says_so(manager, ada):
    before = hold(manager, ada).page

    manager.press(f"Lift it of {ada}")

    assert "Lifted. What is due goes tonight." in manager.text
    assert "Nothing is held." in manager.text
    manager.page = before
    manager.press(f"Lift it of {ada}")
    assert "was lifted before" in manager.text


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"child": ""}, "Say whose."),
        ({"child": "nobody"}, "There is no child with that number."),
        ({"until": ""}, "Choose a day."),
        ({"until": "2026-03-03"}, "lies in the future"),
        ({"why": ""}, "Say why."),
        ({"why": "Because."}, "Say it in a sentence or two."),
    ],
)
def test_a_slip_is_said_where_it_was_made_and_keeps_what_was_typed(
    manager, ada, said, words, store
):
    hold(manager, ada, **said)

    assert words in manager.text
    kept = {"child": ada, "why": WHY} | said
    assert kept["why"] in manager.page.select_one("textarea").get_text()
    with store.look() as transaction:
        assert not transaction.scalars(select(Hold)).all()


def test_everybodys_hold_made_by_a_command_stands_there_without_a_name(manager, store, keys, now):
    with store.begin() as transaction:
        by = holds.By(COMMAND, None, keys, now)
        holds.place(transaction, None, WHY, date(2026, 9, 30), by=by)

    assert "Everybody" in manager.open(PAGE).page.select_one("main li").get_text()


def test_a_page_of_holds_takes_few_queries_however_many_there_are(
    app, manager, ada, store, service, robin
):
    hold(manager, ada)
    few = _queries(app, manager)
    for number in range(30):
        child = service.child(robin, f"Child {number}")
        with store.look() as transaction:
            hold(manager, transaction.get_one(Child, child).number)

    assert _queries(app, manager) == few
    assert few <= 10
    assert len(manager.open(PAGE).page.select("main li")) == 31


def _queries(app, manager):
    asked, engine = [], app.extensions["heard.store"].engine

    def noting(_connection, _cursor, words, *_rest):
        asked.append(words)

    event.listen(engine, "after_cursor_execute", noting)
    manager.open(PAGE)
    event.remove(engine, "after_cursor_execute", noting)
    return len([one for one in asked if one.startswith("SELECT")])


@pytest.mark.parametrize("duty", [duty for duty in Duty if duty is not Duty.MANAGER])
def test_nobody_else_holds_or_lifts(app, duty):
    other = signed_in(app, enrolled(app, duty))

    assert other.open(PAGE).status == 403
