"""What is shown goes, nothing else does, and nothing that is restored brings it back."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from feedback.services.replay import replay
from feedback.services.retention.certificate import certificates
from feedback.services.retention.classes import CLASSES, Kept
from feedback.services.retention.plan import words_hang_on
from feedback.services.retention.run import run, show
from feedback.store import audit
from feedback.store.audit import COMMAND, Act
from feedback.store.journal import Book, Journal, Line
from feedback.store.models import (
    Ask,
    AuditRow,
    Base,
    ChildCopy,
    PastAsk,
    SentCreation,
    SentViews,
)
from tests.feedback.services.retention.lives import NOW, TODAY, Town

LONG_AGO = TODAY - timedelta(days=91)
WRITTEN = {"audit", "past_ask", "checkpoint"}
"""What letting go writes: the certificate, what is still counted, where the log begins."""


@pytest.fixture
def town(store, keys, tmp_path):
    return Town(store, keys, Journal(tmp_path / "journal"))


@pytest.fixture
def over(town):
    """A review whose words are due, and the next one, whose words are not."""
    mia = town.child()
    over = town.review(mia, date(2025, 11, 3), filed=date(2025, 11, 5))
    town.review(mia, date(2026, 5, 4), filed=LONG_AGO)
    return over


def test_every_table_is_placed_in_one_class():
    assert CLASSES.keys() == Base.metadata.tables.keys()


def test_every_table_of_words_hangs_on_a_review_a_letter_or_views():
    assert {table.name for table, _, _ in words_hang_on()} == {
        name for name, kept in CLASSES.items() if kept is Kept.WORDS and name != "views"
    }


def test_what_hangs_on_what_goes_is_never_kept_longer_than_it():
    """Whatever the database takes along is of the same class, or of one that goes earlier."""
    order = [Kept.SWEPT, Kept.DRAFT, Kept.WORDS, Kept.RECORD, Kept.CHILD]
    for table in Base.metadata.sorted_tables:
        for key in table.foreign_keys:
            of = CLASSES[key.column.table.name]
            if key.ondelete == "CASCADE" and of in order and table.name != "statement_views":
                assert order.index(CLASSES[table.name]) <= order.index(of), table.name


def test_the_words_of_a_review_go_and_that_they_came_stays(town, over):
    before = town.everything()
    plan = show(town.store, town.broom())

    done = run(town.store, town.broom())

    (views,) = plan.wordless
    after = town.everything()
    row = after["views"][(views,)]
    assert (row["answers"], row["erased_on"], row["review_id"]) == (None, TODAY, over)
    assert row["real"]
    assert row["receipt"] == before["views"][(views,)]["receipt"]
    of_words = {name for name, kept in CLASSES.items() if kept is Kept.WORDS and before[name]}
    of_words -= {"views"}
    assert {t: len(before[t]) - len(after[t]) for t in of_words} == dict.fromkeys(of_words, 1) | {
        "card": 2
    }
    (letter,) = plan.ended
    assert after["letter"][(letter,)]["revoked_at"] is not None
    assert done.counts["views without words"] == 1


def test_what_came_of_each_ask_is_still_counted_when_its_words_are_gone(town, over):
    run(town.store, town.broom())

    with town.store.look() as transaction:
        (past,) = transaction.scalars(select(PastAsk))
        assert (past.review_id, past.outcome, past.theme) == (over, "done", "school")


@pytest.mark.usefixtures("over")
def test_a_second_run_finds_nothing_and_writes_nothing(town):
    run(town.store, town.broom())
    before = town.everything()

    done = run(town.store, town.broom())

    assert (done.place, dict(done.counts)) == (None, {})
    assert town.everything() == before


@pytest.mark.usefixtures("over")
def test_the_certificate_is_in_the_log_and_says_the_same_as_what_was_shown(town):
    shown = show(town.store, town.broom())

    done = run(town.store, town.broom())

    assert done.digest == shown.digest(town.keys)
    (told,) = certificates(town.store, COMMAND, keys=town.keys, now=NOW)
    assert (told.place, told.counts, told.digest) == (done.place, shown.counts, done.digest)
    with town.store.look() as transaction:
        assert audit.first_broken(transaction, keys=town.keys) is None


@pytest.mark.usefixtures("over")
def test_the_list_names_rows_and_not_one_word(town):
    lines = list(show(town.store, town.broom()).lines())

    assert len(lines) == len(set(lines)) > 5
    assert not [line for line in lines if "words" in line.replace("erase words of", "")]


def test_one_damaged_ask_keeps_nothing_else_from_going(town, over):
    later = next(r for r in town.everything()["review"].values() if r["id"] != over)
    with town.store.begin() as transaction:
        views = select(SentViews.id).where(SentViews.review_id == later["id"])
        ask = transaction.scalars(select(Ask).where(Ask.views_id.in_(views))).one()
        ask.words = ask.words[:-1] + bytes([ask.words[-1] ^ 1])

    done = run(town.store, town.broom())

    assert done.counts["views without words"] == 1
    assert [row["kind"] for row in town.everything()["card"].values()] == ["hello"]


def test_the_letter_that_is_out_no_longer_shows_what_went(town, over):
    out = next(r for r in town.everything()["review"].values() if r["id"] != over)
    letters = {r["id"]: r for r in town.everything()["letter"].values()}
    of = {key: row for key, row in town.everything()["card"].items() if row["kind"] == "asks"}

    run(town.store, town.broom())

    after = town.everything()["card"]
    (shown,) = [key for key in of if letters[key[0]]["review_id"] == out["id"]]
    assert after[shown]["content"] != of[shown]["content"]
    assert len(after) == 2


def test_words_that_nobody_filed_are_never_erased_whoever_tries(town):
    mia = town.child()
    town.review(mia, date(2025, 11, 3))
    erasing = update(SentViews).values(answers=None, erased_on=TODAY)

    with pytest.raises(IntegrityError), town.store.begin() as transaction:
        transaction.execute(erasing)


@pytest.mark.usefixtures("over")
def test_nothing_is_hung_on_what_was_erased_and_nothing_of_it_returns(town):
    before = town.everything()
    run(town.store, town.broom())

    for table in ("child_copy", "ask", "creation", "interpretation"):
        lost = [r for key, r in before[table].items() if key not in town.everything()[table]]
        of = Base.metadata.tables[table]
        with pytest.raises(IntegrityError), town.store.begin() as transaction:
            transaction.execute(of.insert().values(lost[0]))
    returning = update(SentViews).where(SentViews.erased_on.is_not(None)).values(erased_on=None)
    with pytest.raises(IntegrityError), town.store.begin() as transaction:
        transaction.execute(returning)


@pytest.mark.usefixtures("over")
def test_nothing_is_brought_back_by_the_journal(town):
    _sent_lines(town)

    run(town.store, town.broom())
    after = town.everything()
    replay(town.store, town.journal)

    assert town.everything() == after


@pytest.mark.usefixtures("over")
def test_a_database_from_before_loses_the_words_again_when_the_journal_is_written_back(town):
    before = town.everything()
    _sent_lines(town)
    run(town.store, town.broom())
    (views,) = [key for (key,), row in town.everything()["views"].items() if row["erased_on"]]
    _restore(town, before, views)

    replay(town.store, town.journal)

    with town.store.look() as transaction:
        row = transaction.get_one(SentViews, views)
        assert (row.answers, row.erased_on) == (None, TODAY)
        for model in (Ask, ChildCopy, SentCreation):
            of = select(model).where(model.views_id == views)
            assert transaction.scalars(of).all() == []


def _sent_lines(town):
    """What the journal holds of all that was sent."""
    with town.store.look() as transaction:
        for views in transaction.scalars(select(SentViews)):
            models = (ChildCopy, Ask, SentCreation)
            rows = [
                row
                for model in models
                for row in transaction.scalars(select(model).where(model.views_id == views.id))
            ]
            line = Line(Book.VIEWS, views.id, (views, *rows))
            town.journal.append(line, day=TODAY - timedelta(days=1))


def _restore(town, before, views):
    """Put the rows of these views back as a backup from yesterday would."""
    with town.store.engine.begin() as connection:
        trigger = "views_stay_erased"
        postgresql = connection.dialect.name == "postgresql"
        off = (
            f"ALTER TABLE views DISABLE TRIGGER {trigger}"
            if postgresql
            else f"DROP TRIGGER {trigger}"
        )
        connection.exec_driver_sql(off)
        table = Base.metadata.tables["views"]
        connection.execute(
            update(table).where(table.c.id == views).values(before["views"][(views,)])
        )
        for name in ("child_copy", "ask", "creation"):
            table = Base.metadata.tables[name]
            rows = [row for row in before[name].values() if row["views_id"] == views]
            connection.execute(table.insert(), rows)
        if postgresql:
            connection.exec_driver_sql(f"ALTER TABLE views ENABLE TRIGGER {trigger}")


def test_the_log_is_cut_by_the_run_and_stays_whole(town):
    very_old = datetime(2019, 1, 1, tzinfo=UTC)
    for days in range(3):
        with town.store.begin() as transaction:
            at = very_old + timedelta(days=days)
            audit.write(transaction, COMMAND, Act("looked", "log"), keys=town.keys, now=at)
    assert list(show(town.store, town.broom()).lines()) == ["cut log up to 3"]

    done = run(town.store, town.broom())

    assert done.counts == {"audit": 3}
    with town.store.look() as transaction:
        assert audit.first_broken(transaction, keys=town.keys) is None
        assert transaction.scalar(select(AuditRow.place).order_by(AuditRow.place)) == 4
