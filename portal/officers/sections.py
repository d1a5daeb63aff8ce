"""What a child said, parted for whoever reads it with little time. Each answer stands once.

Their own words come first, in their order; then their wishes for the meeting, what worries them,
and what they drew or said aloud. What they asked for stands apart, because each is answered.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from feedback.columns import Column, column_of
from feedback.questionnaire import Kind, Role
from feedback.services.read_review import Opened
from feedback.services.read_views import Reading
from portal.officers.creations import address
from portal.said import Made, Shown, missed, shown

_MEETING = frozenset({Role.GO, Role.JOIN, Role.SEND, Role.WHO_COMES, Role.TALK})
_MEETING_TOPIC = "review"


class Part(Enum):
    """Where on the page an answer stands."""

    WORDS = auto()
    MEETING = auto()
    WORRIES = auto()
    LAST_TIME = auto()
    NOWHERE = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """One answer, and what it was sent with: whose words it is and how it came."""

    shown: Shown
    source: Reading


@dataclass(frozen=True, slots=True)
class Change:
    """One question that was answered otherwise at the review before."""

    then: Piece
    now: Piece


@dataclass(frozen=True, slots=True)
class Sections:
    """Everything that stands, each answer in one place and in the child’s order there."""

    words: tuple[Piece, ...]
    meeting: tuple[Piece, ...]
    worries: tuple[Piece, ...]
    last_time: tuple[Piece, ...]
    made: tuple[tuple[Piece, Made], ...]
    changes: tuple[Change, ...]
    missed: tuple[str, ...]


def sections(opened: Opened) -> Sections:
    """Part what a child sent."""
    pieces = list(_pieces(opened.standing))
    said = [replace(one, shown=replace(one.shown, made=())) for one in pieces if _says(one)]
    words, meeting, worries, last_time = (
        tuple(one for one in said if part_of(one) is part)
        for part in (Part.WORDS, Part.MEETING, Part.WORRIES, Part.LAST_TIME)
    )
    return Sections(
        words=words,
        meeting=meeting,
        worries=worries,
        last_time=last_time,
        made=tuple((piece, made) for piece in pieces for made in piece.shown.made),
        changes=tuple(_changes(said, _pieces(opened.before))),
        missed=tuple(dict.fromkeys(title for one in opened.standing for title in missed(one))),
    )


def part_of(piece: Piece) -> Part:
    """Say where an answer stands, by what was asked and never by what was written."""
    said = piece.shown.said
    if said is None or said.question.role is Role.TOPICS:
        return Part.NOWHERE
    question = said.question
    if question.role in _MEETING or question.topic == _MEETING_TOPIC:
        return Part.MEETING
    if question.role is Role.LAST_TIME:
        return Part.LAST_TIME
    column = column_of(piece.source.questionnaire, question.id, said.answer)
    return Part.WORRIES if column is Column.WORRIES else Part.WORDS


def _pieces(readings: Iterable[Reading]) -> Iterator[Piece]:
    for reading in readings:
        for one in shown(reading, address):
            yield Piece(one, reading)


def _says(piece: Piece) -> bool:
    one = piece.shown
    return bool(one.words or one.chosen or one.mark or one.circle or one.pairs)


def _changes(now: Iterable[Piece], then: Iterable[Piece]) -> Iterator[Change]:
    """Pair what was answered both times and otherwise, the same question asked the same way."""
    before = {_key(one): one for one in then if _may_be_compared(one)}
    newest = {_key(one): one for one in now if _may_be_compared(one)}
    for key, piece in newest.items():
        earlier = before.get(key)
        if earlier and _content(earlier) != _content(piece):
            yield Change(earlier, piece)


def _may_be_compared(piece: Piece) -> bool:
    said = piece.shown.said
    return (
        said is not None
        and bool(said.answer)
        and not piece.shown.only_iro
        and said.question.kind is not Kind.PEOPLE
        and part_of(piece) in {Part.WORDS, Part.WORRIES, Part.MEETING}
    )


def _key(piece: Piece) -> tuple[str, Kind] | None:
    said = piece.shown.said
    return (said.question.id, said.question.kind) if said else None


def _content(piece: Piece) -> tuple[object, ...]:
    one = piece.shown
    return (one.words, tuple(option.value for option in one.chosen), one.mark)
