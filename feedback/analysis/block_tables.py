"""The tables of the annual-report block: 1, 2 and 2a as in the report, the rate, the clock."""

from collections.abc import Sequence
from decimal import Decimal

from feedback.analysis.years import MEANINGS, InTime, OnTime, YearOfReviews
from feedback.rates import Rate
from feedback.releases.figures import Percentage, Symbol, shown
from feedback.releases.leaf import Column, Leaf, Line, Value

_REVIEWS = Line("Counted are reviews held, and never children: one child may have several.")
_SHARES = Line("Shares are of reviews of children aged 4 or over with a confirmed code.")


def held_by_year(years: Sequence[YearOfReviews]) -> Leaf:
    """Lay out Table 1: how many reviews were held."""
    rows: list[tuple[Value, ...]] = []
    for before, this in zip([None, *years[:-1]], years, strict=True):
        number: Value = shown(this.held)
        rows.append((this.period.name, number, _more(this, before)))
    return Leaf(
        "Table_1",
        "Table 1: Reviews held, year by year",
        (_REVIEWS,),
        (Column("Year (April to March)", 26), Column("Reviews held"), Column("More or fewer", 18)),
        tuple(rows),
    )


def _more(this: YearOfReviews, before: YearOfReviews | None) -> Value:
    if before is None or before.period.year + 1 != this.period.year:
        return Symbol.DOES_NOT_APPLY
    if this.held is None or before.held is None:
        return Symbol.WITHHELD
    return this.held - before.held


def codes_of_year(year: YearOfReviews, number: str) -> Leaf:
    """Lay out Table 2, or 2a of the year before: the codes."""
    rows = tuple(
        (line.code.value, MEANINGS[line.code], line.reviews, line.share) for line in year.codes
    )
    return Leaf(
        f"Table_{number}",
        f"Table {number}: How children took part in their reviews, {year.period.name}",
        (_REVIEWS, _SHARES),
        (
            Column("Code", 10),
            Column("What it means", 60),
            Column("Reviews"),
            Column("Share (%)"),
        ),
        rows,
    )


def over_the_years(years: Sequence[YearOfReviews]) -> Leaf:
    """Lay out the rate of every year with its bounds."""
    rows: list[tuple[Value, ...]] = []
    for year in years:
        figure, hidden = year.took_part, Symbol.WITHHELD
        counts = (figure.count, figure.base) if figure else (hidden, hidden)
        shares = (figure.percent, figure.low, figure.high) if figure else (hidden,) * 3
        rows.append((year.period.name, *counts, shares[0], year.null, *shares[1:]))
    return Leaf(
        "Table_3",
        "Table 3: Participation over the years",
        (
            _REVIEWS,
            Line(
                "The last two columns say what the rate would be if in none, or in all, of the"
                " reviews without a confirmed code the child took part."
            ),
        ),
        (
            Column("Year (April to March)", 26),
            Column("Took part"),
            Column("Reviews with a confirmed code", 18),
            Column("Participation (%)"),
            Column("No code confirmed"),
            Column("Lowest (%)"),
            Column("Highest (%)"),
        ),
        tuple(rows),
    )


def on_time(years: Sequence[YearOfReviews]) -> Leaf:
    """Lay out how many reviews were held on time."""
    rows = tuple((year.period.name, *_timely(year.on_time)) for year in years)
    return Leaf(
        "Table_4",
        "Table 4: Reviews held on time",
        (
            _REVIEWS,
            Line("Late by the record only: a date in it is wrong, and the review was on time."),
        ),
        (
            Column("Year (April to March)", 26),
            Column("On time"),
            Column("Late"),
            Column("Of these late by the record only", 18),
            Column("Due day not known"),
            Column("On time (%)"),
            Column("On time without wrong dates (%)", 18),
        ),
        rows,
    )


def _timely(timely: OnTime | None) -> tuple[Value, ...]:
    if timely is None:
        return (Symbol.WITHHELD,) * 6
    counts = (timely.on_time, timely.late, timely.wrong_date, shown(timely.unknown))
    return (*counts, _percent(timely.rate), _percent(timely.without_wrong_dates))


def in_time(years: Sequence[YearOfReviews]) -> Leaf | None:
    """Lay out who was told in time and whose documents were ready; none before it was told."""
    rows = tuple(
        (year.period.name, *_recorded(year.notified), *_recorded(year.documents))
        for year in years
        if year.notified is not Symbol.DOES_NOT_APPLY
    )
    leaf = Leaf(
        "Table_5",
        "Table 5: Told in time, and documents ready",
        (
            _REVIEWS,
            Line(
                "Told: the reviewing service heard of the child, or the move, in 2 working days."
            ),
            Line("Shares are of the reviews of which it was recorded."),
        ),
        (
            Column("Year (April to March)", 26),
            Column("Told in time"),
            Column("Told later", 18),
            Column("Told: not recorded", 18),
            Column("Told in time (%)"),
            Column("Documents ready", 18),
            Column("Documents not ready", 18),
            Column("Documents: not recorded", 18),
            Column("Documents ready (%)", 18),
        ),
        rows,
    )
    return leaf if rows else None


def _recorded(found: InTime | Symbol) -> tuple[Value, ...]:
    if isinstance(found, Symbol):
        return (found,) * 4
    return found.in_time, found.not_in_time, shown(found.unknown), _percent(found.rate)


def _percent(rate: Rate) -> Percentage:
    printed = rate.printed().removesuffix(" %")
    return Decimal(printed) if printed else Symbol.TOO_FEW
