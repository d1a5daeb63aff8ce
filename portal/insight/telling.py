"""A release in words and rows, ready to be shown on a screen or on its own page."""

from dataclasses import dataclass

from feedback.disclosure.table import Unit
from feedback.periods import Period
from feedback.releases.figures import SYMBOLS, Figure, Number, Percentage, Symbol, figures
from feedback.releases.report import Report, Reported
from feedback.releases.sentences import CARE, UNIT_NAMES, sentences

_UNIT_HEADINGS = {
    Unit.REVIEWS: "Reviews",
    Unit.SHEETS: "Answer sheets",
    Unit.ASKS: "Things asked for",
    Unit.CHILDREN: "Children",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table, as it is printed. ``bar`` is 0 to 100, or nothing to draw."""

    label: str
    count: str
    share: str
    bar: int | None


@dataclass(frozen=True, slots=True)
class Told:
    """One table of a release: what it asks, what it says, and its rows."""

    id: str
    title: str
    unit: str
    unit_heading: str
    withheld: bool
    sentences: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def in_short(self) -> str:
        """Return the first thing it says."""
        return self.sentences[0]

    @property
    def needs_care(self) -> bool:
        """Whether so few answered that it must be treated with care."""
        return CARE in self.sentences


def told(report: Report) -> tuple[Told, ...]:
    """Tell every table of a release."""
    return tuple(_table(report, reported) for reported in report.tables)


def symbols() -> tuple[tuple[str, str], ...]:
    """Say what each symbol means, in the way it is printed."""
    return tuple((_marked(symbol), words) for symbol, words in SYMBOLS.items())


def period_in_words(period: Period) -> str:
    """Say a period, such as October to December 2025."""
    return period.in_words


def _table(report: Report, reported: Reported) -> Told:
    table = reported.table
    return Told(
        id=table.id,
        title=f"{table.title} ({table.code})" if table.code else table.title,
        unit=UNIT_NAMES[table.unit],
        unit_heading=_UNIT_HEADINGS[table.unit],
        withheld=reported.withheld,
        sentences=sentences(report, reported),
        rows=tuple(_row(figure) for figure in figures(reported)),
    )


def _row(figure: Figure) -> Row:
    share = figure.percent
    return Row(
        label=figure.cell.in_words,
        count=_number(figure.count),
        share=_marked(share) if isinstance(share, Symbol) else f"{share} %",
        bar=_bar(share),
    )


def _bar(share: Percentage) -> int | None:
    return None if isinstance(share, Symbol) else round(share)


def _number(number: Number) -> str:
    return _marked(number) if isinstance(number, Symbol) else f"{number:,}"


def _marked(symbol: Symbol) -> str:
    return f"[{symbol}]"
