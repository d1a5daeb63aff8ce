"""A release leaves when one person prepared it and another agreed to those very bytes."""

from datetime import date

import pytest
from sqlalchemy import delete, func, select, update

from feedback.auditor.reading import read
from feedback.errors import (
    AgreedByTheSame,
    NeedsTwoPeople,
    NotPrepared,
    OvertakenMeanwhile,
    PeriodNotClosed,
    ReleaseMade,
    ReleaseRefused,
    SealBroken,
    SendingBackNeedsReason,
)
from feedback.releases.csv_file import csv_file
from feedback.services.agree_release import (
    LONGEST_REASON,
    look_at_prepared,
)
from feedback.services.release import find_release, make_release
from feedback.services.work_out_release import read_back
from feedback.store.audit import COMMAND
from feedback.store.ledger import report_of
from feedback.store.models import (
    AuditRow,
    LedgerCell,
    PreparedFile,
    PreparedRelease,
    Release,
)
from tests import planted
from tests.feedback.auditor.exported import described
from tests.feedback.services.two_people import LATER, NEXT_DAY, SPRING, YEAR, plain_csv

pytestmark = pytest.mark.usefixtures("closed")


def _released(store):
    with store.look() as transaction:
        return transaction.scalar(select(func.count()).select_from(Release))


def test_what_the_second_person_sees_is_byte_for_byte_what_leaves(
    store, keys, people, prepare, agree
):
    prepare()
    with store.begin() as transaction:
        planted.reviews(transaction, {"PN1": 30}, date(2025, 5, 7))
    seen = look_at_prepared(store, SPRING, by=people[1], keys=keys, now=NEXT_DAY)

    left = agree(seen.digest)

    with store.look() as transaction:
        frozen, entered = find_release(transaction, SPRING), report_of(transaction, SPRING)
        release = transaction.scalars(select(Release)).one()
        assert frozen.files == left.files == seen.files
        assert entered == seen.report
        assert (release.made_at, release.agreed_at) == (LATER, NEXT_DAY)
        assert (str(release.prepared_by), str(release.agreed_by)) == tuple(p.who for p in people)
        assert transaction.scalars(select(PreparedRelease)).all() == []
        assert transaction.scalars(select(PreparedFile)).all() == []
    assert seen.report.table("participation").counts["base"] == 149
    assert seen.preparer == "Pat First"


def test_until_then_nothing_is_released_and_no_figure_of_it_lies_open(store, prepare):
    made = prepare()

    figures = made.files["heard-2025-26Q1.csv"]
    with store.look() as transaction:
        assert transaction.scalars(select(LedgerCell)).all() == []
        assert find_release(transaction, SPRING) is None
        kept = transaction.scalars(select(PreparedFile.content)).all()
        counted = transaction.scalars(select(PreparedRelease.counted)).one()
    assert len(kept) == len(made.files)
    assert not any(figures[:60] in content for content in kept)
    assert b"reviews" not in counted


def test_both_people_are_told_how_much_is_hidden_and_what_choosing_it_took(
    store, keys, people, prepare
):
    made = prepare()

    for one in people:
        seen = look_at_prepared(store, SPRING, by=one, keys=keys, now=NEXT_DAY)
        assert seen.solved == made.solved
        assert "numbers are hidden" in seen.solved


def test_of_what_was_prepared_before_that_was_kept_nothing_is_told(store, keys, people, prepare):
    prepare()
    with store.begin() as transaction:
        transaction.execute(update(PreparedRelease).values(solved=None))

    assert look_at_prepared(store, SPRING, by=people[1], keys=keys, now=NEXT_DAY).solved == ""


def test_every_step_is_in_the_log_and_a_look_before_it_happens(
    store, keys, people, prepare, agree
):
    prepare()
    seen = look_at_prepared(store, SPRING, by=people[1], keys=keys, now=NEXT_DAY)
    agree(seen.digest)

    with store.look() as transaction:
        rows = transaction.execute(select(AuditRow.act, AuditRow.who).order_by(AuditRow.place))
        told = [(row.act, row.who) for row in rows][-3:]
    assert told == [
        ("prepared-release", people[0].who),
        ("looked-at-prepared-release", people[1].who),
        ("made-release", people[1].who),
    ]


def test_whoever_prepared_it_cannot_agree_to_it(store, people, prepare, agree):
    made = prepare()

    with pytest.raises(AgreedByTheSame, match="somebody else agrees"):
        agree(made.digest, by=people[0])

    assert _released(store) == 0


def test_one_person_alone_makes_no_release_of_real_children(store, keys):
    with pytest.raises(NeedsTwoPeople, match="needs two people"), store.begin() as transaction:
        make_release(transaction, SPRING, plain_csv, by=COMMAND, keys=keys, now=LATER)

    assert _released(store) == 0


