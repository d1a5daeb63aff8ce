"""A release in sentences and tables, ready to be shown on a screen or on its own page."""

from dataclasses import dataclass, replace

from feedback.periods import Period
from feedback.releases.figures import SYMBOLS
from feedback.releases.leaf import Line
from feedback.releases.report import Report, Reported
from feedback.releases.sentences import CARE, PARTLY, UNIT_NAMES, sentences
from feedback.releases.worksheet import worksheet
from portal.leaves import DrawnTable, drawn


@dataclass(frozen=True, slots=True)
class Told:
    """One table of a release: what it asks, what it says, and the table as it is drawn."""

    id: str
    title: str
    withheld: bool
    unproven: bool
    """Whether it is withheld because nothing was proven of it, so that it says so in its place."""
    two_way: bool
    sentences: tuple[str, ...]
    table: DrawnTable

    @property
    def in_short(self) -> str:
        """Return the first thing it says."""
        return self.sentences[0]

    @property
    def says_a_figure(self) -> bool:
        """Whether its first sentence tells a figure, rather than that it is hidden."""
        return not self.withheld and self.in_short != PARTLY

    @property
    def needs_care(self) -> bool:
        """Whether so few answered that it must be treated with care."""
        return CARE in self.sentences


def told(report: Report) -> tuple[Told, ...]:
    """Tell every table of a release."""
    return tuple(_table(report, reported) for reported in report.tables)


def symbols() -> tuple[tuple[str, str], ...]:
    """Say what each symbol means, in the way it is printed."""
    return tuple((f"[{symbol}]", words) for symbol, words in SYMBOLS.items())


def period_in_words(period: Period) -> str:
    """Say a period, such as October to December 2025."""
    return period.in_words


def _table(report: Report, reported: Reported) -> Told:
    table, leaf = reported.table, worksheet(report, reported)
    unit = Line(f"Counted are {UNIT_NAMES[table.unit]}.")
    return Told(
        id=table.id,
        title=leaf.title,
        withheld=reported.withheld,
        unproven=reported.withheld and reported.unproven,
        two_way=table.two_way or table.several,  # long ones stand on the page of rows
        sentences=sentences(report, reported),
        # What the symbols mean is said once, before the first table.
        table=replace(drawn(replace(leaf, lines=(unit,))), symbols=()),
    )
