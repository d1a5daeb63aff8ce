"""Hundreds of letters in one file: each made once, sealed till printed, opened by one visit."""

from dataclasses import replace
from uuid import uuid4

import pytest
from sqlalchemy import select, text

from feedback.errors import InvitationRefused
from feedback.questionnaire import Version
from feedback.services import errands, letter_batch, letter_desk
from feedback.services.errands import KEPT, ErrandUnknown
from feedback.services.letter_batch import Choice
from feedback.services.letter_desk import Clerk
from feedback.store.models import AuditRow, ErrandPiece, Letter, Staff
from feedback.store.sealing import SECRET_BYTES
from tests.road import NOW, Road


@pytest.fixture
def clerk(mia) -> Clerk:
    with mia.store.begin() as transaction:
        alex = Staff(name="Alex Office")
        transaction.add(alex)
        transaction.flush()
        return Clerk(alex.id, mia.keys, mia.desk, NOW)


@pytest.fixture
def kit(store, keys, tmp_path) -> Road:
    return Road(store, keys, tmp_path)


def orders(road, clerk, *roads, **choice):
    reviews = [road.review_id, *(other.review_id for other in roads)]
    return letter_batch.order(road.store, clerk, reviews, Choice(**choice))


def works(road, *, now=NOW):
    def make(store, doing):
        letter_batch.make(store, doing, keys=road.keys, desk=road.desk)

    return errands.do_next(
        road.store, {letter_batch.KIND: make}, holder=uuid4(), clock=lambda: now
    )


def opens(road, clerk, ordered):
    return letter_batch.open_file(road.store, clerk, ordered.id, ordered.secret)


def test_what_is_in_the_file_opens_each_letter_and_nothing_is_made_twice(mia, kit, clerk):
    ordered = orders(mia, clerk, kit, mia)
    works(mia)

    papers = opens(mia, clerk, ordered).papers

    assert [paper.review_id for paper in papers] == [mia.review_id, kit.review_id]
    assert len(mia.rows(Letter)) == 2
    for road, paper in zip((mia, kit), papers, strict=True):
        road.issued = letter_desk.IssuedLetter(
            next(row for row in road.rows(Letter) if row.number == paper.number),
            paper.words,
            paper.numbers,
            paper.qr_secret,
        )
        assert road.comes_in().letter_id == road.letter_id
    assert papers[0].named is not None
    assert (papers[0].officer, papers[0].at.hour) == ("Robin Reviewer", 10)


def test_the_chosen_form_language_and_size_are_kept_with_the_file(mia, clerk):
    ordered = orders(mia, clerk, version=Version.EASY, language="ar", large=True)
    works(mia)

    opened = opens(mia, clerk, ordered)

    assert opened.choice == Choice(Version.EASY, "ar", large=True)
    assert opened.papers[0].version is Version.EASY


def test_whoever_has_a_letter_already_is_counted_and_left_out(mia, kit, clerk):
    letter_desk.make(mia.store, clerk, mia.review_id)
    ordered = orders(mia, clerk, kit)
    works(mia)

    opened = opens(mia, clerk, ordered)

    assert [paper.review_id for paper in opened.papers] == [kit.review_id]
    assert opened.refused == 1


def test_after_a_power_cut_it_goes_on_where_it_stopped(mia, kit, clerk, monkeypatch):
    ordered = orders(mia, clerk, kit)
    step = errands.Doing.step

    def dies_after_one(doing, done, total):
        if done > 1:
            raise KeyboardInterrupt
        step(doing, done, total)

    monkeypatch.setattr(errands.Doing, "step", dies_after_one)
    with pytest.raises(KeyboardInterrupt):
        works(mia)
    monkeypatch.setattr(errands.Doing, "step", step)

    works(mia, now=NOW + errands.LEASE)

    opened = opens(mia, clerk, ordered)
    assert (len(opened.papers), opened.refused, len(mia.rows(Letter))) == (2, 0, 2)


