"""No page of the staff asks the store more than ten times, or weighs more than 60 KB.

On the rehearsal council, where one officer has 500 children: each page, whatever its rows.
"""

import re
from dataclasses import dataclass

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from feedback.store.models import Ask, Duty, Review, SentViews
from portal import create_app
from tests.asked import asked_of
from tests.journeys import rehearsed
from tests.journeys.served import installed
from tests.people import StaffBrowser, enrolled, signed_in

QUERIES, WEIGHT = 10, 60_000
MORE = {
    "/staff/reviews": ("?show=to-record", "?show=done", "?page=9", "?only=sent"),
    "/staff/service": ("?show=read", "?show=answer", "?show=file", "?page=2"),
    "/staff/service/watch": ("?month=2025-06", "?month=2026-01"),
    "/staff/office": ("?show=due", "?show=invited", "?show=needs-a-date", "?page=4"),
    "/staff/return": ("?year=2026",),
}
"""The same page as another list, or further on."""
ELSEWHERE = re.compile(
    r"\.(pdf|zip|csv)$|/pdf$|/files/|/letter/sheet$|nothing-here|recovery|lost-|second"
)
"""Files, and the pages of signing in, which open no list."""


@dataclass(frozen=True)
class Town:
    """The council, Robin before his desk, and somebody with every duty."""

    app: Flask
    robin: StaffBrowser
    everybody: StaffBrowser
    known: dict[str, str]

    def pages(self) -> list[str]:
        """Name every page there is, with the keys of somebody’s in it.

        A page about what this council has none of is counted where it is tested.
        """
        rules = [r for r in self.app.url_map.iter_rules() if "GET" in (r.methods or ())]
        found = []
        for rule in rules:
            if not rule.rule.startswith("/staff") or ELSEWHERE.search(rule.rule):
                continue
            if rule.arguments <= self.known.keys():
                path = rule.rule
                for name in rule.arguments:
                    path = re.sub(rf"<[^<>]*\b{name}>", self.known[name], path)
                found += [path, *(path + more for more in MORE.get(rule.rule, ()))]
        return sorted(found)

    def who(self, path: str) -> StaffBrowser:
        return self.robin if path.startswith("/staff/reviews") else self.everybody


@pytest.fixture(scope="module")
def town(rehearsal, tmp_path_factory):
    folder = tmp_path_factory.mktemp("light") / "instance"
    database = rehearsal / rehearsed.OPEN
    settings = installed(folder, rehearsal / "keys", database, "https://weather.example/")
    app, story = create_app(settings), rehearsed.story_of(rehearsal)
    with time_machine.travel(rehearsed.NOW, tick=False):
        robin = signed_in(app, story.people["robin"])
        everybody = signed_in(app, enrolled(app, *Duty, name="Everybody"))
        yield Town(app, robin, everybody, _known(app, story))
    app.extensions["heard.store"].engine.dispose()


def _known(app, story) -> dict[str, str]:
    with app.extensions["heard.store"].look() as transaction:
        review = transaction.get_one(Review, story.wrote)
        views = transaction.scalars(
            select(SentViews).where(SentViews.review_id == review.id)
        ).one()
        ask = transaction.scalars(select(Ask.id).where(Ask.views_id == views.id)).first()
        return {
            "review_id": str(review.id),
            "child_id": str(review.child_id),
            "officer_id": str(story.people["robin"].id),
            "views_id": str(views.id),
            "ask_id": str(ask),
            "march": "2026",
            "name": "2025-26Q3",
            "way": "code",
            "theme": "home",
            "layout": "a4",
        }


def test_every_page_asks_ten_times_at_most_and_is_short(town):
    heavy, shown = [], 0
    engine = town.app.extensions["heard.store"].engine
    for path in town.pages():
        with asked_of(engine) as asked:
            answer = town.who(path).client.get(path)
        reads = [words for words in asked if words.lstrip().upper().startswith(("SELECT", "WITH"))]
        shown += answer.status_code == 200

        if len(reads) > QUERIES or len(answer.data) > WEIGHT:
            heavy.append(f"{path}: {len(reads)} queries, {len(answer.data)} bytes")

    assert not heavy, "\n".join(heavy)
    assert shown
