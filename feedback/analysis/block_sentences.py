"""The sentences of the annual-report block, each with its unit, the main thing first."""

from collections.abc import Mapping, Sequence

from feedback.analysis.compared import year_against_year
from feedback.analysis.years import YearOfReviews
from feedback.evaluation import Change
from feedback.rates import UNIT, Rate
from feedback.releases.figures import Figure, Symbol

RATE_HIDDEN = (
    "In how many reviews children took part is hidden: with the other numbers it would tell"
    " about single children."
)


def block_sentences(this: YearOfReviews, before: YearOfReviews | None) -> tuple[str, ...]:
    """Say what a year’s reviews say: how many, how children took part, and whether on time."""
    return tuple(words for said in by_table(this, before).values() for words in said)


def by_table(this: YearOfReviews, before: YearOfReviews | None) -> Mapping[str, Sequence[str]]:
    """Say the same by the table of the block that each is taken from."""
    return {
        "Table_1": _said_of_held(this, before),
        "Table_3": _said_of_part(this, before),
        "Table_4": _said_of_time(this),
        "Table_5": _said_of_papers(this),
    }


def _said_of_held(this: YearOfReviews, before: YearOfReviews | None) -> list[str]:
    if this.held is None:
        return []
    said = f"{this.held:,} reviews were held in {this.period.name}"
    if before is None or before.held is None:
        return [f"{said}."]
    more = this.held - before.held
    than = f"than the {before.held:,} of {before.period.name}"
    if not more:
        return [f"{said}, as many as in {before.period.name}."]
    return [f"{said}: {abs(more):,} {'more' if more > 0 else 'fewer'} {than}."]


def _said_of_part(this: YearOfReviews, before: YearOfReviews | None) -> list[str]:
    now = this.participation
    if now.part is None or now.base is None:
        return [] if this.held is None else [RATE_HIDDEN]
    rate = Rate(now.part, now.base).printed()
    said = f"Children took part in {now.part:,} of {now.base:,} {UNIT} with a confirmed code"
    lines = [f"{said}: {rate}." if rate else f"{said}."]
    if this.null and not isinstance(this.null, Symbol):
        lines.append(_said_of_null(this.null, this.took_part))
    return [*lines, *_said_of_change(this, before)]


def _said_of_null(null: int, took_part: Figure | None) -> str:
    said = f"{_reviews(null)} had no confirmed code (null returns)."
    if took_part is None or isinstance(took_part.low, Symbol):
        return said
    return f"{said} Counting them, it lies between {took_part.low} % and {took_part.high} %."


def _said_of_change(this: YearOfReviews, before: YearOfReviews | None) -> list[str]:
    found = year_against_year(this.participation, before.participation) if before else None
    if found is None or before is None:
        return []
    was = before.participation
    rate = Rate(was.part or 0, was.base or 0).printed()
    if found.change is Change.NONE:
        return [f"There is no clear change from {before.period.name} ({rate})."]
    return [
        (
            f"That is {found.change} than in {before.period.name} ({rate}):"
            f" {found.reach}, allowing for chance."
        )
    ]


def _said_of_time(this: YearOfReviews) -> list[str]:
    timely = this.on_time
    if timely is None or not timely.rate.printed():
        return []
    base = timely.rate.base
    said = [f"{timely.on_time:,} of {base:,} reviews were held on time: {timely.rate.printed()}."]
    if timely.wrong_date:
        without = timely.without_wrong_dates
        said.append(
            f"{_reviews(timely.wrong_date)} of the {timely.late:,} late ones had a wrong date in"
            f" the record. Without them it is {without.part:,} of {without.base:,}:"
            f" {without.printed()}."
        )
    if timely.unknown:
        said.append(f"{_reviews(timely.unknown)} had no known due day and are in neither number.")
    return said


def _said_of_papers(this: YearOfReviews) -> list[str]:
    """Say who was told in time and whose documents were ready, of what was recorded."""
    told = {
        "The reviewing service was told within 2 working days": this.notified,
        "The documents were ready": this.documents,
    }
    said = []
    for words, found in told.items():
        if isinstance(found, Symbol) or not found.rate.printed():
            continue
        rate = found.rate
        said.append(f"{words} for {rate.part:,} of {rate.base:,} reviews: {rate.printed()}.")
        if found.unknown:
            said.append(f"Of {_reviews(found.unknown)} nobody recorded it.")
    return said


def _reviews(number: int) -> str:
    return "1 review" if number == 1 else f"{number:,} reviews"