def test_without_the_secret_of_the_visit_nobody_opens_it(mia, clerk):
    ordered = orders(mia, clerk)
    works(mia)

    for secret in (b"", bytes(SECRET_BYTES)):
        with pytest.raises(ErrandUnknown, match="only in the visit"):
            opens(mia, clerk, replace(ordered, secret=secret))
    with pytest.raises(ErrandUnknown):
        opens(mia, replace(clerk, staff_id=uuid4()), ordered)


def test_the_words_lie_in_no_table_and_not_under_the_keys_of_the_installation(mia, clerk):
    ordered = orders(mia, clerk)
    works(mia)
    (paper,) = opens(mia, clerk, ordered).papers

    with mia.store.look() as transaction:
        (sealed,) = transaction.scalars(select(ErrandPiece.content)).all()
        tables = transaction.scalars(text(
            "SELECT name FROM sqlite_master WHERE type = 'table'"
        ) if transaction.get_bind().dialect.name == "sqlite" else text(
            "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
        )).all()  # fmt: skip
        everything = "".join(
            repr(transaction.execute(text(f'SELECT * FROM "{table}"')).all())  # noqa: S608  ours
            for table in tables
        )
    assert " ".join(paper.words) not in everything
    assert paper.qr_secret not in everything
    for key in mia.keys.private.values():
        with pytest.raises(Exception, match="key"):
            key.open(sealed, errands.piece_place(uuid4()))


def test_once_printed_the_words_are_gone_for_good(mia, clerk):
    ordered = orders(mia, clerk)
    works(mia)

    letter_batch.printed(mia.store, clerk, ordered.id)

    assert opens(mia, clerk, ordered).papers == ()
    with mia.store.look() as transaction:
        assert transaction.scalars(select(ErrandPiece.content)).all() == [None]


def test_after_an_hour_the_words_are_gone_by_themselves(mia, clerk):
    ordered = orders(mia, clerk)
    works(mia)

    with pytest.raises(ErrandUnknown):
        opens(mia, replace(clerk, now=NOW + KEPT), ordered)


def test_a_file_that_was_lost_is_made_anew_and_the_letters_before_open_nothing(mia, kit, clerk):
    first = orders(mia, clerk, kit)
    works(mia)
    with mia.store.look() as transaction:
        reviews = letter_batch.reviews_of(transaction, first.id)

    again = letter_batch.order(mia.store, clerk, reviews, Choice(anew=True))
    works(mia)

    papers = opens(mia, clerk, again).papers
    live = {row.number for row in mia.rows(Letter) if row.revoked_at is None}
    assert {paper.number for paper in papers} == live
    assert len(mia.rows(Letter)) == 4


def test_where_there_is_nothing_to_make_anew_nothing_is_made(mia, clerk):
    ordered = orders(mia, clerk, anew=True)
    works(mia)

    assert opens(mia, clerk, ordered).refused == 1


def test_ordering_opening_and_erasing_are_in_the_log(mia, clerk):
    ordered = orders(mia, clerk)
    works(mia)
    opens(mia, clerk, ordered)
    letter_batch.printed(mia.store, clerk, ordered.id)

    acts = [row.act for row in mia.rows(AuditRow)]
    assert acts == ["issued-letter", "opened-print-file", "erased-print-file"]
    assert {row.who for row in mia.rows(AuditRow)} == {str(clerk.staff_id)}


def test_a_file_holds_at_least_one_letter_and_no_more_than_a_large_council_needs(mia, clerk):
    for wanted in ([], [uuid4() for _ in range(letter_batch.MOST + 1)]):
        with pytest.raises(InvitationRefused, match="from 1 to 500"):
            letter_batch.order(mia.store, clerk, wanted, Choice())


def test_a_review_nobody_knows_is_left_out(mia, clerk):
    ordered = letter_batch.order(mia.store, clerk, [uuid4()], Choice())
    works(mia)

    assert opens(mia, clerk, ordered).refused == 1


def test_a_review_without_an_hour_has_its_letter_too(mia, clerk):
    with mia.store.begin() as transaction:
        transaction.execute(text("UPDATE review SET at = NULL"))
    ordered = orders(mia, clerk)
    works(mia)

    assert opens(mia, clerk, ordered).papers[0].at is None
