"""A key that is replaced, and everything that is sealed to it."""

from datetime import timedelta

from sqlalchemy import select

from feedback.services.rotate import Machine
from feedback.store.sealed_columns import TO_SERVICE
from tests.road import NOW


def said(one) -> bytes:
    """What stands in a sealed column of a full installation."""
    return f"words of {one.table}.{one.column}".encode()


def values(store):
    """Every value of every column that is sealed to the service, with its place."""
    with store.engine.connect() as connection:
        return {
            (one, one.place(row)): row[one.column]
            for one in TO_SERVICE
            for row in connection.execute(select(one.of)).mappings()
            if row[one.column] is not None
        }


def machine(folder, keys, *, after=timedelta(0), settled=timedelta(0)):
    """Where the keys are; ``after`` goes by whenever the clock is read."""
    turns = iter(range(10_000))
    return Machine(folder, keys, lambda: NOW + next(turns) * after, lambda: None, settled)


def quietly(_step) -> None:
    """Watch nothing."""
