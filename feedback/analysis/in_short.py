"""A year in a few sentences, the main thing first: what whoever reads nothing else should know."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from operator import itemgetter

from feedback.analysis.anchors import QUESTIONS, AnchorLine, anchor_lines, say_index_of
from feedback.analysis.anchors_by import NOT_HEARD, SPOKE, share_of_row
from feedback.analysis.answered import missing_groups, response_of
from feedback.analysis.asked_by_theme import most_asked_about
from feedback.analysis.asked_for import trace_of
from feedback.analysis.block_sentences import by_table
from feedback.analysis.compared import Share, year_against_year
from feedback.analysis.equity import in_sentences
from feedback.analysis.heard import IN_THE_ROOM, without_voice
from feedback.analysis.themes import in_a_sentence
from feedback.analysis.years import year_of_reviews
from feedback.evaluation import Anchor, Change
from feedback.participation import Indicator
from feedback.rates import Rate
from feedback.releases.figures import Symbol
from feedback.releases.report import Report
from feedback.releases.sentences import AGES_HIDDEN

_FELT = (Anchor.VOICE, Anchor.AUDIENCE, Anchor.INFLUENCE)


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence, and the table that it is taken from."""

    words: str
    about: str


def in_short(report: Report, before: Report | None) -> tuple[Said, ...]:
    """Say a year in short. What is hidden is not said."""
    this = year_of_reviews(report)
    was = year_of_reviews(before) if before else None
    return (
        *(Said(words, about) for about, said in by_table(this, was).items() for words in said),
        *_about_anchors(report, before),
        *_about_voice(report),
        *_about_themes(report),
        *_about_asks(report),
        *_about_response(report),
        *(Said(words, "Heard_less") for words in in_sentences(report)),
    )


def _about_anchors(report: Report, before: Report | None) -> Iterator[Said]:
    lines = [
        (line.yes.percent, line)
        for line in anchor_lines(report, before)
        if not isinstance(line.yes.percent, Symbol)
    ]
    if len(lines) > 1:
        (most, highest), (least, lowest) = (
            max(lines, key=itemgetter(0)),
            min(lines, key=itemgetter(0)),
        )
        yield Said(
            f"Yes was said most often to “{highest.words.lower()}” ({most} %), least often to"
            f" “{lowest.words.lower()}” ({least} %).",
            "Anchors",
        )
    index = say_index_of(report)
    if index is not None:
        yield Said(f"The Say Index over the six questions is {round(index)} of 100.", "Anchors")
    for line in (line for _, line in lines):
        yield from _against(line, before)
        if line.many_unsure:
            yield Said(
                f"More than 1 in 5 were not sure about “{line.words.lower()}”: the question may"
                " not be clear.",
                "Anchors",
            )


def _against(line: AnchorLine, before: Report | None) -> Iterator[Said]:
    found = line.against
    if before and not isinstance(found, Symbol) and found.change is not Change.NONE:
        yield Said(
            f"Yes to “{line.words.lower()}” is {found.change} than in {before.period.name}:"
            f" {found.reach}, allowing for chance.",
            "Anchors",
        )


def _about_voice(report: Report) -> Iterator[Said]:
    codes = report.table("codes")
    numbers: Mapping[Indicator, int | None] = {
        code: codes.number(code) if codes else None for code in IN_THE_ROOM
    }
    found = without_voice(numbers)
    if found is not None and found.whole is not None:
        yield Said(
            f"In {found.part:,} of {found.base:,} reviews where the child was there, their views"
            f" were not heard (PN4): {found.whole} %.",
            "Table_2",
        )
    for anchor in _FELT:
        spoke, silent = (share_of_row(report, anchor, "group", row) for row in (SPOKE, NOT_HEARD))
        gap = year_against_year(silent, spoke)
        if gap is not None and gap.change is not Change.NONE:
            yield Said(
                f"“{QUESTIONS[anchor][1]}”: {_percent(spoke)} of those who were there and spoke,"
                f" {_percent(silent)} of those whose views were not heard: {gap.change}"
                f" {gap.reach}, allowing for chance.",
                "Not_heard",
            )


def _percent(share: Share) -> str:
    return f"{Rate(share.part or 0, share.base or 0).whole} %"


def _about_themes(report: Report) -> Iterator[Said]:
    said = in_a_sentence(report)
    if said is not None:
        yield Said(said, "Written_about")


def _about_asks(report: Report) -> Iterator[Said]:
    found = trace_of(report)
    if found is not None and found.changed.whole is not None:
        yield Said(
            f"Of {found.asked:,} things children asked for, {found.done:,} were done:"
            f" {found.changed.whole} %.",
            "Asked_for",
        )
        if found.unanswered:
            are = "1 is" if found.unanswered == 1 else f"{found.unanswered:,} are"
            yield Said(f"{are} not answered yet.", "Asked_for")
    for one in most_asked_about(report):
        were = "was" if one.rate.part == 1 else "were"
        yield Said(
            f"Of {one.rate.base:,} things asked for about “{one.label}” and answered,"
            f" {one.rate.part:,} {were} done: {one.rate.whole} %.",
            "Asked_by_theme",
        )


def _about_response(report: Report) -> Iterator[Said]:
    found = response_of(report)
    if found is None or found.rate.whole is None:
        return
    care = " Treat with care: fewer than 3 in 10 answered." if found.needs_care else ""
    reviews, share = f"{found.reviews:,} reviews", f"{found.rate.whole} in every 100"
    if found.at_least:
        reviews, share = f"at least {reviews}", f"at most {share}, because {AGES_HIDDEN[:-1]}"
    yield Said(
        f"{found.sheets:,} answer sheets came after {reviews} of children and young people aged 4"
        f" or over: {share}.{care}",
        "Answered_by_age",
    )
    for group in missing_groups(report):
        yield Said(f"Few answers came from those where “{group.lower()}”.", "Answered_by_group")