def test_preparing_again_replaces_it_with_the_same_bytes(store, people, prepare):
    first = prepare()

    again = prepare(by=people[1])

    with store.look() as transaction:
        kept = transaction.scalars(select(PreparedRelease)).one()
        assert (kept.digest, str(kept.prepared_by)) == (first.digest, people[1].who)
    assert again.files == first.files


def test_what_was_prepared_anew_is_not_what_was_looked_at(store, prepare, agree):
    seen = prepare()
    with store.begin() as transaction:
        planted.reviews(transaction, {"PN1": 30}, date(2025, 5, 7))
    prepare()

    with pytest.raises(OvertakenMeanwhile):
        agree(seen.digest)


def test_a_release_that_left_meanwhile_must_be_reckoned_with_first(
    store, keys, people, prepare, agree
):
    quarter, year = prepare(), prepare(YEAR)
    agree(quarter.digest)

    with pytest.raises(OvertakenMeanwhile):
        agree(year.digest, YEAR)

    seen = look_at_prepared(store, YEAR, by=people[1], keys=keys, now=NEXT_DAY)
    assert seen.is_overtaken
    assert agree(prepare(YEAR).digest, YEAR).period == YEAR


def test_a_release_that_leaves_while_another_is_worked_out_stops_that_one(prepare, agree):
    quarter = prepare()

    def meanwhile(report):
        agree(quarter.digest)
        return plain_csv(report)

    with pytest.raises(OvertakenMeanwhile):
        prepare(YEAR, write=meanwhile)


def test_it_is_sent_back_with_a_reason_and_then_cannot_leave(
    store, keys, people, prepare, agree, send_back
):
    made = prepare()
    send_back("  The letters of May\nare missing. ")

    with pytest.raises(NotPrepared):
        agree(made.digest)
    with pytest.raises(NotPrepared):
        send_back("Again.")

    seen = look_at_prepared(store, SPRING, by=people[0], keys=keys, now=NEXT_DAY)
    assert seen.reason == "The letters of May are missing."
    assert (seen.sender, seen.sent_back_at) == ("Sam Second", NEXT_DAY)
    agree(prepare().digest)
    assert _released(store) == 1


def test_whoever_prepared_it_may_take_it_back(store, people, prepare, send_back):
    prepare()

    send_back("A mistake of mine.", by=people[0])

    with store.look() as transaction:
        row = transaction.scalars(select(PreparedRelease)).one()
        assert str(row.sent_back_by) == people[0].who
        assert b"mistake" not in row.reason


@pytest.mark.parametrize("reason", ["", " \n ", "x" * (LONGEST_REASON + 1)])
def test_without_a_reason_nothing_is_sent_back(prepare, send_back, reason):
    prepare()

    with pytest.raises(SendingBackNeedsReason, match="1 to 1,000"):
        send_back(reason)


def test_where_nothing_lies_there_is_nothing_to_see_or_agree_to(store, keys, people, agree):
    with pytest.raises(NotPrepared):
        agree("0" * 64)
    with pytest.raises(NotPrepared):
        look_at_prepared(store, SPRING, by=people[1], keys=keys, now=NEXT_DAY)


def test_what_has_left_or_was_never_closed_is_not_prepared(prepare, agree):
    agree(prepare().digest)

    with pytest.raises(ReleaseMade, match="never replaced"):
        prepare()
    with pytest.raises(PeriodNotClosed, match="2025-26Q3 is not closed"):
        prepare(YEAR.quarters[2])


def test_what_the_auditor_breaks_is_not_prepared(store, prepare):
    def forging(report):
        return described(csv_file(report).replace(b",149,", b",148,"), report)

    with pytest.raises(ReleaseRefused):
        prepare(write=forging)

    with store.look() as transaction:
        assert transaction.scalars(select(PreparedRelease)).all() == []


def test_files_somebody_swapped_meanwhile_are_not_let_out(store, prepare, agree):
    made = prepare()
    with store.begin() as transaction:
        one = transaction.scalars(select(PreparedFile.id)).first()
        transaction.execute(delete(PreparedFile).where(PreparedFile.id == one))

    with pytest.raises(SealBroken):
        agree(made.digest)


def test_what_was_prepared_under_another_catalogue_is_prepared_again():
    with pytest.raises(ReleaseRefused, match="prepare it again"):
        read_back({}, frozen_on=LATER.date(), made_up=False)


def test_the_files_that_left_say_what_the_ledger_says(store, prepare, agree):
    left = agree(prepare().digest)

    with store.look() as transaction:
        cells = transaction.scalars(select(LedgerCell)).all()
        assert {(c.table_name, c.row, c.column): c.value for c in cells} == read(
            left.files
        ).numbers
