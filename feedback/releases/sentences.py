"""What a released table says, in sentences for people who do not read tables."""

from feedback.disclosure.table import Unit
from feedback.evaluation import AnchorCounts, treat_with_care
from feedback.releases.figures import YES, Figure, Symbol, figures
from feedback.releases.report import Report, Reported

WITHHELD = (
    "This table is withheld. A number in it may be of five or fewer, or nearly everybody"
    " may have said the same, or one of these could be worked out from it."
)
UNIT_NAMES = {
    Unit.REVIEWS: "reviews, and never children: one child may have several",
    Unit.SHEETS: "answer sheets, and never children: one child may send several",
}
CARE = "Fewer than 3 in 10 answered: treat with care."


def sentences(report: Report, reported: Reported) -> tuple[str, ...]:
    """Say what one table of a report says, the main thing first."""
    if reported.counts is None:
        return (WITHHELD,)
    if reported.table.unit is Unit.SHEETS:
        return (*_about_answers(reported), *_about_response(report, reported))
    if reported.table.id == "participation":
        return tuple(_about_participation(reported))
    return (_about_first(reported),)


def _about_participation(reported: Reported) -> list[str]:
    took_part, _, null = figures(reported)
    of_all = f"{took_part.count:,} of {took_part.base:,} reviews{_share(took_part)}"
    said = [f"Children took part in {of_all}."]
    if null.count:
        more = "1 more review" if null.count == 1 else f"{null.count:,} more reviews"
        said.append(f"For {more} nobody has confirmed how the child took part.")
        if not isinstance(took_part.low, Symbol):
            said.append(
                f"If the child took part in none of these, it is {took_part.low} %;"
                f" if in all, it is {took_part.high} %."
            )
    return said


def _about_first(reported: Reported) -> str:
    first = figures(reported)[0]
    if isinstance(first.base, Symbol):
        return f"{first.cell.label}: {first.count:,} reviews. They are in no rate."
    return f"{first.cell.label}: {first.count:,} of {first.base:,} reviews{_share(first)}."


def _about_answers(reported: Reported) -> list[str]:
    by_id = {figure.cell.id: figure for figure in figures(reported)}
    yes, unsure = by_id[YES], by_id["not-sure"]
    said = [f"{yes.count:,} of {yes.base:,} answered Yes{_share(yes)}."]
    if not isinstance(yes.low, Symbol):
        said.append(f"Allowing for chance, it may lie between {yes.low} % and {yes.high} %.")
    if unsure.count:
        said.append(f"{unsure.count:,} more were not sure{_share(unsure, of=' of all')}.")
    counts = reported.counts or {}
    if AnchorCounts(counts["yes"], counts["bit"], counts["no"], counts["not-sure"]).many_unsure:
        said.append("More than 1 in 5 were not sure: the question may not be clear.")
    return said


def _about_response(report: Report, reported: Reported) -> list[str]:
    """Compare answers with reviews held, both as printed in this very report."""
    held = _reviews_held(report)
    counts = reported.counts or {}
    if held is None:
        return ["How many answered out of all cannot be said, because the reviews are withheld."]
    answered = sum(counts.values())
    said = [f"{answered:,} answered this after {held:,} reviews."]
    return [*said, CARE] if treat_with_care(answered, held) else said


def _reviews_held(report: Report) -> int | None:
    """Add up the reviews held for children of 4 and over, coded or not."""
    for reported in report.tables:
        if reported.table.id == "participation" and reported.counts is not None:
            return sum(reported.counts.values())
    return None


def _share(figure: Figure, *, of: str = "") -> str:
    return "" if isinstance(figure.percent, Symbol) else f": {figure.percent} %{of}"
