"""What comes into a drawn year after its quarters have left: sheets, answers, codes."""

from collections import defaultdict
from random import Random

from feedback.disclosure.edition import Edition
from feedback.disclosure.views import sum_of
from tests.feedback.disclosure.town import (
    SPLIT,
    after,
    aside,
    children_behind,
    coded,
    drawn,
    numbers,
    of_age,
)

SHEETS, CONFIRMED, ANSWERED, CORRECTED = 0.02, 0.5, 0.1, 4
"""Of reviews a sheet that came late; of null returns and open asks those settled; and codes."""
OF_AGE = 250
"""Of so many children some are of age by now, and their reviews were written down late."""


class Late:
    """Rows that came, and those they came in the place of, by population."""

    def __init__(self, quarters, random: Random) -> None:
        """Draw what comes late of these quarters."""
        self.came, self.gone = defaultdict(list), defaultdict(list)
        held = [one for rows in quarters.values() for one in rows["reviews"]]
        self._sheets(random, held)
        self._codes(random, held)
        self._answers(random, quarters)
        self.came["pathway"] += list(of_age(aside(random), OF_AGE))
        before = {id(old): new for old, new in zip(self.gone["reviews"], self.came["reviews"],
                                                   strict=True)}  # fmt: skip
        self.gone["children"] += children_behind(held)
        self.came["children"] += children_behind([before.get(id(one), one) for one in held])

    def into(self, year: Edition) -> Edition:
        """Return a year with what came late in it."""
        came, gone = numbers(self.came), numbers(self.gone)
        return Edition(year.period, year.tables, {
            population: sum_of([found, came[population], _less(gone[population])])
            for population, found in year.numbers.items()
        })  # fmt: skip

    def _sheets(self, random, held):
        of = random.sample([one for one in held if one["age"] != "0-3"], round(SHEETS * len(held)))
        self.came["sheets"] += after(random, of)
        self.came["coded"] += [coded("home") for _ in of[::3]]

    def _codes(self, random, held):
        null = [one for one in held if one["code"] == "null" and random.random() < CONFIRMED]
        spoke = [one for one in held if one["code"] == "PN1"]
        for old, code in zip(null, drawn(random, SPLIT, len(null)), strict=True):
            self._instead("reviews", old, code=code)
        for old in random.sample(spoke, min(CORRECTED, len(spoke))):
            self._instead("reviews", old, code="PN3")

    def _answers(self, random, quarters):
        for rows in quarters.values():
            for old in rows["asks"]:
                if old["outcome"] == "unanswered" and random.random() < ANSWERED:
                    outcome = random.choice(("done", "not-done", "still-asking"))
                    self._instead("asks", old, outcome=outcome)

    def _instead(self, population, old, **new):
        self.gone[population].append(old)
        self.came[population].append({**old, **new})


def _less(found):
    return {view: {leaf: -many for leaf, many in some.items()} for view, some in found.items()}


def settled(quarters, late):
    """Return the reviews and asks of each quarter as the year counts them."""
    return {
        quarter: {
            population: [
                *_without(rows[population], late.gone[population]),
                *(one for one in late.came[population] if one["quarter"] == quarter),
            ]
            for population in ("reviews", "asks", "pathway")
        }
        for quarter, rows in quarters.items()
    }


def _without(rows, gone):
    away = {id(one) for one in gone}
    return [one for one in rows if id(one) not in away]
