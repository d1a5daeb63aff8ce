"""The year as children are told it: few words, and no number that was not released.

Numbers here are cells of the release as they stand in it, never shares or sums, so whoever
has the tables can find each one. What is hidden is said to be kept private, and why.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from feedback.analysis.asked_by_theme import AskedAbout, most_asked_about
from feedback.codebook import load_codebook
from feedback.glossary import Glossary, say
from feedback.releases.figures import TOOK_PART, YES, figures
from feedback.releases.report import Report, Reported
from feedback.releases.sentences import most_named

OTHERS_PRIVATE = "We keep the other numbers private."
KEPT_PRIVATE = ("We keep this number private.", "It could tell people about one child.")
NOT_SURE = ("We keep these numbers private.", "We could not make sure that telling them is safe.")
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
_WROTE_ABOUT, _SOMETHING_ELSE = "What you wrote about most", "Something else"
_CAME_TRUE = "What you asked for most, and what happened"
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

    @property
    def kept_private(self) -> bool:
        """Whether nothing is told of it but that it could tell about one child."""
        return self.sentences == KEPT_PRIVATE


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
        "themes": _wrote_about,
        "asks": _asks,
        "on-time": _on_time,
    }
    for name, tell in tellers.items():
        table = report.table(name)
        if table is not None and (name != "themes" or table.base() is not None):
            yield _worded(tell(table), glossary)
        if name == "asks" and (found := most_asked_about(report)):
            yield _worded(_came_true(found), glossary)


def _worded(fact: Fact, glossary: Glossary) -> Fact:
    return Fact(
        fact.picture,
        say(fact.heading, glossary),
        _said(fact.sentences, glossary),
        fact.bar,
    )


def _took_part(table: Reported) -> Fact:
    said = {
        TOOK_PART: "Children had their say in {number} {{review}}s.",
        "did-not": "In {number} {{review}}s they did not.",
    }
    return _fact(table, "speak-up", "Having your say", said, TOOK_PART)


def _on_time(table: Reported) -> Fact:
    said = {"on-time": "{number} {{review}}s were on time.", "late": "{number} {were} late."}
    return _fact(table, "clock", "On time or late", said, "on-time")


def _wrote_about(table: Reported) -> Fact:
    """Tell what most forms were about, by the names that children know the themes by."""
    book = load_codebook()
    said = []
    for figure in most_named(table):
        theme = book.find(figure.cell.id)
        name = theme.for_children if theme else _SOMETHING_ELSE
        said.append(f"{name}: {figure.count:,} forms.")
    return Fact("write", _WROTE_ABOUT, tuple(said) or KEPT_PRIVATE)


def _asks(table: Reported) -> Fact:
    said = {
        "base": "We answered {number} things you asked for.",
        "done": "{number} of them happened.",
    }
    return _fact(table, "help-hand", "What you asked for", said, "done")


def _came_true(found: Sequence[AskedAbout]) -> Fact:
    """Tell of what was asked for most how much happened, by the names children know themes by."""
    book = load_codebook()
    names = {theme.id: theme.for_children for theme in book.themes}
    said = [f"{names[one.id]}: {one.rate.part:,} of {one.rate.base:,} happened." for one in found]
    return Fact("star", _CAME_TRUE, tuple(said))


def _answers(table: Reported) -> Fact:
    said = {
        "yes": "{number} {forms} said Yes.",
        "bit": "{number} {forms} said A bit.",
        "no": "{number} {forms} said No.",
        "not-sure": "{number} {forms} said I’m not sure.",
    }
    return _fact(table, _PICTURES[table.table.id], table.table.title, said, YES)


def _fact(
    table: Reported, picture: str, heading: str, said: Mapping[str, str], drawn: str
) -> Fact:
    """Tell the cells that are shown, and that the others are kept private."""
    sentences = [
        words.format(
            number=f"{number:,}",
            forms="form" if number == 1 else "forms",
            were="was" if number == 1 else "were",
        )
        for cell, words in said.items()
        if (number := table.number(cell)) is not None
    ]
    if not sentences:
        return Fact(picture, heading, NOT_SURE if table.unproven else KEPT_PRIVATE)
    more = (OTHERS_PRIVATE,) if len(sentences) < len(said) else ()
    return Fact(picture, heading, (*sentences, *more), _bar(table, drawn))


def _bar(table: Reported, cell: str) -> int | None:
    share = next(figure.percent for figure in figures(table) if figure.cell.id == cell)
    return round(share) if isinstance(share, Decimal) else None


def _said(sentences: Sequence[str], glossary: Glossary) -> tuple[str, ...]:
    return tuple(say(sentence, glossary) for sentence in sentences)
