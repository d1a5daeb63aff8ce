"""The year as children are told it: few words, and no number that was not released.

Numbers here are cells of the release as they stand in it, never shares or sums, so whoever
has the tables can find each one. What is hidden is said to be kept private, and why.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from feedback.glossary import Glossary, say
from feedback.releases.figures import TOOK_PART, YES, figures
from feedback.releases.report import Report, Reported

KEPT_PRIVATE = ("We keep this number private.", "It could tell people about one child.")
OPENING = (
    "You have {review}s.",
    "A {review} is where people plan with you.",
    "After it we ask you how it went.",
    "This is what children told us.",
)
CLOSING = (
    "Thank you to everyone who told us.",
    "You can tell your {iro} what you think of this.",
)
_PICTURES = {
    "information": "question",
    "space": "choose",
    "voice": "talk",
    "audience": "listen",
    "influence": "star",
    "feedback": "envelope",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing told: a picture, a heading, a few sentences, and a bar for the eye if any."""

    picture: str
    heading: str
    sentences: tuple[str, ...]
    bar: int | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """What children said and what was done, as the service wrote it for everybody."""

    heard: str
    done: str


@dataclass(frozen=True, slots=True)
class ForChildren:
    """The whole report, in order."""

    period: str
    made_up: bool
    opening: tuple[str, ...]
    facts: tuple[Fact, ...]
    you_said: tuple[Heard, ...]
    quotes: tuple[str, ...]
    closing: tuple[str, ...]


def for_children(
    report: Report,
    glossary: Glossary,
    *,
    you_said: Sequence[Heard] = (),
    quotes: Sequence[str] = (),
) -> ForChildren:
    """Tell a year to children, in the council’s own words for a review and an officer."""
    return ForChildren(
        period=report.period.in_words,
        made_up=report.made_up,
        opening=_said(OPENING, glossary),
        facts=tuple(_facts(report, glossary)),
        you_said=tuple(you_said),
        quotes=tuple(quotes),
        closing=_said(CLOSING, glossary),
    )


def _facts(report: Report, glossary: Glossary) -> Iterator[Fact]:
    tellers: dict[str, Callable[[Reported], Fact]] = {
        "participation": _took_part,
        **dict.fromkeys(_PICTURES, _answers),
        "asks": _asks,
        "on-time": _on_time,
    }
    for name, tell in tellers.items():
        table = report.table(name)
        if table is not None:
            yield _worded(tell(table), glossary)


def _worded(fact: Fact, glossary: Glossary) -> Fact:
    return Fact(
        fact.picture,
        say(fact.heading, glossary),
        _said(fact.sentences, glossary),
        fact.bar,
    )


def _took_part(table: Reported) -> Fact:
    part, rest = table.number(TOOK_PART), table.number("did-not")
    said = () if part is None else (f"Children had their say in {part:,} {{review}}s.",)
    more = () if rest is None else (f"In {rest:,} {{review}}s they did not.",)
    return _fact("speak-up", "Having your say", (*said, *more), _bar(table, TOOK_PART))


def _on_time(table: Reported) -> Fact:
    timely, late = table.number("on-time"), table.number("late")
    said = () if timely is None else (f"{timely:,} {{review}}s were on time.",)
    more = () if late is None else (f"{late:,} {'was' if late == 1 else 'were'} late.",)
    return _fact("clock", "On time or late", (*said, *more), _bar(table, "on-time"))


def _asks(table: Reported) -> Fact:
    base, done = table.base(), table.number("done")
    said = () if base is None else (f"We answered {base:,} things you asked for.",)
    more = () if done is None else (f"{done:,} of them happened.",)
    return _fact("help-hand", "What you asked for", (*said, *more), _bar(table, "done"))


def _answers(table: Reported) -> Fact:
    words = (
        ("yes", "said Yes"),
        ("bit", "said A bit"),
        ("no", "said No"),
        ("not-sure", "said I’m not sure"),
    )
    said = tuple(
        f"{number:,} {'form' if number == 1 else 'forms'} {what}."
        for answer, what in words
        if (number := table.number(answer)) is not None
    )
    return _fact(_PICTURES[table.table.id], table.table.title, said, _bar(table, YES))


def _fact(picture: str, heading: str, sentences: tuple[str, ...], bar: int | None) -> Fact:
    return Fact(picture, heading, sentences or KEPT_PRIVATE, bar if sentences else None)


def _bar(table: Reported, cell: str) -> int | None:
    share = next(figure.percent for figure in figures(table) if figure.cell.id == cell)
    return round(share) if isinstance(share, Decimal) else None


def _said(sentences: Sequence[str], glossary: Glossary) -> tuple[str, ...]:
    return tuple(say(sentence, glossary) for sentence in sentences)
