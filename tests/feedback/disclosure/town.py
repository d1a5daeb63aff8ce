"""Made-up counts of a whole service, as they would come from the store."""

from collections import Counter
from operator import itemgetter
from random import Random

from numpy.random import default_rng

from feedback.disclosure.declared import load_tables, tables_of
from feedback.disclosure.edition import Edition
from feedback.disclosure.populations import (
    ANCHORS,
    ASKED_ABOUT,
    NONE_FITS,
    OF_18,
    POPULATIONS,
    THEMES,
)
from feedback.disclosure.protect import protect
from feedback.disclosure.views import roll_up, sum_of, views_of
from feedback.periods import Period

YEAR = Period.named("2025-26")
KEY = b"k" * 32
SPLIT = {"PN1": 520, "PN2": 61, "PN3": 38, "PN4": 12, "PN5": 212, "PN6": 200, "PN7": 100}
UNDER_FOUR = 255 / 1398
REVIEWS_OF_EACH = 2.97
VERSIONS = {"4-7": "pictures", "8-9": "short", "10-11": "short", "12-15": "longer"}
GROUPS = {"PN1": "PN1", "PN2": "PN2-3", "PN3": "PN2-3", "PN5": "PN5-6", "PN6": "PN5-6"}
WROTE, OFTEN = 0.5, tuple(1 / (place + 2) for place in range(len(THEMES) - 1))
ABOUT = {
    **{theme: 1 / (place + 2) for place, theme in enumerate(ASKED_ABOUT[:-2])},
    "none-of-these": 0.1,
    "not-given": 0.4,
}
ANSWERS = {"yes": 62, "bit": 20, "no": 10, "not-sure": 8}


def numbers(rows):
    """Count rows (dicts of dimensions) of each population for every view."""
    counted = {}
    for population in POPULATIONS:
        views = views_of(tables_of(YEAR), population)
        dims = tuple(sorted({dim for view in views for dim in view}))
        leaves = Counter(_leaves(rows.get(population, ()), dims))
        counted[population] = roll_up(leaves.items(), dims, views)
    return counted


def _leaves(rows, dims):
    pick = itemgetter(*dims)
    return map(pick, rows) if len(dims) > 1 else ((pick(row),) for row in rows)


def edition(period, rows):
    """Count a period. A quarter tells the codes, too, as quarters did at first."""
    found = tables_of(period)
    codes = [table for table in load_tables() if table.id == "codes" and table not in found]
    return Edition(period, (*found, *codes), numbers(rows))


def as_today(edition):
    """Return an edition with the tables a release of its period holds today."""
    return Edition(edition.period, tables_of(edition.period), edition.numbers, edition.few)


def reviews(code, many, **other):
    age = "0-3" if code in {"PN0", "null-under-four"} else "10-11"
    usual = {
        "age": age,
        "disabled": "no",
        "distance": "no",
        "on-time": "on-time",
        "unaccompanied": "no",
    }
    usual |= dict.fromkeys(("documents", "notified"), "unknown")
    return [{**usual, "code": code, **other}] * many


def sheets(question, answer, many, **other):
    usual = {**dict.fromkeys(ANCHORS, "missed"), "group": "PN1", "version": "short"}
    return [{**usual, question: answer, **other}] * many


def coded(*themes):
    """A sheet with a comment that has these themes."""
    return {theme: _yes(theme in themes) for theme in THEMES}


def ask(outcome, theme="not-given"):
    """A thing asked for; what nobody has answered has no theme."""
    return {"outcome": outcome, "theme": "not-given" if outcome == "unanswered" else theme}


def release(fresh, ledger):
    """Protect one edition as the service does and put what it shows on the ledger."""
    done = protect(fresh, ledger, key=KEY)
    shown = {
        (table.id, cell): number
        for table in fresh.tables
        for cell, number in fresh.counts(table).items()
        if (table.id, cell) not in done.hidden
    }
    ledger.append(Edition(fresh.period, fresh.tables, fresh.numbers, fresh.few, shown))
    return done


def drawn_year(random: Random, children: int):
    """Draw a year of a council as the rehearsal plays one: rows of each quarter.

    Every review and ask says whose it is, and each child has at most one review in a quarter.
    Everything of one kind is drawn at once, because drawing cost a third of an attack.
    """
    quarters = {quarter: {name: [] for name in POPULATIONS} for quarter in YEAR.quarters}
    held = list(_reviews(random, children))
    for review in held:
        quarters[review["quarter"]]["reviews"].append(review)
    answered = [review for review in held if review["age"] != "0-3" and random.random() < 0.45]
    for review, sheet in zip(answered, after(random, answered), strict=True):
        quarters[review["quarter"]]["sheets"].append(sheet)
        if random.random() < WROTE:
            quarters[review["quarter"]]["coded"].append(coded(*_themes(random)))
    outcomes = dict.fromkeys(("done", "not-done", "still-asking", "unanswered"), 1)
    asked = round(0.8 * len(held))
    ends, about = drawn(random, outcomes, asked), drawn(random, ABOUT, asked)
    for one, theme in zip(ends, about, strict=True):
        # Some children ask for much oftener than others.
        review = held[int(len(held) * random.random() ** 1.3)]
        of = {"child": review["child"], "quarter": review["quarter"]}
        quarters[review["quarter"]]["asks"].append({**ask(one, theme), **of})
    quarters[YEAR.quarters[3]]["children"] += children_behind(held)
    for review in of_age(aside(random), children):
        quarters[review["quarter"]]["pathway"].append(review)
    return quarters


