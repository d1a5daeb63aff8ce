"""The rows of each file as values, once every cell is read."""

from dataclasses import dataclass
from datetime import date, time

from feedback.caseload import cells
from feedback.caseload.files import COLUMNS, LONGEST, LONGEST_CELL
from feedback.caseload.folder import RawRow
from feedback.caseload.known import Stay
from feedback.caseload.verdicts import Reason, RowRefused
from feedback.disability import Recorded, RecordedFor
from feedback.participation import Indicator

UNKNOWN = "unknown"
"""Of ``DISABLED``: that what was known of a child is to go."""


@dataclass(frozen=True, slots=True)
class HeaderRow:
    """Who a child is to the national return. The whole row is kept to be given back."""

    line: int
    child: str
    born: date
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EpisodeRow:
    """One spell of care, from its first day to its last or still open. Kept whole."""

    line: int
    child: str
    start: date
    end: date | None
    reason: str
    """Why it began: S is the start of a period of care."""
    legal_status: str
    cells: tuple[str, ...]

    @property
    def stay(self) -> Stay:
        """Return what of it says when the child was in care."""
        return Stay(self.start, self.end, self.legal_status, self.reason)


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One review that was held, with the code another system reported for it."""

    line: int
    child: str
    born: date
    day: date
    code: Indicator | None
    """None when the cell is blank or no code of the return."""
    written: str


@dataclass(frozen=True, slots=True)
class UnaccompaniedRow:
    """A child who came to this country alone, and when that ended or will end."""

    line: int
    child: str
    born: date
    until: date | None


@dataclass(frozen=True, slots=True)
class ChildRow:
    """What a child is called, what they need, and the names to be masked in free text."""

    line: int
    child: str
    first_name: str
    last_name: str
    known_as: str
    language: str
    interpreter: bool
    easier: bool
    at_a_distance: bool
    school: tuple[str, ...]
    carers: tuple[str, ...]
    siblings: tuple[str, ...]
    unclear: tuple[str, ...]
    """The columns whose word was neither yes nor no."""


@dataclass(frozen=True, slots=True)
class DisabilityRow:
    """Whether a child is disabled, what for and when it was recorded; None is not known."""

    line: int
    child: str
    recorded: Recorded | None


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A review to come, or its second part, and who will chair it."""

    line: int
    child: str
    day: date
    time: time | None
    part: int
    officer: str
    officer_name: str
    social_worker: str


def read_header(file: str, raw: RawRow) -> HeaderRow:
    """Read one child of ``header.csv``."""
    given = _cells(file, raw)
    cells.day_or_blank("MC_DOB", given["MC_DOB"])
    return HeaderRow(raw.line, given["CHILD"], cells.day("DOB", given["DOB"]), raw.cells)


def read_episode(file: str, raw: RawRow) -> EpisodeRow:
    """Read one spell of ``episodes.csv``; a blank end is a spell that goes on."""
    given = _cells(file, raw)
    start = cells.day("DECOM", given["DECOM"])
    end = cells.day_or_blank("DEC", given["DEC"])
    if end is not None and end < start:
        raise RowRefused("DEC", Reason.ENDS_BEFORE)
    return EpisodeRow(
        raw.line,
        given["CHILD"],
        start=start,
        end=end,
        reason=given["RNE"].upper(),
        legal_status=given["LS"].upper(),
        cells=raw.cells,
    )


def read_review(file: str, raw: RawRow) -> ReviewRow:
    """Read one review of ``reviews.csv``."""
    given = _cells(file, raw)
    written = given["REVIEW_CODE"].upper()
    return ReviewRow(
        raw.line,
        given["CHILD"],
        born=cells.day("DOB", given["DOB"]),
        day=cells.day("REVIEW", given["REVIEW"]),
        code=Indicator(written) if written in set(Indicator) else None,
        written=written,
    )


def read_unaccompanied(file: str, raw: RawRow) -> UnaccompaniedRow:
    """Read one child of ``uasc.csv``; the end is often years ahead, the 18th birthday."""
    given = _cells(file, raw)
    born = cells.day("DOB", given["DOB"])
    until = cells.day_or_blank("DUC", given["DUC"])
    return UnaccompaniedRow(raw.line, given["CHILD"], born=born, until=until)


def read_child(file: str, raw: RawRow) -> ChildRow:
    """Read the names and needs of one child from ``children.csv``."""
    given = _cells(file, raw)
    needs = ("INTERPRETER", "EASIER", "AT_A_DISTANCE")
    return ChildRow(
        raw.line,
        given["CHILD"],
        first_name=given["FIRST_NAME"],
        last_name=given["LAST_NAME"],
        known_as=given["KNOWN_AS"],
        language=given["LANGUAGE"],
        interpreter=cells.is_yes(given["INTERPRETER"]),
        easier=cells.is_yes(given["EASIER"]),
        at_a_distance=cells.is_yes(given["AT_A_DISTANCE"]),
        school=cells.several(given["SCHOOL"]),
        carers=cells.several(given["CARERS"]),
        siblings=cells.several(given["SIBLINGS"]),
        unclear=tuple(need for need in needs if not cells.is_plain_yes_or_no(given[need])),
    )


def read_disability(file: str, raw: RawRow) -> DisabilityRow:
    """Read whether one child is disabled from ``disability.csv``; a blank says nothing."""
    given = _cells(file, raw)
    word = given["DISABLED"].lower()
    if word == UNKNOWN:
        return DisabilityRow(raw.line, given["CHILD"], recorded=None)
    if not word or not cells.is_plain_yes_or_no(word):
        raise RowRefused("DISABLED", Reason.DISABLED_WORD)
    recorded = Recorded(
        cells.is_yes(word),
        _purpose(given["PURPOSE"].lower()),
        cells.planned_day("RECORDED", given["RECORDED"]),
    )
    return DisabilityRow(raw.line, given["CHILD"], recorded)


def read_planned(file: str, raw: RawRow) -> PlannedRow:
    """Read one review to come from ``planned.csv``."""
    given = _cells(file, raw)
    return PlannedRow(
        raw.line,
        given["CHILD"],
        day=cells.planned_day("DATE", given["DATE"]),
        time=cells.clock("TIME", given["TIME"]),
        part=cells.part("PART", given["PART"]),
        officer=given["OFFICER"],
        officer_name=given["OFFICER_NAME"],
        social_worker=given["SOCIAL_WORKER"],
    )


def _purpose(written: str) -> RecordedFor:
    if not written:
        raise RowRefused("PURPOSE", Reason.PURPOSE_BLANK)
    if written not in set(RecordedFor):
        raise RowRefused("PURPOSE", Reason.PURPOSE_OTHER)
    return RecordedFor(written)


def _cells(file: str, raw: RawRow) -> dict[str, str]:
    given = dict(zip(COLUMNS[file], raw.cells, strict=True))
    if not given["CHILD"]:
        raise RowRefused("CHILD", Reason.CHILD_BLANK)
    for column, cell in given.items():
        if len(cell) > LONGEST.get(column, LONGEST_CELL):
            raise RowRefused(column, Reason.CELL_TOO_LONG)
    return given
