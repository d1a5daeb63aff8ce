from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import event, select

from feedback.errors import NothingReleased
from feedback.periods import Period
from feedback.services.look_at_figures import look_at_figures
from feedback.store.models import Release
from tests import released
from tests.reports import BEFORE, SEED, report, whole_year

THIS, LAST = Period.named("2015-16"), Period.named("2014-15")


@pytest.fixture
def ledger(transaction):
    """Three years, one of them long ago, and quarters of two."""
    released.enter(
        transaction,
        whole_year("2014-15", BEFORE),
        whole_year("2015-16", SEED),
        whole_year("2011-12", BEFORE),
        report("2015-16Q2", {}),
        report("2015-16Q1", {}),
        report("2014-15Q4", {}),
    )


@pytest.mark.usefixtures("ledger")
def test_the_latest_year_is_looked_at_beside_those_before_it_and_its_quarters(transaction):
    figures = look_at_figures(transaction)

    assert figures.report.period == THIS
    assert figures.report.table("participation").number("took-part") == 1031
    assert [one.period.name for one in figures.earlier] == ["2011-12", "2014-15"]
    assert [one.period.name for one in figures.quarters] == ["2015-16Q1", "2015-16Q2"]
    assert figures.before.period == LAST
    assert [year.name for year in figures.years] == ["2015-16", "2014-15", "2011-12"]


@pytest.mark.usefixtures("ledger")
def test_an_earlier_year_is_never_set_beside_a_later_one(transaction):
    figures = look_at_figures(transaction, LAST)

    assert [one.period.name for one in figures.earlier] == ["2011-12"]
    assert figures.before is None
    assert [one.period.name for one in figures.quarters] == ["2014-15Q4"]


@pytest.mark.usefixtures("ledger")
def test_a_release_that_was_withdrawn_is_not_looked_at(transaction):
    last = transaction.scalars(select(Release).where(Release.period == "2014-15")).one()
    last.withdrawn_at, last.note = datetime(2015, 6, 1, tzinfo=UTC), "A mistake in the import."
    transaction.flush()

    assert look_at_figures(transaction).before is None
    with pytest.raises(NothingReleased):
        look_at_figures(transaction, LAST)


def test_before_anything_was_released_there_is_nothing_to_look_at(transaction):
    with pytest.raises(NothingReleased):
        look_at_figures(transaction)


def test_a_table_the_catalogue_holds_no_longer_is_left_out(transaction):
    whole = whole_year("2015-16", SEED)
    first, *others = whole.tables
    old = replace(first, table=replace(first.table, id="a-table-of-old"))
    released.enter(transaction, replace(whole, tables=(old, *others)))

    report = look_at_figures(transaction).report

    assert report.table("participation") is None
    assert report.table("a-table-of-old") is None
    assert report.table("groups") is not None


@pytest.mark.usefixtures("ledger")
def test_looking_takes_four_queries_however_many_years_there_are(transaction):
    made = []
    engine = transaction.get_bind()
    listen = ("before_cursor_execute", lambda *given: made.append(given[2]))
    transaction.expire_all()
    event.listen(engine, *listen)

    look_at_figures(transaction)

    event.remove(engine, *listen)
    assert len(made) <= 4
