"""Files taken in on a page lie sealed until somebody agrees, and go when it is done."""

from uuid import uuid4

import pytest
from sqlalchemy import select

from feedback.errors import CaseloadRefused
from feedback.services import caseload_errand, errands
from feedback.services.errands import ErrandUnknown
from feedback.services.letter_desk import Clerk
from feedback.store import audit
from feedback.store.audit import Act
from feedback.store.models import Child, ErrandPiece, ErrandState, Staff
from tests.feedback.services.imports import DESK, NOW, every

HEADER = b"CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n0042,1,10/05/2016,WBRI,,,\n"


@pytest.fixture
def clerk(store, keys) -> Clerk:
    with store.begin() as transaction:
        alex = Staff(name="Alex Office")
        transaction.add(alex)
        transaction.flush()
        return Clerk(alex.id, keys, DESK, NOW)


@pytest.fixture
def looked(store, clerk):
    found = caseload_errand.order_look(store, clerk, [("header.csv", HEADER)])
    works(store, clerk)
    return found


def works(store, clerk):
    doers = {
        kind: lambda s, d, do=do: do(s, d, keys=clerk.keys, desk=clerk.desk)
        for kind, do in (
            (caseload_errand.LOOK, caseload_errand.look),
            (caseload_errand.TAKE, caseload_errand.take),
        )
    }
    return errands.do_next(store, doers, holder=uuid4(), clock=lambda: NOW)


def result(store, clerk, errand_id):
    act = Act("opened-import", "errand", errand_id)
    permit = audit.opened_by(store, clerk.actor, act, keys=clerk.keys, now=NOW)
    with store.look() as transaction:
        return caseload_errand.result(transaction, errand_id, permit)


def state(store, clerk, errand_id):
    with store.look() as transaction:
        return errands.find(transaction, errand_id, by=clerk.staff_id, now=NOW)


def test_a_look_brings_back_what_would_change_and_writes_nothing(store, clerk, looked):
    told = result(store, clerk, looked)

    assert told.counts == {"child-new": 1}
    assert told.summary["files"]["header.csv"]["kept"] == 1
    assert told.findings == ()
    assert every(store, Child) == []


def test_what_was_agreed_to_is_written_and_the_files_are_erased(store, clerk, looked):
    taken = caseload_errand.order_take(store, clerk, looked)
    works(store, clerk)

    assert [child.number for child in every(store, Child)] == ["0042"]
    assert result(store, clerk, taken).counts == {"child-new": 1}
    with pytest.raises(ErrandUnknown):
        result(store, clerk, looked)


def test_files_lie_sealed_while_somebody_looks(store, looked):
    with store.look() as transaction:
        contents = transaction.scalars(select(ErrandPiece.content)).all()

    assert looked
    assert len(contents) == 2
    assert not any(b"0042" in content for content in contents)


def test_what_was_not_looked_at_or_is_another_s_is_never_written(store, clerk):
    unlooked = caseload_errand.order_look(store, clerk, [("header.csv", HEADER)])

    for errand in (unlooked, uuid4()):
        with pytest.raises(ErrandUnknown):
            caseload_errand.order_take(store, clerk, errand)


def test_a_wrong_file_is_one_sentence(store, clerk):
    looked = caseload_errand.order_look(store, clerk, [("header.csv", b"CHILD\n")])
    works(store, clerk)

    found = state(store, clerk, looked)
    assert found.state is ErrandState.FAILED
    assert found.failure == str(CaseloadRefused("header.csv", "the column SEX is missing"))


def test_a_look_that_was_interrupted_is_looked_at_again(store, looked):
    with store.begin() as transaction:
        errands.bring(transaction, looked, (uuid4(), "result", b"torn"))
        pieces = [piece.about for piece in errands.pieces_of(transaction, looked)]

    assert pieces == ["header.csv", "result"]
