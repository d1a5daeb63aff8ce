"""What of a child’s words may be on a print that others see, and what is said first for them.

What a child kept for their officer is not among it, nor what was taken back. Texts are whole,
exactly as written, or they are left for the portal; none is ever cut.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from math import ceil

from feedback.columns import Column, column_of
from feedback.questionnaire import Kind, Role, Version
from feedback.services.interpret import english_of, written
from feedback.services.interpreted import key_of_ask, key_of_words
from feedback.services.read_views import Reading, Said

MOST = 3
"""How many things are said first."""
LETTERS_A_LINE = 80
LINES = 60
"""What one page of A4 holds beside its head, its foot and the wishes for the meeting."""

_MEETING = (Role.GO, Role.JOIN, Role.SEND, Role.WHO_COMES)
_MEETING_TOPIC = "review"
_FOR_WHO_ARRANGES_IT = frozenset({Role.WHO_COMES})
"""Read where a review is arranged, never out at the review: whom it names may sit there."""
_CHOSEN = frozenset({Kind.FEELINGS, Kind.FACES, Kind.AMOUNT, Kind.CHOICE, Kind.CHOICES})
_NOT_SAID_ALOUD = frozenset({Role.TOPICS, Role.TALK, Role.LAST_TIME, *_MEETING})


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing the child said: in words, or chosen where they used none."""

    words: str = field(repr=False)
    source: Reading = field(repr=False)
    said: Said | None = field(default=None, repr=False)
    """The question it answers; None is something they asked for."""
    key: str = field(default="", repr=False)
    """Under which key its version stands, if it is in the child’s own words."""

    @property
    def english(self) -> str | None:
        """Return an interpreter’s version, empty while it waits; None where none is needed."""
        return english_of(self.source, self.key) if self.key else None

    @property
    def lines(self) -> int:
        """Reckon how many lines it takes, its version and whose it is included."""
        parts = self.words.split("\n")
        if self.english is not None:
            parts += ["", *self.english.split("\n")]
        return sum(max(1, ceil(len(part) / LETTERS_A_LINE)) for part in parts)


@dataclass(frozen=True, slots=True)
class FirstSaid:
    """What is said before anything else at a review."""

    things: tuple[Thing, ...]
    meeting: tuple[tuple[Said, Reading], ...]
    more: bool
    """Whether the child wrote more than stands here."""
    made: bool
    """Whether something was drawn, said aloud or shown, which is seen and heard on the portal."""


def for_sharing(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """Return readings as others may see them: without what was kept for the officer alone.

    Neither the words nor an interpreter’s version of them.
    """
    return tuple(_shared(one) for one in readings if not one.withdrawn)


def _shared(reading: Reading) -> Reading:
    kept = {said.question.id for said in reading.said if said.question.role is Role.ONLY_IRO}
    return replace(
        reading,
        said=tuple(said for said in reading.said if said.question.id not in kept),
        interpreted=reading.interpreted and reading.interpreted.without(kept),
    )


def first_said(readings: Iterable[Reading]) -> FirstSaid:
    """Choose what is said first: what was asked for, what worries, then other words, in order.

    At most three, and so many that they fit on a page; where the child used no words, what they
    chose. What an adult observed is not a child’s words and is never among it.
    """
    theirs = [one for one in for_sharing(readings) if one.version is not Version.WATCHING]
    wrote = [*_asks(theirs), *_worries(theirs), *_words(theirs)]
    things = _fitting(wrote or list(_chosen(theirs)))
    return FirstSaid(
        things=things,
        meeting=tuple((said, one) for one in theirs for said in one.said if _is_wish(said)),
        more=len(wrote) > len(things),
        made=any(said.made for one in theirs for said in one.said),
    )


def _fitting(things: Sequence[Thing]) -> tuple[Thing, ...]:
    """Take the first and those after it, in order, that fit whole on the page with it."""
    taken: list[Thing] = []
    for thing in things:
        fits = sum(one.lines for one in (*taken, thing)) <= LINES
        if len(taken) < MOST and (fits or not taken):
            taken.append(thing)
    return tuple(taken)


def _asks(readings: Iterable[Reading]) -> Iterator[Thing]:
    for one in readings:
        for ask in one.asks:
            if ask.words.strip():
                yield Thing(ask.words, one, key=key_of_ask(ask.id))


def _worries(readings: Iterable[Reading]) -> Iterator[Thing]:
    return (thing for thing in _texts(readings) if _is_worry(thing))


def _words(readings: Iterable[Reading]) -> Iterator[Thing]:
    return (thing for thing in _texts(readings) if not _is_worry(thing))


def _texts(readings: Iterable[Reading]) -> Iterator[Thing]:
    for one in readings:
        for said in one.said:
            if _is_meeting(said):
                continue
            for place, words in enumerate(written(said)):
                yield Thing(words, one, said, key_of_words(said.question.id, place))


def _chosen(readings: Iterable[Reading]) -> Iterator[Thing]:
    for one in readings:
        for said in one.said:
            question = said.question
            if question.kind in _CHOSEN and said.answer and not _is_meeting(said):
                labels = [o.label for o in question.options if o.value in said.answer]
                if labels and question.role not in _NOT_SAID_ALOUD:
                    yield Thing(", ".join(labels), one, said)


def _is_worry(thing: Thing) -> bool:
    said = thing.said
    return (
        said is not None
        and column_of(thing.source.questionnaire, said.question.id, said.answer) is Column.WORRIES
    )


def _is_wish(said: Said) -> bool:
    """Whether this is wished for the meeting and may be told there."""
    told = said.question.role not in _FOR_WHO_ARRANGES_IT
    return bool(said.answer) and told and _is_meeting(said)


def _is_meeting(said: Said) -> bool:
    return said.question.role in _MEETING or said.question.topic == _MEETING_TOPIC
