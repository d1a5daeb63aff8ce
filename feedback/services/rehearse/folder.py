"""The made-up council’s caseload folder, as its case system would write it on a day."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from feedback.caseload import files
from feedback.disability import RecordedFor
from feedback.participation import Indicator, under4_on
from feedback.services.rehearse.made_up import MadeUpChild, MadeUpCouncil

PART_TWO = "2"
_ETHNIC, _SAME_ROW = "WBRI", ("N1", "U1", "PR1", "", "", "", "", "", "")


def write_folder(council: MadeUpCouncil, folder: Path, *, today: date) -> None:
    """Write who is in care on a day and which reviews are planned, in the shapes of the return."""
    children = [child for child in council.children if child.into_care < today]
    alone = [child for child in children if child.unaccompanied]
    rows: dict[str, list[tuple[str, ...]]] = {
        files.HEADER: [_header(child) for child in children],
        files.EPISODES: [_episode(child) for child in children],
        files.REVIEWS: [row for child in children for row in _before(child)],
        files.UASC: [(c.number, str(c.sex), _day(c.born), _eighteen(c)) for c in alone],
        files.CHILDREN: [_named(child) for child in children],
        files.DISABILITY: [row for child in children for row in _disability(child)],
        files.PLANNED: [r for c in children for r in _planned(c, council.officers, today)],
    }
    for name, lines in rows.items():
        _write(folder / name, files.COLUMNS[name], lines)


def officer_reference(officers: Sequence[str], place: int) -> str:
    """Return the OFFICER code of the planned reviews, such as IRO03."""
    return f"IRO{place % len(officers) + 1:02d}"


def _header(child: MadeUpChild) -> tuple[str, ...]:
    return (child.number, str(child.sex), _day(child.born), _ETHNIC, "", "", "")


def _episode(child: MadeUpChild) -> tuple[str, ...]:
    return (child.number, _day(child.into_care), "S", "C2", *_SAME_ROW)


def _before(child: MadeUpChild) -> Iterator[tuple[str, ...]]:
    """Give the reviews before the year, which the year’s own first one is due after."""
    for day in child.before:
        code = Indicator.PN0 if under4_on(child.born, day) else Indicator.PN1
        yield (child.number, _day(child.born), _day(day), str(code))


def _named(child: MadeUpChild) -> tuple[str, ...]:
    interpreter = "yes" if child.language != "en" else "no"
    return (
        child.number,
        child.first,
        child.last,
        child.known_as,
        child.language,
        interpreter,
        _yes(child.easier),
        _yes(child.at_a_distance),
        child.school,
        "",
        "",
    )


def _disability(child: MadeUpChild) -> Iterator[tuple[str, ...]]:
    """Give what was recorded of a child when they came into care, if anything was."""
    if child.disabled is not None:
        noted = _day(child.into_care)
        yield (child.number, _yes(child.disabled), RecordedFor.EQUALITY, noted)


def _planned(
    child: MadeUpChild, officers: Sequence[str], today: date
) -> Iterator[tuple[str, ...]]:
    who = officer_reference(officers, child.officer), officers[child.officer], child.social_worker
    for review in child.reviews:
        if review.day < today:
            continue
        hour = review.at.strftime("%H:%M")
        yield (child.number, review.day.isoformat(), hour, "1", *who)
        if review.part_two is not None:
            yield (child.number, review.part_two.isoformat(), hour, PART_TWO, *who)


def _eighteen(child: MadeUpChild) -> str:
    day = min(child.born.day, 28)
    return _day(date(child.born.year + 18, child.born.month, day))


def _yes(fact: bool) -> str:  # noqa: FBT001  a fact, not a flag
    return "yes" if fact else "no"


def _day(day: date) -> str:
    return day.strftime("%d/%m/%Y")


def _write(path: Path, columns: Iterable[str], rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(columns)
        lines.writerows(rows)
