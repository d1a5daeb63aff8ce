"""One year walked through the real services, released as it goes, and attacked.

A made-up council lives its year: children come in with their letters, answer and evaluate,
officers record and confirm. Each quarter leaves the day after its last, so that what comes after
is late: answer sheets of its last reviews, codes nobody had confirmed, codes an officer corrects.
Then the year leaves, and the auditor is held against the true rows.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from sqlalchemy import select

from feedback.auditor.audit import Verdict
from feedback.auditor.reading import read
from feedback.auditor.structure import Key, lines, smallest
from feedback.catalogue import load_catalogue
from feedback.disclosure.edition import Edition
from feedback.participation import Indicator
from feedback.periods import Period
from feedback.releases.csv_file import csv_file
from feedback.releases.report import Report
from feedback.services.audit_release import verify
from feedback.services.close_period import close_period
from feedback.services.rehearse.answers import Sayings
from feedback.services.rehearse.invent import invent
from feedback.services.rehearse.officer_part import OfficerPart
from feedback.services.rehearse.play import Play, enrol_duty
from feedback.services.rehearse.scene import Scene, at
from feedback.services.release import make_release
from feedback.store import Store, ledger
from feedback.store.audit import SYSTEM
from feedback.store.engine import connect
from feedback.store.keys import make_keys, read_keys
from feedback.store.migrating import migrate
from feedback.store.models import Installation, Review
from tests.feedback.auditor.exported import audited, described
from tests.tools.attack.coding import code_comments
from tests.tools.attack.truth import Truth, true_rows
from tests.tools.attack.year import Tally, key_of, small_of

YEAR = Period.named("2025-26")
CORRECTED = 4
"""Codes of quarters that left which an officer corrects before the year leaves."""


@dataclass
class Walked:
    """What a year left behind: what was true when each period left, and what came after."""

    scene: Scene
    truths: dict[str, Truth] = field(default_factory=dict)
    files: dict[str, dict[str, bytes]] = field(default_factory=dict)
    late_sheets: int = 0
    changed_reviews: int = 0
    coded: int = 0

    def editions(self) -> list[Edition]:
        """Return what the ledger holds, the year last."""
        with self.scene.store.look() as transaction:
            found = ledger.editions_of(transaction, YEAR, keys=self.scene.keys)
        return sorted(found, key=lambda one: (one.period.is_year, one.period.name))


@contextmanager
def a_scene(folder: Path) -> Iterator[Scene]:
    """Set an empty installation up in a folder."""
    make_keys(folder / "keys")
    engine = connect(f"sqlite:///{folder / 'heard.sqlite'}")
    migrate(engine)
    yield Scene(Store(engine), read_keys(folder / "keys"), load_catalogue(), folder)
    engine.dispose()


def walk(scene: Scene, *, children: int, reviews: int, seed: int) -> Walked:
    """Play the year of a made-up council, and let everything of it leave."""
    walked, random = Walked(scene), Random(seed)
    with scene.store.begin() as transaction:
        transaction.merge(Installation(id=1, made_up=True))
    enrol_duty(scene)
    council = invent(children=children, reviews=reviews, first=YEAR.first, months=12, seed=seed)
    play = Play(scene, council, random, lambda _done: None)
    for quarter in YEAR.quarters:
        play.then(_noon_after(quarter.last), _leaves(walked, quarter))
    play.play()
    after = _noon_after(YEAR.last + timedelta(60))
    play.settle(now=after)
    _correct(scene, random, now=after)
    walked.coded = code_comments(scene, random, YEAR, now=after)
    _leaves(walked, YEAR)(after)
    _tell_what_came_late(walked)
    return walked


def attack(walked: Walked) -> Tally:
    """Attack everything that left, from its files alone, and hold it against the true rows."""
    with walked.scene.store.look() as transaction:
        verdict = verify(transaction, YEAR, keys=walked.scene.keys)
    attacked, tally = verdict.attack, Tally(releases=len(walked.files))
    tally.refused = int(not verdict.holds)
    tally.breaks = Counter(one.kind for one in verdict.breaks)
    for printed in attacked.model.printed.values():
        tally.cells += len(printed.numbers)
        tally.hidden += sum(number is None for number in printed.numbers.values())
    for period, key in attacked.model.hidden():
        line, number = attacked.model.line(key), _true(walked, period, key)
        least_shown = smallest(line.population, year="Q" not in period)
        if line.omission or not 0 < number < least_shown:
            continue
        least = attacked.least(period, key)
        tally.presence += least >= 1
        tally.exact += least >= 1 and least == attacked.most(period, key)
    return tally


def printed_otherwise(walked: Walked) -> list[tuple[str, Key]]:
    """Return printed numbers that are not those of the true rows when their period left."""
    return [
        (period, key)
        for period, files in walked.files.items()
        for key, number in read(files).numbers.items()
        if number not in (None, _true(walked, period, key))
    ]


def made_again(walked: Walked, period: Period) -> dict[str, bytes]:
    """Make a release once more, after everything that changed since."""
    now = _noon_after(YEAR.last + timedelta(90))
    with walked.scene.store.begin() as transaction:
        frozen = make_release(
            transaction, period, _write, by=SYSTEM, keys=walked.scene.keys, now=now
        )
    return dict(frozen.files)


def naively(walked: Walked, hide: Callable[[Edition], frozenset]) -> bool:
    """Whether the auditor refuses the same year where a naive protector hid some numbers."""
    return any(
        not shown_as(walked, hide, periods).holds for periods in range(1, len(walked.files) + 1)
    )


def shown_as(walked: Walked, hide: Callable[[Edition], frozenset], periods: int = 5) -> Verdict:
    """Audit what left first as somebody else would have protected it."""
    known = []
    for one in walked.editions()[:periods]:
        hidden = hide(one)
        shown = {
            (table.id, cell): number
            for table in one.tables
            for cell, number in one.counts(table).items()
            if (table.id, cell) not in hidden
        }
        known.append(Edition(one.period, one.tables, one.numbers, one.few, shown))
    small = frozenset(
        (each.period.name, key_of(each, place)) for each in known for place in small_of(each)
    )
    return audited(known, small=small)


def _true(walked: Walked, period: str, key: Key) -> int:
    line = lines(year=True)[key]
    return walked.truths[period].of(line.population, line.counted)


def _noon_after(day: date) -> datetime:
    return at(day + timedelta(1), 12)


def _leaves(walked: Walked, period: Period) -> Callable[[datetime], None]:
    """Close a period, remember what is true of it today, and let its release leave."""

    def leave(now: datetime) -> None:
        scene = walked.scene
        with scene.store.begin() as transaction:
            close_period(transaction, period, by=SYSTEM, keys=scene.keys, now=now)
            walked.truths[period.name] = true_rows(transaction, period)
            frozen = make_release(transaction, period, _write, by=SYSTEM, keys=scene.keys, now=now)
        walked.files[period.name] = dict(frozen.files)

    return leave


def _correct(scene: Scene, random: Random, *, now: datetime) -> None:
    """Let officers correct codes of periods that left, each with its reason."""
    with scene.store.look() as transaction:
        wanted = (
            select(Review.id, Review.officer_id)
            .where(Review.code == Indicator.PN1, Review.day.between(YEAR.first, YEAR.last))
            .order_by(Review.day, Review.id)
            .limit(CORRECTED)
        )
        found = transaction.execute(wanted).all()
    for review_id, officer in found:
        part = OfficerPart(scene, random, Sayings.read(), officer, review_id)
        part.confirm(Indicator.PN3, now=now)


def _tell_what_came_late(walked: Walked) -> None:
    quarters = [walked.truths[quarter.name] for quarter in YEAR.quarters]
    year = walked.truths[YEAR.name]
    walked.late_sheets = len(year.sheets) - sum(len(one.sheets) for one in quarters)
    before = {key: row for one in quarters for key, row in one.reviews.items()}
    walked.changed_reviews = sum(row != before.get(key) for key, row in year.reviews.items())


def _write(report: Report) -> dict[str, bytes]:
    return described(csv_file(report), report)
