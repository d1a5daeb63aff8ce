"""Where the protector runs out of work, a table leaves withheld whole and says why."""

from functools import partial

import pytest
from sqlalchemy import select

from feedback.catalogue import load_catalogue
from feedback.council import Council
from feedback.disclosure.work import Work
from feedback.releases.sentences import UNPROVEN, sentences
from feedback.services import work_out_release
from feedback.services.agree_release import look_at_prepared
from feedback.services.audit_release import verify
from feedback.services.release import find_release
from feedback.store.ledger import report_of
from feedback.store.models import LedgerCell
from feedback.store.released import reports_of
from portal.insight.paper import writer
from tests import planted
from tests.feedback.services.two_people import NEXT_DAY, SPRING

pytestmark = pytest.mark.usefixtures("closed")
SAID = {"voice": {"yes": 40, "bit": 20, "no": 3, "not-sure": 12}}


@pytest.fixture
def out_of_work(monkeypatch):
    """A protector that may do no step at all."""
    monkeypatch.setattr(work_out_release, "Work", partial(Work, most=0))


@pytest.mark.usefixtures("out_of_work")
def test_what_was_not_proven_is_withheld_whole_and_says_why_from_the_first_look_to_the_ledger(
    store, keys, people, prepare, agree
):
    with store.begin() as transaction:
        planted.sheets(transaction, SPRING.name, SAID)
    made = prepare(write=writer(Council(name="Sampleshire"), load_catalogue()))

    seen = look_at_prepared(store, SPRING, by=people[1], keys=keys, now=NEXT_DAY).report
    agree(made.digest)

    with store.look() as transaction:
        left, standing = report_of(transaction, SPRING), reports_of(transaction, [SPRING])[SPRING]
        symbols = {
            (cell.table_name, cell.symbol) for cell in transaction.scalars(select(LedgerCell))
        }
        files = find_release(transaction, SPRING).files
        verdict = verify(transaction, SPRING, keys=keys)
    assert "Withheld whole, because the steps allowed were not enough" in made.solved
    for report in (seen, left, standing):
        voice, participation = report.table("voice"), report.table("participation")
        assert sentences(report, voice) == (UNPROVEN,)
        assert (participation.unproven, participation.counts["took-part"]) == (False, 132)
    assert ("voice", "w") in symbols
    assert not any(table == "participation" and symbol for table, symbol in symbols)
    assert UNPROVEN in files[f"heard-{SPRING.name}.json"].decode()
    assert verdict.holds, verdict.against


def test_what_is_hidden_to_protect_children_never_says_that_nothing_was_proven(
    store, people, keys, prepare
):
    with store.begin() as transaction:
        planted.sheets(transaction, SPRING.name, SAID)

    made = prepare(write=writer(Council(name="Sampleshire"), load_catalogue()))

    seen = look_at_prepared(store, SPRING, by=people[1], keys=keys, now=NEXT_DAY).report
    assert not any(one.unproven for one in seen.tables)
    assert not any(b"could not be proven" in content for content in made.files.values())
