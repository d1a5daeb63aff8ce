"""Judges every row of a folder in the light of what is known, and keeps every sound one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from feedback.caseload import files, rows, rules
from feedback.caseload.doubts import Doubts
from feedback.caseload.folder import Folder, Table
from feedback.caseload.known import Known, Stay, Stays
from feedback.caseload.refusals import Others
from feedback.caseload.sifting import Doubt, Sifted, Weighed, sift, weigh
from feedback.caseload.verdicts import Finding, Tally


@dataclass(frozen=True, slots=True)
class Judged:
    """The rows to be taken over, everything there is to say, and the counts of each file."""

    headers: tuple[rows.HeaderRow, ...]
    episodes: tuple[rows.EpisodeRow, ...]
    reviews: tuple[rows.ReviewRow, ...]
    unaccompanied: tuple[rows.UnaccompaniedRow, ...]
    children: tuple[rows.ChildRow, ...]
    disability: tuple[rows.DisabilityRow, ...]
    planned: tuple[rows.PlannedRow, ...]
    findings: tuple[Finding, ...]
    tallies: Mapping[str, Tally]
    """By file, for the files that were there and no others."""


@dataclass(frozen=True, slots=True)
class _Sound:
    """The rows of each file that were not refused, and the births they were held against."""

    births: Mapping[str, date]
    headers: Sifted[rows.HeaderRow]
    episodes: Sifted[rows.EpisodeRow]
    reviews: Sifted[rows.ReviewRow]
    unaccompanied: Sifted[rows.UnaccompaniedRow]
    children: Sifted[rows.ChildRow]
    disability: Sifted[rows.DisabilityRow]
    planned: Sifted[rows.PlannedRow]


def judge(folder: Folder, known: Known, *, today: date) -> Judged:
    """Give each row its verdict; a folder without a header file is judged by the stored one."""
    sound = _sift(folder, known, today=today)
    doubts = Doubts(
        known,
        births=sound.births,
        stays={**known.stays, **_stays(sound.episodes.rows)},
        settled=frozenset(child for child, _ in known.confirmed),
    )
    firsts = _firsts(sound, known)
    headers = weigh(sound.headers, doubts.of_header)
    episodes = weigh(sound.episodes, _undoubted)
    reviews = weigh(sound.reviews, doubts.of_review)
    unaccompanied = weigh(sound.unaccompanied, _undoubted)
    children = weigh(sound.children, doubts.of_child)
    disability = weigh(sound.disability, doubts.of_disability)
    planned = weigh(sound.planned, lambda row: doubts.of_planned(row, firsts[row.child]))
    every = (headers, episodes, reviews, unaccompanied, children, disability, planned)
    weighed: dict[str, Weighed[Any]] = dict(zip(files.COLUMNS, every, strict=True))
    return Judged(
        headers.rows,
        episodes.rows,
        reviews.rows,
        unaccompanied.rows,
        children.rows,
        disability.rows,
        planned.rows,
        findings=tuple(finding for file in folder for finding in weighed[file].findings),
        tallies={file: weighed[file].tally for file in folder},
    )


def _sift(folder: Folder, known: Known, *, today: date) -> _Sound:
    def table(file: str) -> Table:
        return folder.get(file, Table())

    headers = sift(table(files.HEADER), rules.of_headers(today))
    births = {**known.births, **{row.child: row.born for row in headers.rows}}
    others = Others(births, today)
    return _Sound(
        births,
        headers,
        episodes=sift(table(files.EPISODES), rules.of_episodes(others)),
        reviews=sift(table(files.REVIEWS), rules.of_reviews(others)),
        unaccompanied=sift(table(files.UASC), rules.of_unaccompanied(others)),
        children=sift(table(files.CHILDREN), rules.of_children(others)),
        disability=sift(table(files.DISABILITY), rules.of_disability(others)),
        planned=sift(table(files.PLANNED), rules.of_planned(others)),
    )


def _stays(episodes: Iterable[rows.EpisodeRow]) -> Stays:
    """Gather the episodes of each child in the file, which then replace those we knew."""
    gathered: defaultdict[str, tuple[Stay, ...]] = defaultdict(tuple)
    for row in episodes:
        gathered[row.child] += (row.stay,)
    return gathered


def _firsts(sound: _Sound, known: Known) -> Mapping[str, list[date]]:
    """Gather the days of each child’s reviews that a second part may belong to."""
    gathered: defaultdict[str, list[date]] = defaultdict(list)
    for child, day in known.reviews:
        gathered[child].append(day)
    for held in sound.reviews.rows:
        gathered[held.child].append(held.day)
    for planned in sound.planned.rows:
        if planned.part == 1:
            gathered[planned.child].append(planned.day)
    return gathered


def _undoubted(_row: object) -> Iterable[Doubt]:
    return ()