def of_age(random, children):
    """Draw reviews of those of 18 and over: many in some councils, and few or none in most."""
    many = round(random.choice((0, 0.004, 0.02)) * children)
    for child in range(many):
        for quarter in random.sample(YEAR.quarters, random.choice((1, 2))):
            yield {"age": OF_18, "child": ("of age", child), "quarter": quarter}


def aside(random):
    """Return a drawing of its own, so that nothing drawn after it comes out otherwise."""
    other = Random()
    other.setstate(random.getstate())
    return other


def editions_of(quarters):
    """Return the quarters and the year of what was drawn."""
    made = [edition(period, rows) for period, rows in quarters.items()]
    parts = {name: [one.numbers[name] for one in made] for name in POPULATIONS}
    whole = {name: sum_of(numbers) for name, numbers in parts.items()}
    return [*made, Edition(YEAR, tables_of(YEAR), whole)]


def _reviews(random, children):
    """Draw the reviews held of each child, one after another."""
    many = round(children * REVIEWS_OF_EACH)
    ages = {"4-7": 4, "8-9": 2, "10-11": 2, "12-15": 4, "16-17": 3}
    whose = {
        "age": drawn(random, ages, children),
        "disabled": drawn(random, {"yes": 15, "no": 70, "unknown": 15}, children),
        "distance": drawn(random, {"yes": 15, "no": 85}, children),
        "unaccompanied": drawn(random, {"yes": 15, "no": 85}, children),
    }
    under = drawn(random, {True: UNDER_FOUR, False: 1 - UNDER_FOUR}, children)
    each = {
        "code": drawn(random, SPLIT, many),
        "documents": drawn(random, {"yes": 50, "no": 45, "unknown": 5}, many),
        "notified": drawn(random, {"yes": 45, "no": 50, "unknown": 5}, many),
        "on-time": drawn(random, {"late": 12, "on-time": 1386}, many),
    }
    null = drawn(random, {True: 2, False: 98}, many)
    for place in range(many):
        child = place * children // many
        review = {"child": child, "quarter": YEAR.quarters[place % 4]}
        review |= {dim: some[child] for dim, some in whose.items()}
        review |= {dim: some[place] for dim, some in each.items()}
        if under[child]:
            review |= {"age": "0-3", "code": "PN0"}
        if null[place]:
            review["code"] = "null-under-four" if under[child] else "null"
        if review["age"] not in {"12-15", "16-17"}:
            review["unaccompanied"] = "no"
        yield review


def after(random, of):
    """Draw an answer sheet after each of these reviews."""
    said = {"missed": 12, **{answer: 0.88 * many for answer, many in ANSWERS.items()}}
    answers = [drawn(random, said, len(of)) for _ in ANCHORS]
    unsettled = drawn(random, {True: 10, False: 90}, len(of))
    easy = drawn(random, {True: 4, False: 96}, len(of))
    for review, late, reads_easy, *said in zip(of, unsettled, easy, *answers, strict=True):
        settled = not late and review["code"] != "null"
        version = VERSIONS.get(review["age"], "full")
        yield {
            **dict(zip(ANCHORS, said, strict=True)),
            "group": GROUPS.get(review["code"], "PN4-7") if settled else "not-settled",
            "version": "easy" if reads_easy else version,
        }


def children_behind(held):
    """Say of each child with a confirmed code whether they took part each time, and the last."""
    took = {}
    for review in sorted(held, key=lambda one: one["quarter"].first):
        if review["code"] in SPLIT:
            took.setdefault(review["child"], []).append(review["code"])
    for codes in took.values():
        fine = [code not in {"PN4", "PN7"} for code in codes]
        yield {"every": _yes(all(fine)), "latest": _yes(fine[-1])}


def drawn(random, weights, many):
    """Draw so many at once, by these weights."""
    drawing, names = default_rng(random.getrandbits(64)), list(weights)
    whole = sum(weights.values())
    places = drawing.choice(len(names), many, p=[one / whole for one in weights.values()])
    return [names[place] for place in places.tolist()]


def _themes(random):
    """Draw what one child wrote about: some themes much oftener than others."""
    if random.random() < 0.05:
        return (NONE_FITS,)
    return random.choices(THEMES[:-1], OFTEN, k=random.choice((1, 1, 1, 2)))


def _yes(condition):
    return "yes" if condition else "no"
