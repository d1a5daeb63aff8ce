"""What is shown of askings who wrote what, who is told of them, and when they go."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from sqlalchemy import select, update

from feedback.services import ask_who_wrote, link_openings, tray
from feedback.services.notify import notify
from feedback.services.opened_by_two import OPEN_FOR, WAITS_FOR
from feedback.store.models import (
    Duty,
    LinkOpening,
    Message,
    Role,
    SafeguardingLink,
    Staff,
)
from tests import cases
from tests.feedback.services.managing import NOW
from tests.feedback.services.who_wrote.steps import (
    MINUTE,
    TOO,
    WHY,
    acts,
    asked,
    decided,
    later,
    opened,
)


def test_no_row_with_a_moment_leads_from_a_sheet_to_anything(road, service, dana, worrying):
    sheet_id = worrying()
    asked(service, sheet_id, dana)

    (row,) = road.rows(LinkOpening)

    kept = repr([getattr(row, column.key) for column in LinkOpening.__table__.columns])
    assert sheet_id.hex not in kept.replace("-", "")
    assert repr(sheet_id.bytes)[2:-1] not in kept
    assert row.mark == link_openings.mark_of(sheet_id, dana.keys)
    assert row.mark != link_openings.mark_of(sheet_id, replace(dana.keys, audit=bytes(32)))


def test_a_link_that_died_or_was_damaged_leads_nowhere_and_it_says_so(
    road, service, dana, morgan, worrying
):
    key = asked(service, worrying(), dana)
    decided(service, key, morgan)
    with road.store.begin() as transaction:
        for one in transaction.scalars(select(SafeguardingLink)):
            one.link = one.link[:-1] + bytes([one.link[-1] ^ 1])
    assert opened(road, key, dana).writer is None
    (week,) = road.weeks.glob("*.key")

    week.unlink()

    found = opened(road, key, dana)
    assert (found.writer, found.weeks_without_key) == (None, 1)


def test_after_thirty_days_neither_link_nor_asking_is_left(road, service, dana, worrying):
    asked(service, worrying(), dana)
    month = NOW + timedelta(days=30)

    with road.store.begin() as transaction:
        tray.forget_weeks(transaction, road.weeks, now=month)
        ask_who_wrote.forget(transaction, now=month)

    assert (road.rows(SafeguardingLink), road.rows(LinkOpening)) == ([], [])


def test_a_letter_that_is_gone_leads_to_nobody(road, service, dana, morgan, worrying):
    key = asked(service, worrying(letter_id=uuid4()), dana)
    decided(service, key, morgan)

    assert opened(road, key, dana).writer is None


def test_duty_sees_what_worried_and_how_each_asking_stands(service, dana, morgan, worrying):
    assert link_openings.worrying(service.store, by=dana) == ((), {})
    first, second = sorted([worrying(), worrying()])
    key = asked(service, first, dana)
    assert acts(service)[-1][0] == "asked-who-wrote"

    sheets, said = link_openings.worrying(service.store, by=dana)

    assert [one.id for one in sheets] == [first, second]
    assert sheets[0].said == {"more": "He comes in at night"}
    assert (sheets[0].line.id, sheets[1].line) == (key, None)
    assert said == {key: (WHY, "")}
    assert acts(service)[-1] == ("read-worrying", "safeguarding", "sheet")
    decided(service, key, morgan)
    _sheets, said = link_openings.worrying(service.store, by=dana)
    assert said == {key: (WHY, TOO)}


def test_a_manager_sees_what_waits_and_what_is_open(service, dana, morgan, worrying):
    key = asked(service, worrying(), dana)

    def lines(passed):
        with service.store.look() as transaction:
            found = link_openings.for_manager(transaction, now=NOW + passed)
        return [(one.id, one.waits(NOW + passed), one.is_open(NOW + passed)) for one in found]

    assert lines(MINUTE) == [(key, True, False)]
    assert lines(WAITS_FOR) == []
    decided(service, key, later(morgan, MINUTE))
    assert lines(2 * MINUTE) == [(key, False, True)]
    assert lines(OPEN_FOR + MINUTE) == []


def test_managers_who_review_nobody_are_called_and_then_whoever_asked(
    service, dana, morgan, worrying
):
    with service.store.begin() as transaction:
        held = [Role(name=Duty.OFFICER), transaction.get_one(Role, Duty.MANAGER)]
        transaction.add(Staff(name="Bo Both", email="bo@council.example", roles=held))
        for who, name in ((dana, "dana"), (morgan, "morgan")):
            changing = update(Staff).where(Staff.id == who.staff_id)
            transaction.execute(changing.values(email=f"{name}@council.example"))
    key = asked(service, worrying(), dana)

    def told():
        notify(service.store, clocks=cases.DESK.clocks, now=NOW + MINUTE)
        with service.store.look() as transaction:
            wanted = select(Message.staff_id).where(Message.cause.like("who-wrote %"))
            return set(transaction.scalars(wanted))

    assert told() == {morgan.staff_id}
    decided(service, key, morgan)
    assert told() == {morgan.staff_id, dana.staff_id}
