"""A made-up council: children, officers and a year of reviews. Nobody in it exists.

Everything follows from the seed. The codes are dealt so that a council of the seed
report’s size has its participation: 1,031 of 1,143, which is 90.2 % (domain.md).
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from importlib.resources import files
from random import Random

from feedback.participation import Indicator

SPLIT: Mapping[Indicator, int] = {
    Indicator.PN0: 255,
    Indicator.PN1: 520,
    Indicator.PN2: 61,
    Indicator.PN3: 38,
    Indicator.PN4: 12,
    Indicator.PN5: 212,
    Indicator.PN6: 200,
    Indicator.PN7: 100,
}
"""Reviews by code: a made-up split that gives the report’s rate for 1,398 reviews."""

LATE_IN = (12, 1_398)
CHILDREN_AN_OFFICER = 45
_ENTRANTS = 0.12
_FIRST_WITHIN = 165
APART = 172
_HALF_HOURS = tuple(time(hour, minute) for hour in range(9, 17) for minute in (0, 30))


@dataclass(frozen=True, slots=True)
class MadeUpReview:
    """One review that will be held, and how its child will take part."""

    day: date
    at: time
    part_two: date | None
    code: Indicator


@dataclass(frozen=True, slots=True)
class MadeUpChild:
    """One child and their year."""

    number: str
    first: str
    last: str
    known_as: str
    born: date
    sex: int
    into_care: date
    before: tuple[date, ...]
    officer: int
    language: str
    easier: bool
    at_a_distance: bool
    unaccompanied: bool
    disabled: bool | None
    """None: nobody recorded it."""
    school: str
    social_worker: str
    reviews: tuple[MadeUpReview, ...]


@dataclass(frozen=True, slots=True)
class MadeUpCouncil:
    """A whole made-up council and the days its year spans."""

    first_day: date
    last_day: date
    officers: tuple[str, ...]
    children: tuple[MadeUpChild, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """The names a made-up council draws from."""

    first: tuple[str, ...]
    last: tuple[str, ...]
    officers: tuple[str, ...]
    social_workers: tuple[str, ...]
    schools: tuple[str, ...]
    languages: tuple[str, ...]

    @classmethod
    def read(cls) -> "Names":
        """Read the names from the file beside this one."""
        text = (files("feedback.services.rehearse") / "names.toml").read_text("utf-8")
        return cls(**{key: tuple(values) for key, values in tomllib.loads(text).items()})


def apportion(split: Mapping[Indicator, int], total: int) -> dict[Indicator, int]:
    """Share a number of reviews in the proportions of a split (largest remainders)."""
    whole = sum(split.values())
    shares = {code: divmod(count * total, whole) for code, count in split.items()}
    left = total - sum(quotient for quotient, _ in shares.values())
    by_remainder = sorted(shares, key=lambda code: (-shares[code][1], code))
    extra = set(by_remainder[:left])
    return {code: quotient + (code in extra) for code, (quotient, _) in shares.items()}


def spread(total: int, over: int) -> Iterator[int]:
    """Spread a number over so many children, as evenly as whole numbers allow."""
    for place in range(over):
        yield total * (place + 1) // over - total * place // over


def entrants_wanted(older: int) -> int:
    """Return how many of the older children come into care during the year."""
    return round(older * _ENTRANTS)


def days_of_reviews(random: Random, first: date, last: date, count: int) -> list[date]:
    """Choose days for reviews less than six months apart, on weekdays."""
    if not count:
        return []
    length = (last - first).days
    apart = min(APART, length // count)
    latest = min(_FIRST_WITHIN, length - apart * (count - 1) - 7)
    start = random.randint(0, max(0, latest))
    days = [first + timedelta(start + apart * place) for place in range(count)]
    return [on_a_weekday(day) for day in days]


def on_a_weekday(day: date) -> date:
    """Move a Saturday or Sunday to the Friday before."""
    return day - timedelta(max(0, day.weekday() - 4))


def an_hour(random: Random) -> time:
    """Choose when a review starts."""
    return random.choice(_HALF_HOURS)
