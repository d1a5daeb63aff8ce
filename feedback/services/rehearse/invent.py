"""Inventing the children of a made-up council, each with a year of reviews."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from feedback.due_dates import add_months, first_review_due
from feedback.participation import Indicator
from feedback.services.rehearse.made_up import (
    APART,
    CHILDREN_AN_OFFICER,
    LATE_IN,
    SPLIT,
    MadeUpChild,
    MadeUpCouncil,
    MadeUpReview,
    Names,
    an_hour,
    apportion,
    days_of_reviews,
    entrants_wanted,
    on_a_weekday,
    spread,
)

_YEAR = 365
_PART_TWO_IN = 25


@dataclass(slots=True)
class _Deck:
    """The codes still to be dealt, and what else is planted on the way."""

    random: Random
    older: list[Indicator]
    late: int

    def deal(self) -> Indicator:
        """Deal the code of one review of a child of four or over."""
        return self.older.pop()


def invent(*, children: int, reviews: int, first: date, months: int, seed: int) -> MadeUpCouncil:
    """Invent a council: the same numbers give the same council, to the last name."""
    random, names = Random(seed), Names.read()  # noqa: S311  a play, not a secret
    last = add_months(first, months) - timedelta(1)
    codes = apportion(SPLIT, reviews)
    young_reviews = codes.pop(Indicator.PN0)
    young = _young(children, young_reviews, reviews)
    if not young:
        codes[Indicator.PN1] += young_reviews
        young_reviews = 0
    deck = _Deck(random, [c for c, n in codes.items() for _ in range(n)], _late(reviews))
    random.shuffle(deck.older)
    plans = [(count, True) for count in spread(young_reviews, young)]
    plans += [(count, False) for count in spread(reviews - young_reviews, children - young)]
    officers = max(1, round(children / CHILDREN_AN_OFFICER))
    entrants = young + entrants_wanted(children - young)
    made = []
    for place, (count, is_young) in enumerate(plans):
        enters = young <= place < entrants
        year = (enters and _entering(random, first, last, count, deck)) or _staying(
            random, first, last, count, longest=100 if is_young else 3 * _YEAR
        )
        child = _Inventing(random, names, place, is_young, officers, first, last)
        made.append(child.make(year, deck))
    return MadeUpCouncil(first, last, _officers(names, officers), tuple(made))


def _young(children: int, young_reviews: int, reviews: int) -> int:
    """Return how many children are under four; there must be older ones for the other codes."""
    if not young_reviews or children == 1:
        return 0
    return min(max(1, round(children * young_reviews / reviews)), children - 1)


def _late(reviews: int) -> int:
    return round(reviews * LATE_IN[0] / LATE_IN[1])


def _officers(names: Names, count: int) -> tuple[str, ...]:
    made = (names.officers[i % len(names.officers)] for i in range(count))
    return tuple(
        f"{name} {i // len(names.officers) + 1}".removesuffix(" 1") for i, name in enumerate(made)
    )


@dataclass(frozen=True, slots=True)
class _Year:
    """When a child came into care, was last reviewed before, and is reviewed now."""

    into_care: date
    before: tuple[date, ...]
    days: tuple[date, ...]


def _staying(random: Random, first: date, last: date, count: int, *, longest: int) -> _Year:
    """Give a child who was in care before a review before, and reviews through the year."""
    days = days_of_reviews(random, first, last, count)
    before = on_a_weekday((days[0] if days else first) - timedelta(170))
    earlier = (on_a_weekday(before - timedelta(75)), before)
    return _Year(earlier[0] - timedelta(random.randint(22, longest)), earlier, tuple(days))


def _entering(random: Random, first: date, last: date, count: int, deck: _Deck) -> _Year | None:
    """Bring a child into care late in a month, with reviews as the regulations ask."""
    if not count:
        return None
    month = add_months(first, random.randint(0, 1))
    into_care = month + timedelta(random.randint(22, 26))
    due = first_review_due(into_care)
    late = deck.late > 0
    days = [due + timedelta(random.randint(5, 9)) if late else due - timedelta(2)]
    for gap in (84, APART, APART)[: count - 1]:
        days.append(days[-1] + timedelta(gap))
    days = [on_a_weekday(day) for day in days]
    if len(days) < count or days[-1] > last:
        return None
    deck.late -= late
    return _Year(into_care, (), tuple(days))


@dataclass(frozen=True, slots=True)
class _Inventing:
    """What one child is invented from."""

    random: Random
    names: Names
    place: int
    is_young: bool
    officers: int
    first: date
    last: date

    def make(self, year: _Year, deck: _Deck) -> MadeUpChild:
        """Invent one child around their year of reviews."""
        random, names = self.random, self.names
        first, born = random.choice(names.first), self._born(year)
        alone = not self.is_young and random.random() < 0.05  # noqa: PLR2004  5 %
        return MadeUpChild(
            number=f"{700_001 + self.place * 7:06d}",
            first=first,
            last=random.choice(names.last),
            known_as=first[:3] if random.random() < 0.06 else "",  # noqa: PLR2004  6 %
            born=born,
            sex=random.choice((1, 2)),
            into_care=max(year.into_care, born),
            before=year.before,
            officer=self.place % self.officers,
            language=random.choice(names.languages) if alone else "en",
            easier=random.random() < 0.15,  # noqa: PLR2004  15 %
            at_a_distance=random.random() < 0.2,  # noqa: PLR2004  20 %
            unaccompanied=alone,
            disabled=self._disabled(),
            school=random.choice(names.schools),
            social_worker=random.choice(names.social_workers),
            reviews=tuple(self._reviews(year, deck)),
        )

    def _disabled(self) -> bool | None:
        """Say of one in seven that they are disabled, and of one in seven nothing."""
        return {3: True, 5: None}.get(self.place % 7, False)

    def _born(self, year: _Year) -> date:
        """Choose a birthday that leaves the child on one side of four, and under eighteen."""
        if self.is_young:
            earliest, latest = self.last - timedelta(3 * _YEAR + 300), year.into_care
        else:
            earliest = self.last - timedelta(17 * _YEAR + 340)
            latest = self.first - timedelta(4 * _YEAR + 20)
        return earliest + timedelta(self.random.randint(0, (latest - earliest).days))

    def _reviews(self, year: _Year, deck: _Deck) -> Iterator[MadeUpReview]:
        for day in year.days:
            twice = self.random.randrange(_PART_TWO_IN) == 0
            yield MadeUpReview(
                day=day,
                at=an_hour(self.random),
                part_two=on_a_weekday(day + timedelta(8)) if twice else None,
                code=Indicator.PN0 if self.is_young else deck.deal(),
            )
