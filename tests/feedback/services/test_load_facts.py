"""What others told is kept, and every release from then on is judged with it."""

import json
from datetime import date

import pytest
from sqlalchemy import select

from feedback.auditor.reading import read
from feedback.errors import FactsRefused, OvertakenMeanwhile
from feedback.services.audit_release import verify
from feedback.services.load_facts import Loaded, load_facts
from feedback.services.work_out_release import gather
from feedback.store.audit import COMMAND
from feedback.store.models import AuditRow, OutsideFact
from feedback.store.outside import told_of
from tests import planted
from tests.feedback.services.two_people import LATER, SPRING, SUMMER, YEAR

pytestmark = pytest.mark.usefixtures("closed")
HEAD = "period,table,row,column,count,source"


@pytest.fixture
def load(store, keys):
    def load(*lines):
        content = "\n".join([HEAD, *lines]).encode()
        with store.begin() as transaction:
            return load_facts(transaction, "facts.csv", content, by=COMMAND, keys=keys, now=LATER)

    return load


def _acts(store):
    with store.look() as transaction:
        return (
            transaction.scalars(select(AuditRow.act).order_by(AuditRow.place))
            .all()
            .count("loaded-outside-facts")
        )


def test_a_file_is_taken_in_once_and_loading_it_again_changes_nothing(store, load):
    lines = ("2025-26,codes,,PN4,16,A", "2025-26Q1,groups,,PN2-3+PN5-6,70-74,B")

    assert load(*lines) == Loaded(new=2, changed=0, known=0)
    assert load(*lines) == Loaded(new=0, changed=0, known=2)
    assert load("2025-26,codes,,PN4,17,A") == Loaded(new=0, changed=1, known=0)

    with store.look() as transaction:
        told = [(one.period, one.in_words, one.source) for one in told_of(transaction)]
        spring = told_of(transaction, [SPRING])
    assert told == [("2025-26", "PN4: 17", "A"), ("2025-26Q1", "PN2-3+PN5-6: 70–74", "B")]
    assert [one.period for one in spring] == ["2025-26Q1"]
    assert _acts(store) == 2


def test_of_a_file_with_one_wrong_line_nothing_is_taken_in(store, load):
    with pytest.raises(FactsRefused, match="line 3, column"):
        load("2025-26,codes,,PN4,16,A", "2025-26,codes,,PN9,1,A")

    with store.look() as transaction:
        assert transaction.scalars(select(OutsideFact)).all() == []


def test_only_what_is_true_of_our_counts_is_reckoned_with(store, keys, load):
    load(
        "2025-26Q1,groups,,PN4-7,17,True",
        "2025-26Q1,groups,,PN1,99,Another definition",
        "2025-26Q2,groups,,PN4-7,15-19,True of a quarter that has not left",
        "2024-25,codes,,PN4,0,Another year",
    )

    with store.look() as transaction:
        gathered = gather(transaction, SPRING, keys=keys)

    assert [(fact.cells[0][0], fact.low) for fact in gathered.facts] == [
        ("2025-26Q1", 17),
        ("2025-26Q2", 15),
    ]
    assert [(one.period, dict(one.shown)) for one in gathered.beside] == [(SUMMER, {})]


def test_a_fact_about_a_table_that_is_declared_no_longer_says_nothing(store, keys):
    with store.begin() as transaction:
        transaction.add(
            OutsideFact(
                period="2025-26Q1",
                table_name="weather",
                row="service",
                columns="fine",
                low=1,
                high=1,
                source="A",
                loaded_at=LATER,
            )
        )

    with store.look() as transaction:
        assert gather(transaction, SPRING, keys=keys).facts == ()


def test_what_is_told_elsewhere_hides_the_total_that_would_give_a_small_number_away(
    store, keys, load, prepare, agree
):
    """Two children more in autumn: the year less what others told of spring and summer."""
    with store.begin() as transaction:
        planted.reviews(transaction, {"PN2": 2}, date(2025, 11, 4))
    alone = prepare(YEAR)
    load("2025-26Q1,groups,,PN2-3,22,A", "2025-26Q2,groups,,PN2-3,22,A")

    made = prepare(YEAR)

    assert _number(alone.files, "PN2-3") == 46
    assert _number(made.files, "PN2-3") is None
    agree(made.digest, YEAR)
    with store.look() as transaction:
        verdict = verify(transaction, YEAR, keys=keys)
    told = json.loads(made.files["heard-2025-26.certificate.json"])["outside_facts"]
    assert verdict.holds
    assert json.loads(verdict.certificate)["outside_facts"] == told


def test_what_is_told_while_a_release_waits_must_be_reckoned_with_first(load, prepare, agree):
    made = prepare()
    load("2025-26Q1,groups,,PN4-7,17,A")

    with pytest.raises(OvertakenMeanwhile):
        agree(made.digest)


def _number(files, group):
    return read(files).numbers["groups", "service", group]
