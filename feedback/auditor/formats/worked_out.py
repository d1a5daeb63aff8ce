"""Working out a year’s further worksheets anew: none may tell more than was printed.

What they say of a year before is held against the ledger. A symbol is always allowed, because
to say less gives nothing away.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from feedback.auditor.formats.opened import Sheet, Value
from feedback.auditor.structure import ANCHORS, SERVICE, Key
from feedback.auditor.unreadable import must

Numbers = Mapping[Key, int | None]
Fits = Callable[[Decimal], bool]
_CODES = tuple(f"PN{code}" for code in range(1, 8))
_TOOK_PART = ("PN1", "PN2", "PN3", "PN5", "PN6")
_GROUPS = ("PN1", "PN2-3", "PN5-6", "PN4-7")
_VERSIONS = {"pictures": "4-7", "short": "8-11", "longer": "12-15", "full": "16-17"}
_EVERY_GROUP, _EVERY_VERSION = (*_GROUPS, "not-settled"), (*_VERSIONS, "easy")
_ENDS = ("done", "not-done", "still-asking", "unanswered")


@dataclass(frozen=True, slots=True)
class Year:
    """What was printed of one year."""

    name: str
    numbers: Numbers
    themes: Mapping[str, str] = field(default_factory=dict)
    """Which column of the themes each label is of."""
    asked_about: Mapping[str, str] = field(default_factory=dict)
    """Which row of what was asked for by theme each label is of."""

    def of(self, table: str, column: str, row: str = SERVICE) -> int | None:
        """Return one number, or nothing where it is hidden or was never told."""
        return self.numbers.get((table, row, column))

    def tells(self, table: str) -> bool:
        """Whether the release holds a table; older ones hold fewer."""
        return any(key[0] == table for key in self.numbers)

    def each(self, table: str, *columns: str, row: str = SERVICE) -> list[int | None]:
        """Return some numbers of a row."""
        return [self.of(table, column, row) for column in columns]

    @property
    def held(self) -> int | None:
        """Return how many reviews were held, in whichever of two ways it can be added up."""
        by_code = added(
            *self.each("participation", "base", "null"),
            *self.each("under-four", "PN0", "null-under-four"),
        )
        by_time = added(*self.each("on-time", "base", "unknown"))
        return by_time if by_code is None else by_code


def added(*some: int | None) -> int | None:
    """Add up, or return nothing where any of these is hidden."""
    known = [one for one in some if one is not None]
    return sum(known) if len(known) == len(some) else None


def hold_worked_out(sheets: Sequence[Sheet], year: Year, earlier: Mapping[str, Numbers]) -> None:
    """Refuse with ``Unreadable`` a worksheet that tells more than was printed."""
    for sheet in sheets:
        wanted = [list(row) for row in _rows(sheet, year, earlier)]
        rows = sheet.table[1:]
        fits = len(rows) == len(wanted) and all(
            len(row) == len(may) + 1 and all(map(_may_stand, row[1:], may))
            for row, may in zip(rows, wanted, strict=True)
        )
        must(fits, f"its worksheet {sheet.name} tells more than was printed")


def _may_stand(value: Value, fits: Fits | None) -> bool:
    """Whether a value may stand here: a symbol, words where no number can be, or what fits."""
    if isinstance(value, str):
        return fits is None or value.startswith("[")
    return fits is not None and fits(value)


def _rows(
    sheet: Sheet, year: Year, earlier: Mapping[str, Numbers]
) -> Iterator[Sequence[Fits | None]]:
    if sheet.name in _BY_YEAR:
        named = [str(row[0]) for row in sheet.table[1:]]
        years = [year if name == year.name else Year(name, earlier.get(name, {}))
                 for name in named]  # fmt: skip
        before = [Year("", {}), *years[:-1]]
        yield from map(_BY_YEAR[sheet.name], years, before)
    elif sheet.name == "Table_2a":
        start = int(year.name[:4]) - 1
        before_it = f"{start}-{year.name[2:4]}"
        yield from _codes(Year(before_it, earlier.get(before_it, {})))
    elif sheet.name == "Written_about":
        base = year.of("themes", "base")
        for row in sheet.table[1:]:
            number = year.of("themes", year.themes.get(str(row[0]), ""))
            yield [_count(number), _share(number, base)]
    elif sheet.name == "Asked_by_theme":
        for line in sheet.table[1:]:
            about = year.asked_about.get(str(line[0]), "")
            done, base = year.each("asks-by-theme", "done", "base", row=about)
            yield [_count(base), _count(done), _share(done, base)]
    elif sheet.name in _BEFORE and len(sheet.table[0]) == 1 + len(ANCHORS):
        yield from _BEFORE[sheet.name](year)
    else:
        yield from _OF_THE_YEAR[sheet.name](year)


def _held(year: Year, before: Year) -> list[Fits]:
    more = None if year.held is None or before.held is None else year.held - before.held
    return [_count(year.held), _count(more)]


def _over_the_years(year: Year, _before: Year) -> list[Fits]:
    part, base, null = year.each("participation", "took-part", "base", "null")
    whole = added(base, null)
    return [
        _count(part), _count(base), _share(part, base), _count(null), _share(part, whole),
        _share(added(part, null), whole),
    ]  # fmt: skip


def _on_time(year: Year, _before: Year) -> list[Fits]:
    on_time, late, wrong, unknown = year.each(
        "on-time", "on-time", "late", "date-wrong", "unknown"
    )
    return [
        _count(on_time), _count(added(late, wrong)), _count(wrong), _count(unknown),
        _share(on_time, added(on_time, late, wrong)), _share(on_time, added(on_time, late)),
    ]  # fmt: skip


def _recorded(year: Year, _before: Year) -> list[Fits]:
    found: list[Fits] = []
    for table in ("notified", "documents"):
        in_time, late, unknown = year.each(table, "in-time", "not-in-time", "unknown")
        shown = _share(in_time, added(in_time, late))
        found += [_count(in_time), _count(late), _count(unknown), shown]
    return found


def _codes(year: Year) -> Iterator[list[Fits | None]]:
    yield [None, _count(year.of("under-four", "PN0")), _count(None)]
    for code in _CODES:
        yield [None, _count(year.of("codes", code)),
               _share(year.of("codes", code), year.of("codes", "base"))]  # fmt: skip


def _anchors(year: Year) -> Iterator[list[Fits | None]]:
    for anchor in ANCHORS:
        yes, base, unsure = year.each(anchor, "yes", "base", "not-sure")
        told = _known(yes, base)
        share = _share(unsure, added(base, unsure))
        yield [_share(yes, base), told, told, _count(base), share, None]


def _anchors_by(by: str, rows: Sequence[str]) -> Callable[[Year], Iterator[list[Fits]]]:
    def found(year: Year) -> Iterator[list[Fits]]:
        for row in rows:
            sheets = [year.each(f"{one}-by-{by}", "yes", "base", row=row) for one in ANCHORS]
            yield [fits for yes, base in sheets for fits in (_share(yes, base), _count(base))]

    return found


def _anchors_in_a_row(by: str, rows: Sequence[str]) -> Callable[[Year], Iterator[list[Fits]]]:
    """Read them as they left before each share carried its n."""

    def found(year: Year) -> Iterator[list[Fits]]:
        for row in rows:
            yield [_share(*year.each(f"{one}-by-{by}", "yes", "base", row=row)) for one in ANCHORS]

    return found


def _by_age(year: Year) -> Iterator[list[Fits]]:
    for version, ages in _VERSIONS.items():
        reviews = year.of("asked", ages)
        if version == "full" and year.tells("asked-of-age"):
            reviews = added(reviews, year.of("asked-of-age", "18-and-over"))
        yield _answered(year.of("response", version), reviews)


def _by_group(year: Year) -> Iterator[list[Fits]]:
    for group in _GROUPS:
        yield _answered(year.of("response-by-group", group), year.of("groups", group))


def _answered(sheets: int | None, reviews: int | None) -> list[Fits]:
    at_most = None if sheets is None or reviews is None else min(sheets, reviews)
    return [_count(reviews), _count(sheets), _share(at_most, reviews)]


def _asked_for(year: Year) -> Iterator[list[Fits]]:
    ends = year.each("asks", *_ENDS)
    for number in ends:
        yield [_count(number), _share(number, added(*ends))]


def _heard_less(year: Year) -> Iterator[list[Fits]]:
    groups = ("participation", "unaccompanied", "at-a-distance", "disabled")
    for table in (group for group in groups if year.tells(group)):
        part, base = year.each(table, "took-part", "base")
        yield [_count(part), _count(base), _share(part, base)]
    if year.tells("disabled"):
        unknown = year.of("disability-not-recorded", "not-recorded")
        yield [_count(None), _count(unknown), _share(None, None)]
    for row in ("4-9", "10-15", "16-17"):
        part, base = added(*year.each("age", *_TOOK_PART, row=row)), year.of("age", "base", row)
        yield [_count(part), _count(base), _share(part, base)]


_BY_YEAR = {
    "Table_1": _held,
    "Table_3": _over_the_years,
    "Table_4": _on_time,
    "Table_5": _recorded,
}
_OF_THE_YEAR: Mapping[str, Callable[[Year], Iterator[Sequence[Fits | None]]]] = {
    "Table_2": _codes,
    "Anchors": _anchors,
    "By_group": _anchors_by("group", _EVERY_GROUP),
    "By_version": _anchors_by("version", _EVERY_VERSION),
    "Answered_by_age": _by_age,
    "Answered_by_group": _by_group,
    "Asked_for": _asked_for,
    "Heard_less": _heard_less,
}

_BEFORE = {
    "By_group": _anchors_in_a_row("group", _EVERY_GROUP),
    "By_version": _anchors_in_a_row("version", _EVERY_VERSION),
}


def _count(number: int | None) -> Fits:
    return lambda printed: number is not None and printed == number


def _known(part: int | None, whole: int | None) -> Fits:
    """Allow what is worked out of two numbers that are both printed."""
    return lambda _printed: part is not None and whole is not None


def _share(part: int | None, whole: int | None) -> Fits:
    """Allow the share of two printed numbers, of every 100, with as many decimals as it has."""

    def fits(printed: Decimal) -> bool:
        if part is None or not whole:
            return False
        exponent = printed.as_tuple().exponent
        unit = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
        return abs(Decimal(100 * part) / whole - printed) <= unit / 2

    return fits
