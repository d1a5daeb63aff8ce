"""What counts as broken, and what only the service can say of what it hid."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from feedback.auditor.structure import SERVICE, Counted, Key


class Kind(StrEnum):
    """How something is broken."""

    SMALL = "a small number is printed"
    ROW = "a row below base 10 is printed"
    EXACT = "a hidden number is found exactly"
    PRESENCE = "somebody is proven to be behind a hidden number"
    KNOWN = "whoever knows one hidden number finds another"
    DIFFERENCE = "a difference between periods is small"
    LEFT_OVER = "what a number leaves over is small"
    AGREED = "all but at most one are proven to have said the same"


@dataclass(frozen=True, slots=True, order=True)
class Break:
    """One thing an attacker found. It names the place and never the number."""

    kind: Kind
    period: str
    table: str
    row: str = SERVICE
    column: str = ""


@dataclass(slots=True)
class Tried:
    """How much was tried."""

    bounds: int = 0
    differences: int = 0
    pairs: int = 0
    rows: int = 0


Small = frozenset[tuple[str, Key]]
"""Periods and numbers in them that the service knows to be small. It says which, never how."""
Few = frozenset[tuple[str, str]]
"""Of a population what is told of few children and printed nowhere, by the name it is kept by."""

True_ = Mapping[tuple[str, Key], int]
"""What hidden numbers are: what somebody who knows one of them would know."""


def name_of(counted: Counted, beside: tuple[str, ...] = ()) -> str:
    """Name what is counted, of a year beside some of its quarters, as the service keeps it."""
    named = ";".join(f"{dim}={'+'.join(sorted(some))}" for dim, some in sorted(counted.items()))
    return f"{named} beside {'+'.join(sorted(beside))}" if beside else named
