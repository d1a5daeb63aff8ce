"""Made-up counts of a whole service, as they would come from the store."""

from collections import Counter
from random import Random

from feedback.disclosure.declared import load_tables, tables_of
from feedback.disclosure.edition import Edition
from feedback.disclosure.populations import ANCHORS, NONE_FITS, POPULATIONS, THEMES
from feedback.disclosure.protect import protect
from feedback.disclosure.views import roll_up, sum_of, views_of
from feedback.periods import Period

YEAR = Period.named("2025-26")
KEY = b"k" * 32
SPLIT = {"PN1": 520, "PN2": 61, "PN3": 38, "PN4": 12, "PN5": 212, "PN6": 200, "PN7": 100}
UNDER_FOUR = 255 / 1398
VERSIONS = {"4-7": "pictures", "8-9": "short", "10-11": "short", "12-15": "longer"}
GROUPS = {"PN1": "PN1", "PN2": "PN2-3", "PN3": "PN2-3", "PN5": "PN5-6", "PN6": "PN5-6"}
WROTE, OFTEN = 0.5, tuple(1 / (place + 2) for place in range(len(THEMES) - 1))
RECORDED = ("yes", "no", "unknown")
ANSWERS = {"yes": 62, "bit": 20, "no": 10, "not-sure": 8}


def numbers(rows):
    """Count rows (dicts of dimensions) of each population for every view."""
    counted = {}
    for population in POPULATIONS:
        views = views_of(tables_of(YEAR), population)
        dims = tuple(sorted({dim for view in views for dim in view}))
        leaves = Counter(tuple(row[dim] for dim in dims) for row in rows.get(population, ()))
        counted[population] = roll_up(leaves.items(), dims, views)
    return counted


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
    usual = {"age": age, "distance": "no", "on-time": "on-time", "unaccompanied": "no"}
    usual |= dict.fromkeys(("documents", "notified"), "unknown")
    return [{**usual, "code": code, **other}] * many


def sheets(question, answer, many, **other):
    usual = {**dict.fromkeys(ANCHORS, "missed"), "group": "PN1", "version": "short"}
    return [{**usual, question: answer, **other}] * many


def coded(*themes):
    """A sheet with a comment that has these themes."""
    return {theme: _yes(theme in themes) for theme in THEMES}


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
    """Draw a year of a council as the rehearsal plays one: rows of each quarter."""
    quarters = {quarter: {name: [] for name in POPULATIONS} for quarter in YEAR.quarters}
    took = {}
    for _ in range(round(children * 2.97)):
        rows = quarters[random.choice(YEAR.quarters)]
        review = _review(random)
        rows["reviews"].append(review)
        if review["code"] in SPLIT:
            took.setdefault(random.randrange(children), []).append(review["code"])
        if review["age"] != "0-3" and random.random() < 0.45:
            rows["sheets"].append(_sheet(random, review))
            if random.random() < WROTE:
                rows["coded"].append(coded(*_themes(random)))
        for _ in range(random.choice((0, 0, 1, 1, 2))):
            outcome = random.choice(("done", "not-done", "still-asking", "unanswered"))
            rows["asks"].append({"outcome": outcome})
    for codes in took.values():
        fine = [code not in {"PN4", "PN7"} for code in codes]
        child = {"every": _yes(all(fine)), "latest": _yes(fine[-1])}
        quarters[YEAR.quarters[3]]["children"].append(child)
    return quarters


def editions_of(quarters):
    """Return the quarters and the year of what was drawn."""
    made = [edition(period, rows) for period, rows in quarters.items()]
    parts = {name: [one.numbers[name] for one in made] for name in POPULATIONS}
    whole = {name: sum_of(numbers) for name, numbers in parts.items()}
    return [*made, Edition(YEAR, tables_of(YEAR), whole)]


def _review(random):
    under = random.random() < UNDER_FOUR
    code = "PN0" if under else random.choices(list(SPLIT), list(SPLIT.values()))[0]
    ages = ("4-7", "8-9", "10-11", "12-15", "16-17")
    age = "0-3" if under else random.choices(ages, (4, 2, 2, 4, 3))[0]
    if random.random() < 0.02:
        code = "null-under-four" if under else "null"
    return {
        "age": age,
        "code": code,
        "distance": _yes(random.random() < 0.15),
        "documents": random.choices(RECORDED, (50, 45, 5))[0],
        "notified": random.choices(RECORDED, (45, 50, 5))[0],
        "on-time": "late" if random.random() < 12 / 1398 else "on-time",
        "unaccompanied": _yes(age in {"12-15", "16-17"} and random.random() < 0.15),
    }


def _sheet(random, review):
    answers = {
        anchor: "missed"
        if random.random() < 0.12
        else random.choices(list(ANSWERS), list(ANSWERS.values()))[0]
        for anchor in ANCHORS
    }
    group = GROUPS.get(review["code"], "PN4-7")
    unsettled = review["code"] == "null" or random.random() < 0.1
    version = VERSIONS.get(review["age"], "full")
    return {
        **answers,
        "group": "not-settled" if unsettled else group,
        "version": "easy" if random.random() < 0.04 else version,
    }


def _themes(random):
    """Draw what one child wrote about: some themes much oftener than others."""
    if random.random() < 0.05:
        return (NONE_FITS,)
    return random.choices(THEMES[:-1], OFTEN, k=random.choice((1, 1, 1, 2)))


def _yes(condition):
    return "yes" if condition else "no"
