"""A rehearsal: a made-up council of any size lives a whole year through the real services."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from random import Random
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from feedback.errors import RehearsalRefused
from feedback.periods import Period
from feedback.rates import on_time, participation
from feedback.services.close_period import close_period
from feedback.services.rehearse.invent import invent
from feedback.services.rehearse.play import Play, enrol_duty
from feedback.services.rehearse.scene import Scene, Watch
from feedback.store.audit import SYSTEM
from feedback.store.models import Child, Installation, Letter, Review, SentViews, Sheet


@dataclass(frozen=True, slots=True)
class Size:
    """How large a made-up council, for how long, and from which seed."""

    children: int
    reviews: int
    months: int
    seed: int


def rehearse(
    scene: Scene,
    size: Size,
    *,
    now: datetime,
    leave_open: bool = False,
    watch: Watch = lambda _done: None,
) -> dict[str, Any]:
    """Play a council’s last complete collection year and return what came of it, in counts.

    Refuses an installation that holds real children: a rehearsal is marked as made up, and
    nothing may stand beside it that is not. What was planted on the way (reviews without a
    code) is settled by the end unless it is left open; then no period is closed either.
    """
    year = _last_complete(now.date())
    _mark(scene)
    enrol_duty(scene)
    council = invent(
        children=size.children,
        reviews=size.reviews,
        first=year.first,
        months=size.months,
        seed=size.seed,
    )
    play = Play(scene, council, Random(size.seed), watch)  # noqa: S311  a play, not a secret
    play.play()
    if not leave_open:
        play.settle(now=now)
        _close(scene, year, now=now)
    with scene.store.look() as transaction:
        return _counts(transaction, year) | {"seed": size.seed, "planted": play.planted}


def _last_complete(today: date) -> Period:
    return Period(Period.year_of(today).year - 1)


def _mark(scene: Scene) -> None:
    with scene.store.begin() as transaction:
        marked = transaction.get(Installation, 1)
        if transaction.scalar(select(func.count()).select_from(Child)):
            if marked is not None and marked.made_up:
                raise RehearsalRefused("A rehearsal was played here; choose an empty instance.")
            raise RehearsalRefused("Children are kept here, so nothing is rehearsed beside them.")
        transaction.merge(Installation(id=1, made_up=True))


def _close(scene: Scene, year: Period, *, now: datetime) -> None:
    with scene.store.begin() as transaction:
        for period in (*year.quarters, year):
            close_period(transaction, period, by=SYSTEM, keys=scene.keys, now=now)


def _counts(transaction: Session, year: Period) -> dict[str, Any]:
    held = transaction.execute(
        select(Review.code, Review.day, Review.due_day).where(
            Review.day.between(year.first, year.last)
        )
    ).all()
    codes = Counter(row.code for row in held if row.code is not None)
    counted = participation(codes, null=sum(row.code is None for row in held))
    late = sum(row.due_day is not None and row.day > row.due_day for row in held)
    return {
        "made_up": True,
        "year": year.name,
        "children": _how_many(transaction, Child),
        "reviews": len(held),
        "codes": {str(code): codes[code] for code in sorted(codes)},
        "null_returns": counted.null,
        "participation": counted.rate.printed(),
        "late": late,
        "on_time": on_time(len(held), late).printed(),
        "letters": _how_many(transaction, Letter),
        "views": _how_many(transaction, SentViews),
        "sheets": _how_many(transaction, Sheet),
    }


def _how_many(transaction: Session, model: type[Any]) -> int:
    return transaction.scalar(select(func.count()).select_from(model)) or 0
