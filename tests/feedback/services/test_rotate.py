"""The service’s key is replaced while children write, and not one value is lost."""

from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select, update
from sqlalchemy.exc import DBAPIError

from feedback.errors import KeyMissing
from feedback.services import reseal, rotate
from feedback.store import service_key
from feedback.store.keys import make_keys, read_keys
from feedback.store.models import Installation, Quote, Sheet, Staff
from feedback.store.sealed_columns import SEALED_COLUMNS, TO_SERVICE, Opens
from feedback.store.sealing import key_id_of
from tests import one_of_everything
from tests.feedback.services.rotating import machine, quietly, said, values
from tests.road import NOW


class Killed(Exception):
    """The machine lost its power."""


@pytest.fixture
def folder(tmp_path):
    make_keys(tmp_path / "keys")
    return tmp_path / "keys"


@pytest.fixture
def keys(folder):
    return read_keys(folder)


@pytest.fixture
def full(store, keys):
    """An installation with something in every sealed column."""
    with store.engine.begin() as connection:
        one_of_everything.fill(connection, lambda one, row: keys.seal(said(one), one.place(row)))
    return store


def test_everything_sealed_to_the_service_is_sealed_to_the_new_key(full, folder, keys):
    done = rotate.rotate(full, machine(folder, keys), watch=quietly)

    found = values(full)
    assert {key_id_of(value) for value in found.values()} == {keys.service.id}
    assert all(keys.open(value, place) == said(one) for (one, place), value in found.items())
    assert done.rows == len({one.table for one in TO_SERVICE})
    assert done.damaged == 0


def test_what_is_sealed_to_anybody_else_stays_as_it_is(full, folder, keys):
    others = [o for o in SEALED_COLUMNS if o.opens not in {Opens.SERVICE, Opens.ERRAND}]
    with full.engine.connect() as connection:
        before = [connection.scalar(select(one.value)) for one in others]

    rotate.rotate(full, machine(folder, keys), watch=quietly)

    with full.engine.connect() as connection:
        assert [connection.scalar(select(one.value)) for one in others] == before


def test_the_old_key_lies_in_the_archive_with_the_day_and_opens_only_what_is_from_before(
    full, folder, keys
):
    old = keys.service.id
    before = values(full)

    done = rotate.rotate(full, machine(folder, keys), watch=quietly)

    assert done.archived == (f"service-{old.hex()}.key",)
    assert [p.name for p in (folder / "archive").iterdir()] == [
        f"2026-03-03-service-{old.hex()}.key"
    ]
    assert service_key.old_ids(folder) == {old}
    fresh = read_keys(folder)
    assert list(fresh.private) == [keys.service.id]
    assert all(fresh.open(v, place) == said(one) for (one, place), v in before.items())
    (folder / "archive" / f"2026-03-03-service-{old.hex()}.key").unlink()
    with pytest.raises(KeyMissing):
        read_keys(folder).open(*next((v, p) for (_, p), v in before.items()))


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_killed_anywhere_and_begun_again_it_comes_to_the_same_end(full, folder, keys, data):
    here, before = machine(folder, keys), len(service_key.private_files(folder))
    steps = len({one.table for one in TO_SERVICE})
    for left in data.draw(st.lists(st.integers(0, steps - 1), max_size=3)):
        lives = iter(range(left))

        def watch(_step, lives=lives):
            if next(lives, None) is None:
                raise Killed

        try:
            rotate.rotate(full, here, watch=watch)
        except Killed:
            half = values(full)
            assert all(keys.open(v, place) == said(one) for (one, place), v in half.items())

    rotate.rotate(full, here, watch=quietly)

    found = values(full)
    assert {key_id_of(value) for value in found.values()} == {keys.service.id}
    assert all(keys.open(value, place) == said(one) for (one, place), value in found.items())
    assert len(service_key.private_files(folder)) == before == 1


def test_killed_before_the_new_key_is_published_it_goes_on_with_that_key(full, folder, keys):
    made = service_key.make_private(folder)
    with full.begin() as transaction:
        installation = transaction.get_one(Installation, 1)
        installation.resealing_to, installation.resealing_since = made.id, NOW

    rotate.rotate(full, machine(folder, keys), watch=quietly)

    assert keys.service.id == made.id


