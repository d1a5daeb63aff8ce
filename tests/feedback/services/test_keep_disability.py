"""Whether a child is disabled is kept with its purpose and day, and goes without a trace."""

from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import Boolean, Date, String, Uuid, column, delete, insert, select, table
from sqlalchemy.exc import IntegrityError

from feedback.disability import Recorded, RecordedFor
from feedback.services.import_caseload import Intake, RowsRefused, preview_caseload
from feedback.services.keep_disability import (
    clear_disability,
    keep_disability,
    look_at_disability,
)
from feedback.store.audit import COMMAND
from feedback.store.models import AuditRow, Child, Disability
from tests.feedback.caseload.caseloads import folder
from tests.feedback.services.imports import BASE, DESK, NOW, digest, every, one, take_in

YES, NO = ["0042,yes,equality,01/03/2026"], ["0042,no,equality,02/03/2026"]
TYPED = {"DISABLED": "yes", "PURPOSE": "equality", "RECORDED": "01/03/2026"}


@pytest.fixture
def intake(keys):
    return Intake(COMMAND, keys, DESK, NOW)


@pytest.fixture
def ada(store, keys):
    """Ada, of whom nobody has said anything yet."""
    take_in(store, keys, folder(**BASE))
    return one(store, Child).id


def test_a_file_brings_it_and_brings_it_once(store, keys, ada, intake):
    take_in(store, keys, folder(disability=YES))
    before = digest(store)

    take_in(store, keys, folder(disability=YES))

    assert digest(store) == before
    known = look_at_disability(store, intake, ada)
    assert known == Recorded(disabled=True, purpose=RecordedFor.EQUALITY, day=date(2026, 3, 1))


@pytest.mark.usefixtures("ada")
def test_a_look_says_of_whom_it_changes_and_never_to_what(store, intake):
    found = preview_caseload(store, folder(disability=YES), intake)

    (line,) = found.planned.lines
    assert (line.kind, line.who, line.before, line.after) == ("disability", "0042", "", "")
    assert every(store, Disability) == []


def test_a_file_with_the_headers_alone_leaves_it_as_it_was(store, keys, ada, intake):
    take_in(store, keys, folder(disability=YES))

    take_in(store, keys, folder(**BASE))

    assert look_at_disability(store, intake, ada).disabled


def test_what_was_put_right_here_is_not_undone_by_an_older_file(store, keys, ada, intake):
    take_in(store, keys, folder(disability=NO))

    take_in(store, keys, folder(disability=YES))

    assert not look_at_disability(store, intake, ada).disabled


def test_a_later_file_puts_it_right_and_unknown_takes_it_away(store, keys, ada, intake):
    take_in(store, keys, folder(disability=YES))
    take_in(store, keys, folder(disability=NO))
    assert not look_at_disability(store, intake, ada).disabled

    take_in(store, keys, folder(disability=["0042,unknown,,"]))

    assert look_at_disability(store, intake, ada) is None


@pytest.mark.usefixtures("ada")
def test_of_two_rows_the_later_stands_even_where_it_says_what_was_known(store, keys):
    take_in(store, keys, folder(disability=NO))
    before = digest(store)

    take_in(store, keys, folder(disability=["0042,yes,equality,03/03/2026", *NO]))

    assert digest(store) == before


def test_on_a_page_a_day_before_may_put_it_right(store, keys, ada, intake):
    take_in(store, keys, folder(disability=NO))

    keep_disability(store, intake, "0042", TYPED)

    assert look_at_disability(store, intake, ada).day == date(2026, 3, 1)


@pytest.mark.usefixtures("ada")
@pytest.mark.parametrize("lacking", ["DISABLED", "PURPOSE", "RECORDED"])
def test_nothing_is_kept_without_a_purpose_and_a_day(store, intake, lacking):
    with pytest.raises(RowsRefused):
        keep_disability(store, intake, "0042", TYPED | {lacking: ""})

    assert every(store, Disability) == []


def test_each_look_and_each_change_is_in_the_log_and_neither_yes_nor_no_is(store, ada, intake):
    keep_disability(store, intake, "0042", TYPED)
    look_at_disability(store, intake, ada)
    clear_disability(store, intake, ada)

    rows = [row for row in every(store, AuditRow, AuditRow.place) if row.subject_id == ada]
    assert [row.act for row in rows] == [
        "recorded-disability",
        "opened-disability",
        "cleared-disability",
    ]
    assert {row.reason for row in rows} == {None}


def test_to_clear_it_leaves_no_row_and_twice_changes_nothing(store, ada, intake):
    keep_disability(store, intake, "0042", TYPED)

    assert clear_disability(store, intake, ada)
    assert not clear_disability(store, intake, ada)
    assert every(store, Disability) == []


@pytest.mark.parametrize("wrong", [{"purpose": None}, {"purpose": "insurance"},
                                   {"recorded_on": None}, {"disabled": None},
                                   {"child_id": uuid4()}])  # fmt: skip
def test_the_database_itself_keeps_it_with_purpose_and_day_or_not_at_all(store, ada, wrong):
    row = {"child_id": ada, "disabled": True, "purpose": "equality",
           "recorded_on": date(2026, 3, 1)} | wrong  # fmt: skip

    with (
        pytest.raises(IntegrityError),
        store.engine.begin() as connection,
    ):
        _raw(connection, row)


def test_it_goes_with_the_child(store, ada, intake):
    keep_disability(store, intake, "0042", TYPED)

    with store.begin() as transaction:
        transaction.execute(delete(Child).where(Child.id == ada))
        assert transaction.scalars(select(Disability)).all() == []


def _raw(connection, row):
    """Insert past every form and service, as a slip in SQL would."""
    kinds = {"child_id": Uuid, "disabled": Boolean, "purpose": String, "recorded_on": Date}
    bare = table("disability", *(column(name, kind()) for name, kind in kinds.items()))
    connection.execute(insert(bare).values(**row))
