"""Releases as values, made of the numbers of a story."""

from collections.abc import Mapping
from datetime import date

from feedback.disclosure.declared import tables_of
from feedback.disclosure.populations import POPULATIONS
from feedback.periods import Period
from feedback.releases.report import Report, Reported

SEED = {
    "PN0": 255,
    "PN1": 520,
    "PN2": 61,
    "PN3": 38,
    "PN4": 12,
    "PN5": 212,
    "PN6": 200,
    "PN7": 100,
}
"""A made-up split of the seed report’s 1,398 reviews that gives its 90.2 %."""
TIMELY = {"on-time": 1386, "late": 8, "date-wrong": 4}
IN_TIME = {
    "notified": {"in-time": 653, "not-in-time": 745, "base": 1398, "unknown": 0},
    "documents": {"in-time": 714, "not-in-time": 672, "base": 1386, "unknown": 12},
}
THEMES = {
    **dict.fromkeys(POPULATIONS["coded"], 12),
    "home": 71,
    "seeing-family": 52,
    "listened-to": 40,
    "none-of-these": 60,
    "base": 280,
}
ASKED_ABOUT = {
    f"{theme}/{column}": number
    for place, theme in enumerate(POPULATIONS["asks"]["theme"])
    for column, number in (("done", 9 + place), ("not-done-yet", 14), ("base", 23 + place))
}
"""More was asked about the later themes: 36 things about growing up, of which 22 were done."""
BESIDE = {**IN_TIME, "themes": THEMES, "asks-by-theme": ASKED_ABOUT}
SOME_OF_THEM = {
    "asks": {"done": 48, "not-done": 21, "still-asking": 10, "base": 79, "unanswered": 3},
    "at-a-distance": {"took-part": 60, "did-not": 12, "base": 72, "null": 0},
    "disabled": {"took-part": 88, "did-not": 22, "base": 110, "null": 1},
    "disability-not-recorded": {"not-recorded": 31},
    "asked-of-age": {"18-and-over": 14},
}
BEFORE = {**SEED, "PN0": 222, "PN1": 480, "PN6": 183, "PN7": 84}
"""The year before: 1,292 reviews."""


def report(period: str, shown: Mapping[str, Mapping[str, int]]) -> Report:
    """Make a release in which these tables are shown and all others withheld."""
    named = Period.named(period)
    return Report(
        named,
        date(named.year + 1, 4, 7),
        made_up=False,
        tables=tuple(Reported(one, shown.get(one.id)) for one in tables_of(named)),
    )


def reviews(codes: Mapping[str, int], timely: Mapping[str, int] | None = None):
    """Count the tables of reviews out of codes, ``null`` and ``null-under-four`` among them."""
    period = Period.named("2025-26")
    wanted = {"participation", "groups", "codes", "under-four"}
    found = {
        table.id: {cell.id: sum(codes.get(one, 0) for one in cell.counts) for cell in table.cells}
        for table in tables_of(period)
        if table.id in wanted
    }
    if timely is not None:
        base = sum(timely.values())
        found["on-time"] = {"unknown": 0, **timely, "base": base}
    return found


def answers(yes: int, bit: int, no: int, unsure: int = 0) -> dict[str, int]:
    """Count what sheets say to one anchor."""
    return {"yes": yes, "bit": bit, "no": no, "base": yes + bit + no, "not-sure": unsure}


def whole_year(period: str, codes: Mapping[str, int], **anchors: dict[str, int]) -> Report:
    """Make a year in which nearly everything is shown, as a whole service would have it."""
    names = ("information", "space", "voice", "audience", "influence", "feedback")
    usual = {
        name: answers(60 + 4 * place, 25, 20 - 3 * place, 8) for place, name in enumerate(names)
    }
    rows = {
        "group": ("PN1", "PN2-3", "PN5-6", "PN4-7", "not-settled"),
        "version": ("pictures", "short", "longer", "full", "easy"),
    }
    split = {
        f"{name}-by-{by}": {
            f"{row}/{column}": number
            for place, row in enumerate(some)
            for column, number in answers(24 - 5 * place, 8, 6 + 4 * place, 2).items()
        }
        for name in names
        for by, some in rows.items()
    }
    response = {
        "response": {"pictures": 40, "short": 90, "longer": 80, "full": 40, "easy": 13},
        "asked": {"4-7": 300, "8-11": 300, "12-15": 300, "16-17": 243},
        "response-by-group": {"PN1": 150, "PN2-3": 25, "PN5-6": 60, "PN4-7": 7, "not-settled": 12},
    }
    for one in ("response", "asked"):
        response[one]["base"] = sum(response[one].values())
    del split["audience-by-group"]["PN4-7/yes"]
    return report(
        period,
        {
            **reviews(codes, {"on-time": 1386, "late": 8, "date-wrong": 4}),
            **usual,
            **anchors,
            **split,
            **response,
            **BESIDE,
            **SOME_OF_THEM,
        },
    )
