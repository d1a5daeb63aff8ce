"""A release as values: the period, and each table either with its counts or withheld."""

from dataclasses import dataclass
from datetime import date

from feedback.disclosure.table import Counts, Table
from feedback.periods import Period


@dataclass(frozen=True, slots=True)
class Reported:
    """One table of a release. Without counts it is withheld whole."""

    table: Table
    counts: Counts | None


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a release says. Every figure in its files is worked out from this alone."""

    period: Period
    frozen_on: date
    made_up: bool
    tables: tuple[Reported, ...]
