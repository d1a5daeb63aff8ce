"""Who wrote a worrying evaluation: duty and an IRO manager, both with a reason, for an hour."""

from dataclasses import replace
from uuid import uuid4

import pytest
from sqlalchemy import select

from feedback.errors import AuditUnwritable, LinkRefused, LinkShut
from feedback.services import ask_who_wrote
from feedback.services.opened_by_two import OPEN_FOR, WAITS_FOR
from feedback.store import audit
from feedback.store.models import (
    AuditRow,
    Duty,
    LinkOpening,
    Marked,
    Role,
    Staff,
)
from tests.feedback.services.who_wrote.steps import (
    MINUTE,
    TOO,
    WHY,
    acts,
    asked,
    decided,
    later,
    number_of,
    opened,
)


def test_with_two_people_and_two_reasons_the_link_opens_for_an_hour(
    road, service, dana, morgan, worrying
):
    key = asked(service, worrying(), dana)
    decided(service, key, later(morgan, MINUTE))

    found = opened(road, key, later(dana, OPEN_FOR))

    assert found.writer.number == number_of(road)
    assert found.writer.officer == "Robin Reviewer"
    assert found.weeks_without_key == 0
    with pytest.raises(LinkShut):
        opened(road, key, later(dana, OPEN_FOR + MINUTE))


def test_each_step_is_in_the_log_with_its_reason_and_neither_sheet_nor_child_is(
    road, service, dana, morgan, worrying
):
    sheet_id = worrying()
    key = asked(service, sheet_id, dana)
    decided(service, key, morgan)
    opened(road, key, dana)

    told = [one for one in acts(service) if one[2] == "link_opening"]
    assert told == [
        ("asked-who-wrote", "safeguarding", "link_opening"),
        ("agreed-who-wrote", "manager", "link_opening"),
        ("opened-who-wrote", "safeguarding", "link_opening"),
    ]
    with service.store.look() as transaction:
        rows = transaction.scalars(select(AuditRow).order_by(AuditRow.place)).all()
        assert {row.subject_id for row in rows}.isdisjoint({sheet_id, road.letter_id})
        said = [
            dana.keys.open(row.reason, audit.reason_place(row.place)).decode()
            for row in rows
            if row.reason
        ]
    assert said == [WHY, TOO]


def test_nothing_is_opened_that_cannot_be_written_down(
    road, service, dana, morgan, worrying, monkeypatch
):
    key = asked(service, worrying(), dana)
    decided(service, key, morgan)

    def full(*_about, **_more):
        raise AuditUnwritable("The log cannot be written, so nothing is shown.")

    monkeypatch.setattr(audit, "opened_by", full)

    with pytest.raises(AuditUnwritable):
        opened(road, key, dana)


@pytest.mark.parametrize("why", ["", "Because I want to.", " " * 40, "a" * 1_001])
def test_both_reasons_are_sentences(service, dana, morgan, worrying, why):
    sheet_id = worrying()
    with pytest.raises(LinkRefused, match="20 letters"):
        asked(service, sheet_id, dana, why)
    key = asked(service, sheet_id, dana)

    with pytest.raises(LinkRefused, match="20 letters"):
        decided(service, key, morgan, why=why)


@pytest.mark.parametrize(
    "marked_and_quarter",
    [(Marked.NO_CONCERN, "2025-26Q4"), (Marked.KNOWN, "2025-26Q4"), (Marked.CONCERN, "2025-26Q2")],
)
def test_only_what_worried_somebody_lately_is_asked_about(
    service, dana, worrying, marked_and_quarter
):
    marked, quarter = marked_and_quarter
    sheet_id = worrying(marked, quarter=quarter)

    with pytest.raises(LinkRefused, match="worrying"):
        asked(service, sheet_id, dana)


def test_duty_asks_and_a_manager_decides_and_nobody_who_reviews_children_does_either(
    service, dana, morgan, worrying
):
    sheet_id = worrying()
    with pytest.raises(LinkRefused, match="does not include"):
        asked(service, sheet_id, morgan)
    key = asked(service, sheet_id, dana)
    with pytest.raises(LinkRefused, match="does not include"):
        decided(service, key, dana)
    with service.store.begin() as transaction:
        transaction.add(Role(name=Duty.OFFICER))
        row = transaction.get_one(Staff, morgan.staff_id)
        transaction.flush()
        row.roles.append(transaction.get_one(Role, Duty.OFFICER))

    with pytest.raises(LinkRefused, match="does not include"):
        decided(service, key, morgan)


def test_whoever_left_decides_nothing(service, dana, morgan, worrying):
    key = asked(service, worrying(), dana)
    with service.store.begin() as transaction:
        transaction.get_one(Staff, morgan.staff_id).active = False

    with pytest.raises(LinkRefused, match="does not include"):
        decided(service, key, morgan)


def test_somebody_with_both_duties_does_not_agree_to_their_own(service, dana, worrying):
    with service.store.begin() as transaction:
        row = transaction.get_one(Staff, dana.staff_id)
        row.roles.append(transaction.get_one(Role, Duty.MANAGER))
    key = asked(service, worrying(), dana)

    with pytest.raises(LinkRefused, match="somebody else"):
        decided(service, key, dana)


def test_a_no_stays_and_so_does_a_yes(road, service, dana, morgan, worrying):
    key = asked(service, worrying(), dana)
    decided(service, key, morgan, agreed=False)

    with pytest.raises(LinkRefused, match="any more"):
        decided(service, key, morgan)
    with pytest.raises(LinkShut):
        opened(road, key, dana)
    assert acts(service)[-1] == ("declined-who-wrote", "manager", "link_opening")


def test_it_opens_to_nobody_but_whoever_asked_and_is_shut_before_its_time(
    road, service, dana, morgan, worrying
):
    key = asked(service, worrying(), dana)
    with pytest.raises(LinkShut):
        opened(road, key, dana)
    decided(service, key, morgan)
    for other in (morgan, replace(dana, staff_id=uuid4())):
        with pytest.raises(LinkShut):
            opened(road, key, other)
    with pytest.raises(LinkShut):
        opened(road, uuid4(), dana)

    with service.store.begin() as transaction:
        ask_who_wrote.shut(transaction, key, by=dana)

    with pytest.raises(LinkShut):
        opened(road, key, dana)


def test_one_asking_waits_at_a_time_for_a_day_and_then_may_be_made_anew(
    road, service, dana, morgan, worrying
):
    sheet_id = worrying()
    first = asked(service, sheet_id, dana)
    with pytest.raises(LinkRefused, match="waits"):
        asked(service, sheet_id, later(dana, WAITS_FOR - MINUTE))
    with pytest.raises(LinkRefused, match="any more"):
        decided(service, first, later(morgan, WAITS_FOR))
    second = asked(service, sheet_id, later(dana, WAITS_FOR))
    assert [row.id for row in road.rows(LinkOpening)] == [second]
    decided(service, second, later(morgan, WAITS_FOR))

    with pytest.raises(LinkRefused, match="open to whoever asked"):
        asked(service, sheet_id, later(dana, WAITS_FOR + MINUTE))

    assert asked(service, sheet_id, later(dana, WAITS_FOR + OPEN_FOR))
