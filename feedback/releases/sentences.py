"""What a released table says, in sentences for people who do not read tables."""

from feedback.disclosure.populations import NONE_FITS
from feedback.disclosure.table import Unit
from feedback.evaluation import AnchorCounts, treat_with_care
from feedback.releases.figures import TOOK_PART, YES, Figure, Symbol, figures
from feedback.releases.of_age import COLUMN as OF_AGE
from feedback.releases.of_age import Held, with_those_of_age
from feedback.releases.report import Report, Reported

WITHHELD = (
    "This table is withheld to protect children: a number in it may be small, or nearly everybody"
    " may have said the same, or one of these could be worked out from it."
)
BECAUSE = (
    "it could not be proven, within the work allowed, that showing its numbers gives no child"
    " away."
)
UNPROVEN = f"This table is withheld whole: {BECAUSE}"
PARTLY = (
    "Some numbers are hidden to protect children, and those that would be said here are among"
    " them. The others stand in the table."
)
UNIT_NAMES = {
    Unit.REVIEWS: "reviews, and never children: one child may have several",
    Unit.SHEETS: "answer sheets, and never children: one child may send several",
    Unit.ASKS: "things asked for, and never children: one child may ask for several",
    Unit.CHILDREN: "children with a review in the year and a confirmed code",
}
_WHO_ANSWERED = {"response", "response-by-group", "asked"}
"""Tables of who answered, or could have: none of their lines is the main one."""
_IN_NO_RATE = {
    "PN0": " They are in no rate.",
    OF_AGE: " They are in no rate of participation.",
}
AGES_HIDDEN = "how many there were of young people of 18 and over is hidden."
CARE = "Fewer than 3 in 10 answered: treat with care."


def sentences(report: Report, reported: Reported) -> tuple[str, ...]:
    """Say what one table of a report says, the main thing first."""
    if reported.withheld:
        return (UNPROVEN if reported.unproven else WITHHELD,)
    if reported.table.two_way:
        return (_rows_in_short(reported),)
    if reported.table.attitude:
        return (*_about_answers(reported), *_about_response(report, reported))
    if reported.table.cells[0].id == TOOK_PART:
        return tuple(_about_participation(reported))
    return (_in_one(reported),)


def about_several(reported: Reported) -> str:
    """Say which were named most often, of a table whose things may be in several cells."""
    base, most = reported.base(), most_named(reported)
    if base is None or not most:
        return PARTLY
    hidden = any(reported.number(cell.id) is None for cell in reported.table.answers)
    shown = " of those that are shown" if hidden else ""
    named = ", ".join(f"{figure.cell.label} ({figure.count:,})" for figure in most)
    return f"Most often{shown}, of {base:,} {reported.table.unit}: {named}."


def most_named(reported: Reported, most: int = 3) -> tuple[Figure, ...]:
    """Return the cells with the largest numbers that are shown, that none fits left out."""
    named = [
        figure
        for figure in figures(reported)
        if figure.cell.is_answer and figure.cell.id != NONE_FITS
        and isinstance(figure.count, int) and figure.count
    ]  # fmt: skip
    return tuple(sorted(named, key=lambda figure: -int(figure.count))[:most])


def _about_participation(reported: Reported) -> list[str]:
    by_id = {figure.cell.id: figure for figure in figures(reported)}
    took_part, null = by_id[TOOK_PART], by_id["null"]
    if isinstance(took_part.count, Symbol) or isinstance(took_part.base, Symbol):
        return [PARTLY]
    of_all = f"{took_part.count:,} of {took_part.base:,} reviews{_share(took_part)}"
    said = [f"Children took part in {of_all}."]
    if null.count and not isinstance(null.count, Symbol):
        more = "1 more review" if null.count == 1 else f"{null.count:,} more reviews"
        said.append(f"For {more} nobody has confirmed how the child took part.")
        if not isinstance(took_part.low, Symbol):
            said.append(
                f"If the child took part in none of these, it is {took_part.low} %;"
                f" if in all, it is {took_part.high} %."
            )
    return said


