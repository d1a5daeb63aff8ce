"""Whoever may see a release may have it attacked again, with all that is known by then."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, update

from feedback.auditor.audit import Verdict
from feedback.errors import ReleaseBroken, ReleaseUnknown
from feedback.services import errands, verify_release
from feedback.services.audit_release import verify
from feedback.store.models import AuditRow, Errand, ErrandState, Installation, Release
from tests.feedback.services.two_people import NEXT_DAY, SPRING

pytestmark = pytest.mark.usefixtures("closed")


@pytest.fixture
def works(store, keys, people):
    """Order an attack on the quarter, and let the worker do it; return its errand."""

    def works():
        with store.begin() as transaction:
            asked = verify_release.order(
                transaction, SPRING, by=people[1], keys=keys, now=NEXT_DAY
            )

        def carry_out(store, doing):
            verify_release.carry_out(store, doing, keys=keys)

        doers = {verify_release.KIND: carry_out}
        errands.do_next(store, doers, holder=uuid4(), clock=lambda: NEXT_DAY)
        with store.look() as transaction:
            return errands.find(transaction, asked, by=UUID(people[1].who), now=NEXT_DAY)

    return works


def test_a_release_that_stands_is_said_to_stand(store, prepare, agree, works):
    agree(prepare().digest)

    assert works().state is ErrandState.DONE
    with store.look() as transaction:
        acts = transaction.scalars(select(AuditRow.act).order_by(AuditRow.place)).all()
        assert acts[-1] == "verified-release"


def test_one_that_does_not_is_refused_without_a_number(monkeypatch, prepare, agree, works):
    agree(prepare().digest)
    found = tuple(f"a number is found in table {number}" for number in range(5))
    broken = Verdict(SPRING.name, found, (), b"")
    monkeypatch.setattr(verify_release, "verify", lambda *_args, **_named: broken)

    errand = works()

    assert errand.state is ErrandState.FAILED
    assert errand.failure.startswith("2025-26Q1 does not hold: a number is found in table 0;")
    assert errand.failure.endswith("; and 2 more.")
    assert len(errand.failure) < Errand.failure.type.length
    assert str(ReleaseBroken("2025-26", found[:1])).endswith("in table 0.")


def test_of_what_never_left_nothing_is_attacked(works):
    with pytest.raises(ReleaseUnknown):
        works()


def test_other_files_than_were_frozen_do_not_stand(store, keys, prepare, agree):
    agree(prepare().digest)
    with store.begin() as transaction:
        transaction.add(Installation(id=1, made_up=True))
        transaction.connection().exec_driver_sql(
            "DROP TRIGGER release_stays_as_agreed" + _on(store)
        )
        transaction.execute(update(Release).values(digest="0" * 64))

    with store.look() as transaction:
        verdict = verify(transaction, SPRING, keys=keys)

    assert verdict.against == ("its files are not those that were frozen",)


def _on(store):
    return " ON release" if store.engine.dialect.name == "postgresql" else ""
