"""One year of reviews as its release tells it: held, by code, taken part in, on time."""

from dataclasses import dataclass

from feedback.analysis.compared import Share
from feedback.participation import Indicator
from feedback.periods import Period
from feedback.rates import Rate
from feedback.releases.figures import TOOK_PART, Figure, Number, Percentage, Symbol, figures
from feedback.releases.report import Report, Reported

MEANINGS = {
    Indicator.PN0: "Aged under 4 at the review",
    Indicator.PN1: "Attended and spoke for themselves",
    Indicator.PN2: "Attended; an advocate or the reviewing officer spoke for them",
    Indicator.PN3: "Attended; conveyed their views without speaking",
    Indicator.PN4: "Attended; did not convey their views",
    Indicator.PN5: "Did not attend; had someone speak for them",
    Indicator.PN6: "Did not attend; sent their views",
    Indicator.PN7: "Did not attend; views were not conveyed",
}
"""The national meanings of the codes, in short (SSDA903, method of participation)."""


@dataclass(frozen=True, slots=True)
class CodeLine:
    """One code of one year: how many reviews, and their share among PN1 to PN7."""

    code: Indicator
    reviews: Number
    share: Percentage


@dataclass(frozen=True, slots=True)
class OnTime:
    """Reviews held on time among those whose due day is known."""

    on_time: int
    late: int
    wrong_date: int
    """Of the late ones: late by the record alone, because a date in it is wrong."""
    unknown: int | None
    """Nothing where it is hidden to protect others: no share rests on it."""

    @property
    def rate(self) -> Rate:
        """Return the share on time: 12 late of 1,398 is 99.1 %, and never 98.1."""
        return Rate(self.on_time, self.on_time + self.late)

    @property
    def without_wrong_dates(self) -> Rate:
        """Return the share on time, reviews with a wrong date left out of both sides."""
        return Rate(self.on_time, self.on_time + self.late - self.wrong_date)


@dataclass(frozen=True, slots=True)
class InTime:
    """Reviews of which somebody recorded whether a thing was there in time."""

    in_time: int
    not_in_time: int
    unknown: int | None

    @property
    def rate(self) -> Rate:
        """Return the share in time among the reviews of which it was recorded."""
        return Rate(self.in_time, self.in_time + self.not_in_time)


@dataclass(frozen=True, slots=True)
class YearOfReviews:
    """What the release of one year tells about its reviews."""

    period: Period
    held: int | None
    took_part: Figure | None
    null: Number
    codes: tuple[CodeLine, ...]
    on_time: OnTime | None
    notified: InTime | Symbol = Symbol.DOES_NOT_APPLY
    """Whether the reviewing service was told within 2 working days; a release once had no such."""
    documents: InTime | Symbol = Symbol.DOES_NOT_APPLY
    """Whether the documents were ready for the review."""

    @property
    def participation(self) -> Share:
        """Return rate A as a share to compare, withheld with either of its numbers."""
        figure = self.took_part
        if figure is None or isinstance(figure.count, Symbol) or isinstance(figure.base, Symbol):
            return Share(None, None)
        return Share(figure.count, figure.base)


def year_of_reviews(report: Report) -> YearOfReviews:
    """Read one year out of its release."""
    part = report.table("participation")
    return YearOfReviews(
        report.period,
        reviews_held(report),
        next((f for f in figures(part) if f.cell.id == TOOK_PART), None) if part else None,
        _number(part, "null"),
        tuple(_codes(report)),
        _on_time(report.table("on-time")),
        _in_time(report.table("notified")),
        _in_time(report.table("documents")),
    )


def reviews_held(report: Report) -> int | None:
    """Add up every review held, of whatever age and with or without a code, if it is told."""
    part, young = report.table("participation"), report.table("under-four")
    timely = report.table("on-time")
    parts = [
        part.base() if part else None,
        part.number("null") if part else None,
        young.number("PN0") if young else None,
        young.number("null-under-four") if young else None,
    ]
    whole = _added(parts)
    if whole is not None or timely is None:
        return whole
    return _added([timely.base(), timely.number("unknown")])


def _added(parts: list[int | None]) -> int | None:
    known = [number for number in parts if number is not None]
    return sum(known) if len(known) == len(parts) else None


def _codes(report: Report) -> list[CodeLine]:
    young, codes = report.table("under-four"), report.table("codes")
    lines = [CodeLine(Indicator.PN0, _number(young, "PN0"), Symbol.DOES_NOT_APPLY)]
    by_id = {f.cell.id: f for f in figures(codes)} if codes else {}
    for code in list(Indicator)[1:]:
        figure = by_id.get(code)
        lines.append(
            CodeLine(code, figure.count, figure.percent)
            if figure
            else CodeLine(code, Symbol.WITHHELD, Symbol.WITHHELD)
        )
    return lines


def _on_time(table: Reported | None) -> OnTime | None:
    if table is None or table.withheld:
        return None
    said = [table.number(name) for name in ("on-time", "late", "date-wrong")]
    known = [number for number in said if number is not None]
    if len(known) < len(said):
        return None
    on_time, late, wrong = known
    return OnTime(on_time, late + wrong, wrong, table.number("unknown"))


def _in_time(table: Reported | None) -> InTime | Symbol:
    """Read a table of omissions, withheld with either number of its share."""
    if table is None:
        return Symbol.DOES_NOT_APPLY
    in_time, late = (table.number(name) for name in ("in-time", "not-in-time"))
    if in_time is None or late is None:
        return Symbol.WITHHELD
    return InTime(in_time, late, table.number("unknown"))


def _number(table: Reported | None, cell: str) -> Number:
    found = table.number(cell) if table else None
    return Symbol.WITHHELD if found is None else found
