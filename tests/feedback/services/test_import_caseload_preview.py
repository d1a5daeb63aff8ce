"""A preview says what would change and writes nothing; an import can be held to exactly that."""

from dataclasses import replace
from datetime import date, time

import pytest
from sqlalchemy import select, update

from feedback.caseload.verdicts import Reason
from feedback.services import letter_desk
from feedback.services.import_caseload import (
    CaseloadChanged,
    Intake,
    RowsRefused,
    Terms,
    import_caseload,
    preview_caseload,
)
from feedback.services.import_caseload_preview import Line
from feedback.services.letter_desk import Clerk
from feedback.store.audit import COMMAND
from feedback.store.models import AuditRow, Child, Letter, Review, Staff
from tests.feedback.caseload.caseloads import HEADER_ROW, IN_CARE_ROW, folder
from tests.feedback.services.imports import (
    BASE,
    DESK,
    NAMES,
    NOW,
    PLANNED,
    digest,
    every,
    one,
    take_in,
)

MOVED_ROW = IN_CARE_ROW.split(",")


def elsewhere(reason="P", post="LE9 9ZZ"):
    """The spell of care that began when the child came to live somewhere else."""
    cells = IN_CARE_ROW.split(",")
    ended = [*cells[:7], "01/11/2026", "X1", "CARPL", *cells[10:]]
    began = [cells[0], "01/11/2026", reason, *cells[3:7], "", "", "", cells[10], post, cells[12]]
    return [",".join(ended), ",".join(began)]


def intake(keys, now=NOW):
    return Intake(COMMAND, keys, DESK, now)


def would(store, keys, given):
    return preview_caseload(store, given, intake(keys))


def test_nothing_is_written_and_the_log_says_that_somebody_looked(store, keys):
    before = digest(store)

    previewed = would(store, keys, folder(**BASE, planned=[PLANNED], children=[NAMES]))

    assert digest(store) == before
    assert [row.act for row in every(store, AuditRow)] == ["previewed-caseload"]
    assert previewed.planned.counts == {
        "answers-for": 1,
        "child-new": 1,
        "episodes": 1,
        "officer-new": 1,
        "review-planned": 1,
    }


def test_what_the_preview_says_is_what_the_import_does(store, keys):
    given = folder(**BASE, planned=[PLANNED], children=[NAMES])
    previewed = would(store, keys, given)

    imported = take_in(store, keys, given)

    assert imported.planned == previewed.planned
    assert (imported.findings, imported.summary) == (previewed.findings, previewed.summary)
    assert would(store, keys, given).planned.lines == ()


def test_each_change_says_what_was_and_what_will_be_and_nothing_that_is_sealed(store, keys):
    take_in(store, keys, folder(**BASE, planned=[PLANNED], children=[NAMES]))

    changed = would(
        store,
        keys,
        folder(
            header=[HEADER_ROW],
            children=[NAMES.replace("King", "Queen").replace(",pl,yes", ",en,no")],
            planned=["0042,08/12/2026,10:00,,iro1,Jo Lambert,Sam Hill"],
        ),
    )

    assert set(changed.planned.lines) == {
        Line("child-changed", "0042", "named"),
        Line("child-changed", "0042", "interpreter", "yes", "no"),
        Line("child-changed", "0042", "language", "pl", "en"),
        Line("officer-named", "iro1", "name", "Jo Lamb", "Jo Lambert"),
        Line("review-moved", "0042", "day", "2026-12-01", "2026-12-08"),
        Line("review-changed", "0042", "at of 2026-12-08", "09:30", "10:00"),
    }
    assert "Queen" not in repr(changed.planned)


def test_another_officer_and_a_second_part_are_named(store, keys):
    take_in(store, keys, folder(**BASE, planned=[PLANNED]))

    changed = would(
        store,
        keys,
        folder(planned=[PLANNED.replace("iro1,Jo Lamb", "iro2,Kit Low"), "0042,08/12/2026,,2,,,"]),
    )

    lines = set(changed.planned.lines)
    assert Line("answers-for", "0042", "officer", "Jo Lamb", "Kit Low") in lines
    assert Line("review-changed", "0042", "part_two_day of 2026-12-01", "", "2026-12-08") in lines


