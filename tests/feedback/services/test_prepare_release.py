"""The worker prepares a release for whoever ordered it, who sees how far it is."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from feedback.auditor.structure import CAME
from feedback.errors import PeriodNotClosed, ReleaseRefused
from feedback.services import errands, prepare_release
from feedback.services.work_out_release import read_back
from feedback.store.models import Errand, ErrandState, PreparedRelease
from tests.feedback.auditor.exported import files_of
from tests.feedback.disclosure.town import as_today, edition
from tests.feedback.services.two_people import LATER, SPRING, YEAR, plain_csv

pytestmark = pytest.mark.usefixtures("closed")


def test_the_worker_prepares_what_was_ordered_and_says_how_far_it_is(store, keys, people):
    who, clock = people[0], iter(LATER + timedelta(seconds=n) for n in range(1000))
    with store.begin() as transaction:
        asked = prepare_release.order(transaction, SPRING, by=who, now=LATER)
    stages = []

    def carry_out(store, doing):
        def write(report):
            with store.look() as transaction:
                row = transaction.get_one(Errand, asked)
                stages.append((row.done, row.total))
            return plain_csv(report)

        prepare_release.carry_out(store, doing, write=write, keys=keys)

    doers = {prepare_release.KIND: carry_out}
    assert errands.do_next(store, doers, holder=uuid4(), clock=lambda: next(clock))

    with store.look() as transaction:
        found = errands.find(transaction, asked, by=UUID(who.who), now=LATER)
        assert (found.state, found.done, found.total) == (ErrandState.DONE, 4, 4)
        assert str(transaction.scalars(select(PreparedRelease.prepared_by)).one()) == who.who
    assert stages == [(2, 4)]


def test_what_cannot_be_prepared_is_refused_when_it_is_ordered(store, people):
    with pytest.raises(PeriodNotClosed), store.begin() as transaction:
        prepare_release.order(transaction, YEAR.quarters[2], by=people[0], now=LATER)


def test_what_was_prepared_before_the_catalogue_grew_has_to_be_prepared_again():
    fresh = as_today(edition(SPRING, {}))
    before = tuple(one for one in fresh.tables if one.id not in frozenset().union(*CAME))

    with pytest.raises(ReleaseRefused) as refusal:
        read_back(files_of(replace(fresh, tables=before)), frozen_on=LATER.date(), made_up=True)

    assert "prepare it again" in str(refusal.value)
