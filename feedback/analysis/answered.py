"""Who answered and who is missing: sheets that came back beside the reviews they are about.

Easy read may be used at any age, so the rows by age say less than the whole and each row
is read as *how many sheets came of this version after how many reviews of its ages*.
"""

from feedback.analysis.response import Response, missing, response
from feedback.releases.figures import Symbol
from feedback.releases.leaf import Column, Leaf, Line, Value
from feedback.releases.of_age import tells, with_those_of_age
from feedback.releases.report import Report

VERSIONS = {
    "pictures": ("4-7", "4 to 7 (Pictures)"),
    "short": ("8-11", "8 to 11 (Short)"),
    "longer": ("12-15", "12 to 15 (Longer)"),
    "full": ("16-17", "16 and 17 (Full)"),
}
_FULL, _ALL_OF_FULL = "full", "16 and over (Full)"
GROUPS = {
    "PN1": "Was there and spoke",
    "PN2-3": "Was there in another way",
    "PN5-6": "Was not there; views were sent",
    "PN4-7": "Views were not heard",
}
_HEADINGS = (
    Column("Reviews"),
    Column("Answer sheets"),
    Column("Sheets for every 100 reviews", 20, bar=True),
)
_OLDER = Line(
    "Full is for everybody of 16 and over. Reviews of young people of 18 and over are counted"
    " here, and in no rate of participation."
)
_LATER = Line(
    "A sheet comes some weeks after its review, so a few belong to reviews of another period."
)


def response_of(report: Report) -> Response | None:
    """Return how many sheets came back after how many reviews of everybody of four and over."""
    sheets, reviews = report.table("response"), report.table("asked")
    if sheets is None or reviews is None:
        return None
    held = with_those_of_age(report, reviews.base())
    return response(sheets.base(), held.reviews, at_least=held.at_least)


def missing_groups(report: Report) -> tuple[str, ...]:
    """Name, in words, the ways of taking part from which far fewer sheets came."""
    sheets, reviews = _numbers(report)
    return tuple(GROUPS[group] for group in missing(sheets, reviews))


def answered_by_age(report: Report) -> Leaf:
    """Lay out sheets of each version beside the reviews of the ages it is made for."""
    sheets, rows = report.table("response"), []
    for version, (ages, words) in VERSIONS.items():
        older = version == _FULL and tells(report)
        came, held = sheets.number(version) if sheets else None, _held(report, ages, older=older)
        rows.append(_row(_ALL_OF_FULL if older else words, response(came, held), came, held))
    easy = Line("Sheets in Easy read, which any age may use, are in no row.")
    return Leaf(
        "Answered_by_age",
        f"Who answered, by age, {report.period.name}",
        (_LATER, *((_OLDER,) if tells(report) else ()), easy),
        (Column("Age at the review (version)", 34), *_HEADINGS),
        tuple(rows),
    )


def _held(report: Report, ages: str, *, older: bool) -> int | None:
    """Return how many reviews there were at some ages, those of 18 and over too where asked."""
    table = report.table("asked")
    reviews = table.number(ages) if table else None
    if not older:
        return reviews
    held = with_those_of_age(report, reviews)
    return None if held.at_least else held.reviews


def answered_by_group(report: Report) -> Leaf:
    """Lay out sheets beside reviews for each way of taking part."""
    sheets, reviews = _numbers(report)
    return Leaf(
        "Answered_by_group",
        f"Who answered, by how they took part, {report.period.name}",
        (_LATER, Line("Sheets sent before a code was confirmed are in no row.")),
        (Column("How the child took part", 34), *_HEADINGS),
        tuple(
            _row(words, response(sheets[group], reviews[group]), sheets[group], reviews[group])
            for group, words in GROUPS.items()
        ),
    )


def _numbers(report: Report) -> tuple[dict[str, int | None], dict[str, int | None]]:
    sheets, reviews = report.table("response-by-group"), report.table("groups")
    return (
        {group: sheets.number(group) if sheets else None for group in GROUPS},
        {group: reviews.number(group) if reviews else None for group in GROUPS},
    )


def _row(
    words: str, found: Response | None, sheets: int | None, reviews: int | None
) -> tuple[Value, ...]:
    hidden = Symbol.WITHHELD
    share: Value = hidden if found is None else Symbol.TOO_FEW
    if found is not None and found.rate.whole is not None:
        share = found.rate.whole
    return (
        words,
        hidden if reviews is None else reviews,
        hidden if sheets is None else sheets,
        share,
    )