def test_a_review_that_was_held_is_one_of_its_own_kind(store, keys):
    previewed = would(store, keys, folder(**BASE, reviews=["0042,10/05/2010,01/03/2026,PN1"]))

    assert Line("review-held", "0042", after="2026-03-01") in previewed.planned.lines


def test_what_changed_meanwhile_is_not_written_over(store, keys):
    take_in(store, keys, folder(**BASE, planned=[PLANNED]))
    given = folder(planned=[PLANNED.replace("01/12", "08/12")])
    agreed = Terms(digest=would(store, keys, given).planned.digest)
    with store.begin() as transaction:
        transaction.execute(update(Review).values(day=date(2026, 12, 15)))
    before = digest(store)

    with pytest.raises(CaseloadChanged):
        import_caseload(store, given, intake(keys), terms=agreed)

    assert digest(store) == before


def test_a_page_is_refused_whole_for_one_row_that_is_unsound(store, keys):
    take_in(store, keys, folder(**BASE))
    before = digest(store)
    unsound = folder(children=[NAMES], planned=["0042,31/02/2026,,,,,"])

    with pytest.raises(RowsRefused, match="not a day") as refused:
        import_caseload(store, unsound, intake(keys), terms=Terms(whole=True))

    assert digest(store) == before
    assert [finding.reason for finding in refused.value.findings] == [Reason.DATE_BAD]


def test_a_page_about_one_child_touches_nobody_else_and_lists_nobody(store, keys):
    other = HEADER_ROW.replace("0042", "0043")
    take_in(store, keys, folder(header=[HEADER_ROW, other], episodes=[IN_CARE_ROW]))

    imported = import_caseload(
        store, folder(header=[HEADER_ROW]), intake(keys), terms=Terms(only=frozenset({"0042"}))
    )

    assert imported.summary["no_longer_in_the_file"] == 0
    assert all(child.in_last_import for child in every(store, Child))


@pytest.fixture
def invited(store, keys):
    """A child in care whose letter for a review to come is out."""
    soon = "0042,01/12/2026,09:30,,iro1,Jo Lamb,Sam Hill"
    take_in(store, keys, folder(**BASE, planned=[soon], children=[NAMES]))
    with store.begin() as transaction:
        alex = Staff(name="Alex Office")
        transaction.add(alex)
        transaction.flush()
        clerk = Clerk(alex.id, keys, DESK, NOW)
    letter_desk.make(store, clerk, one(store, Review).id)
    return clerk


def test_a_child_who_moved_has_their_letter_ended_and_is_due_for_another(store, keys, invited):
    previewed = would(store, keys, folder(episodes=elsewhere()))
    assert {"moved", "letter-ends"} <= previewed.planned.counts.keys()

    take_in(store, keys, folder(episodes=elsewhere()))

    letter = one(store, Letter)
    assert (letter.revoked_at, letter.awaits_new) == (NOW, True)
    assert "ended-letter-for-move" in [row.act for row in every(store, AuditRow)]
    letter_desk.make(store, replace(invited, now=NOW), letter.review_id)
    with store.look() as transaction:
        assert len(transaction.scalars(select(Letter)).all()) == 2
        assert not transaction.scalars(select(Letter).where(Letter.awaits_new)).all()


@pytest.mark.parametrize("rows", [elsewhere(reason="L"), elsewhere(post=MOVED_ROW[11])])
@pytest.mark.usefixtures("invited")
def test_a_spell_that_began_at_the_same_home_or_by_law_alone_is_no_move(store, keys, rows):
    take_in(store, keys, folder(episodes=rows))

    assert one(store, Letter).revoked_at is None


@pytest.mark.usefixtures("invited")
def test_a_corrected_postcode_is_no_move(store, keys):
    cells = [*MOVED_ROW[:11], "LE9 9ZZ", *MOVED_ROW[12:]]

    take_in(store, keys, folder(episodes=[",".join(cells)]))

    assert one(store, Letter).revoked_at is None


def test_moments_and_days_are_said_in_a_way_every_spreadsheet_sorts(store, keys):
    take_in(store, keys, folder(**BASE, planned=[PLANNED]))
    with store.begin() as transaction:
        transaction.execute(update(Review).values(at=time(8, 5)))

    lines = would(store, keys, folder(planned=[PLANNED])).planned.lines

    assert lines == (Line("review-changed", "0042", "at of 2026-12-01", "08:05", "09:30"),)