def test_what_came_back_from_before_is_sealed_to_the_key_of_today(full, folder, keys):
    before = values(full)
    rotate.rotate(full, machine(folder, keys), watch=quietly)
    today = keys.service.id
    (one,) = [one for one in TO_SERVICE if (one.table, one.column) == ("child", "named")]
    (came_back,) = [value for (of, _), value in before.items() if of is one]
    with full.begin() as transaction:
        transaction.execute(update(one.of).values({one.column: came_back}))

    done = rotate.seal_anew(full, machine(folder, keys), watch=quietly)

    assert (done.rows, done.archived, keys.service.id) == (1, (), today)
    assert {key_id_of(value) for value in values(full).values()} == {today}


def test_a_replacement_that_a_backup_remembers_is_not_gone_on_with_once_its_key_is_archived(
    full, folder, keys
):
    old = keys.service.id
    rotate.rotate(full, machine(folder, keys), watch=quietly)
    with full.begin() as transaction:
        transaction.get_one(Installation, 1).resealing_to = old

    rotate.rotate(full, machine(folder, keys), watch=quietly)

    assert keys.service.id != old
    assert {key_id_of(value) for value in values(full).values()} == {keys.service.id}


GUARDED = (
    *("audit", "record", "indicator_entry", "follow_up", "interpretation", "outcome_letter"),
)


@pytest.mark.parametrize("table", GUARDED)
def test_no_other_change_of_what_is_never_changed_gets_in_while_a_key_is_replaced(
    full, folder, table
):
    (one,) = [one for one in TO_SERVICE if one.table == table]
    coming = service_key.make_private(folder)
    with full.engine.connect() as connection:
        row = connection.execute(select(one.of)).mappings().one()
    anew = coming.seal(said(one), one.place(row))
    other = next(c for c in one.of.columns if c.name not in {one.column, *one.of.primary_key})

    def refuses(**change):
        with pytest.raises(DBAPIError, match="never changed"), full.begin() as transaction:
            transaction.execute(update(one.of).values(change))

    refuses(**{one.column: anew})
    with full.begin() as transaction:
        installation = transaction.get_one(Installation, 1)
        installation.resealing_to, installation.resealing_since = coming.id, NOW
    refuses(**{one.column: coming.seal(b"other words", one.place(row))})
    refuses(**{one.column: service_key.make_private(folder).seal(said(one), one.place(row))})
    refuses(**{one.column: anew, other.name: one_of_everything.another(row[other.name])})
    refuses(**{one.column: None} if one.value.nullable else {one.column: b""})
    with full.begin() as transaction:
        transaction.execute(update(one.of).values({one.column: anew}))


def test_an_agreed_quote_is_sealed_anew_and_not_changed_otherwise(full, folder, keys):
    other = UUID(int=2)
    with full.begin() as transaction:
        transaction.add(Staff(id=other, name="Pat Participation"))
        transaction.flush()
        transaction.execute(update(Quote).values(state="agreed", agreed_by=other))

    rotate.rotate(full, machine(folder, keys), watch=quietly)

    with full.look() as transaction:
        quote = transaction.scalars(select(Quote)).one()
        assert key_id_of(quote.words) == keys.service.id
        assert quote.state == "agreed"


def test_evaluations_are_gone_through_in_the_order_of_their_random_keys(
    store, folder, keys, monkeypatch
):
    one = next(one for one in TO_SERVICE if one.table == "sheet")
    with store.engine.begin() as connection:
        row = one_of_everything.row_of("sheet")
        for key in sorted((uuid4() for _ in range(9)), key=lambda key: key.int % 97):
            sealed = keys.seal(b"{}", one.place({"id": key}))
            connection.execute(insert(Sheet.__table__).values(row | {"id": key, "words": sealed}))
    put, order = reseal._replace, []

    def remembering(store, part, column, pairs):
        order.append([pair["is"] for pair in pairs])
        put(store, part, column, pairs)

    monkeypatch.setattr(reseal, "_replace", remembering)
    monkeypatch.setattr(reseal, "BATCH", 4)

    rotate.rotate(store, machine(folder, keys), watch=quietly)

    seen = [key for batch in order for key in batch]
    assert seen == sorted(seen)
    assert len(seen) == 9