def _in_one(reported: Reported) -> str:
    """Say a table of which one sentence says enough."""
    if reported.table.several:
        return about_several(reported)
    if reported.table.id in _WHO_ANSWERED:
        return _each_share(reported)
    return _about_first(reported)


def _about_first(reported: Reported) -> str:
    """Say the first line and what it is of; a line further down would say something else."""
    first, unit = figures(reported)[0], reported.table.unit
    if isinstance(first.count, Symbol):
        return PARTLY
    if first.base == 0:
        return f"Nothing is recorded of any of these {unit}."
    if isinstance(first.base, Symbol):
        rest = _IN_NO_RATE.get(first.cell.id, "")
        return f"{first.cell.label}: {first.count:,} {unit}.{rest}"
    return f"{first.cell.label}: {first.count:,} of {first.base:,} {unit}{_share(first)}."


def _each_share(reported: Reported) -> str:
    """Say how many there are in all, and the share of each line that is shown."""
    lines = [figure for figure in figures(reported) if not figure.cell.margin]
    base = lines[0].base
    if isinstance(base, Symbol):
        return PARTLY
    shares = [
        f"{one.cell.label} {one.percent} %" for one in lines if not isinstance(one.percent, Symbol)
    ]
    said = f"{base:,} {reported.table.unit}"
    return f"{said}: {'; '.join(shares)}." if shares else f"{said}."


def _rows_in_short(reported: Reported) -> str:
    """Say the first line of each row that is shown with its share."""
    said = []
    for row in reported.table.rows:
        first = next(f for f in figures(reported) if f.cell.row == row)
        if not isinstance(first.percent, Symbol):
            label = first.cell.label.lower() if _is_of_asks(reported) else first.cell.label
            said.append(f"{first.cell.row_label}: {first.percent} % {label}")
    return "; ".join(said) + "." if said else PARTLY


def _is_of_asks(reported: Reported) -> bool:
    return reported.table.unit is Unit.ASKS


def _about_answers(reported: Reported) -> list[str]:
    by_id = {figure.cell.id: figure for figure in figures(reported)}
    yes, unsure = by_id[YES], by_id["not-sure"]
    if isinstance(yes.count, Symbol) or isinstance(yes.base, Symbol):
        return [PARTLY]
    said = [f"{yes.count:,} of {yes.base:,} answered Yes{_share(yes)}."]
    if not isinstance(yes.low, Symbol):
        said.append(f"Allowing for chance, it may lie between {yes.low} % and {yes.high} %.")
    if unsure.count and not isinstance(unsure.count, Symbol):
        said.append(f"{unsure.count:,} more were not sure{_share(unsure, of=' of all')}.")
        if AnchorCounts(yes.base, 0, 0, unsure.count).many_unsure:
            said.append("More than 1 in 5 were not sure: the question may not be clear.")
    return said


def _about_response(report: Report, reported: Reported) -> list[str]:
    """Compare answers with reviews held, both as printed in this very report."""
    held, base, unsure = _reviews_held(report), reported.base(), reported.number("not-sure")
    if held.reviews is None:
        return ["How many answered out of all cannot be said, because the reviews are withheld."]
    if base is None or unsure is None:
        return []
    answered = base + unsure
    after = f"{answered:,} answered this after"
    said = [
        f"{after} at least {held.reviews:,} reviews: {AGES_HIDDEN}"
        if held.at_least
        else f"{after} {held.reviews:,} reviews."
    ]
    return [*said, CARE] if treat_with_care(answered, held.reviews) else said


def _reviews_held(report: Report) -> Held:
    """Add up the reviews held for everybody of 4 and over, coded or not."""
    reported = report.table("participation")
    base = reported.base() if reported else None
    null = reported.number("null") if reported else None
    younger = None if base is None or null is None else base + null
    return with_those_of_age(report, younger)


def _share(figure: Figure, *, of: str = "") -> str:
    return "" if isinstance(figure.percent, Symbol) else f": {figure.percent} %{of}"
