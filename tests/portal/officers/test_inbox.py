"""Five hundred reviews of one officer: short pages, few queries, and one thing that stands out."""

import pytest
import time_machine

from tests.portal.officers.busy import busy
from tests.road import NOW

INBOX = "/staff/reviews"


@pytest.fixture(scope="module")
def town(tmp_path_factory, migrated, keys_folder):
    with busy(tmp_path_factory.mktemp("busy"), migrated, keys_folder, 500) as built:
        yield built


@pytest.fixture(autouse=True)
def _on_that_day():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.mark.parametrize(
    "path",
    [INBOX, f"{INBOX}?page=9", f"{INBOX}?show=to-record", f"{INBOX}?show=done",
     f"{INBOX}?only=sent&only=advocate"],
)  # fmt: skip
def test_a_page_of_five_hundred_asks_ten_times_at_most_and_is_short(town, path):
    asked = town.asked_at(path)

    size = len(town.officer.client.get(path).data)
    assert len(asked) <= 10
    assert 3_000 < size <= 60_000


def test_every_review_stands_on_one_page_and_the_soonest_first(town):
    rows = []
    town.officer.open(INBOX)
    while True:
        rows += [row.get_text(" ", strip=True) for row in town.officer.page.select("tbody th")]
        onward = [a for a in town.officer.page.select("a") if a.get_text() == "Next page"]
        if not onward:
            break
        town.officer.open(onward[0]["href"])

    names = [row.split()[0] for row in rows]
    assert len(names) == len(set(names)) == 450
    days = [int(name.removeprefix("Child")) // 8 for name in names]
    assert days == sorted(days)
    assert f"To come ({len(names)})" in town.officer.text


def test_only_a_child_who_asked_to_talk_stands_out(town):
    town.officer.open(INBOX)

    tags = [tag.get_text(" ", strip=True) for tag in town.officer.page.select("main .tag")]
    asking = town.officer.page.select(".inbox__talk a")
    assert set(tags) == {"Wants to talk to you"}
    assert len(asking) == 4
    assert not town.officer.page.select("table svg:not(.tag svg)")


def test_filters_show_themselves_and_can_be_taken_off_one_by_one(town):
    town.officer.open(f"{INBOX}?only=sent&only=advocate&only=nonsense")
    chosen = [one.get_text(" ", strip=True) for one in town.officer.page.select(".chosen li")]
    assert chosen == ["Sent, to be read × – take this off", "An advocate × – take this off"]
    assert {row.select("td")[1].get_text().split(" (")[0].strip()
            for row in town.officer.page.select("tbody tr")} == {"Sent, to be read"}  # fmt: skip

    town.officer.follow("An advocate")

    left = [one.get_text(" ", strip=True) for one in town.officer.page.select(".chosen li")]
    assert left == ["Sent, to be read × – take this off"]
    town.officer.follow("Sent, to be read")
    assert not town.officer.page.select(".chosen")


def test_the_form_of_filters_says_how_many_each_would_leave(town):
    town.officer.open(f"{INBOX}?only=talk")

    ticked = [box["value"] for box in town.officer.page.select(".narrow [name=only][checked]")]
    assert ticked == ["talk"]
    assert "Asked to talk to you (4)" in town.officer.text
    assert len(town.officer.page.select("tbody tr")) == 4


def test_from_signing_in_a_childs_words_are_one_click_away(town):
    town.officer.open("/staff")
    assert town.officer.path == INBOX

    first = next(
        row for row in town.officer.page.select("tbody tr") if "Sent, to be read" in row.get_text()
    )
    town.officer.open(first.select_one("th a")["href"])

    assert "A warmer room" in town.officer.text


def test_a_name_is_found_among_five_hundred_under_one_row_of_the_log(town):
    town.officer.open(INBOX)
    before = town.log()

    asked = town.asked(lambda: town.officer.press("Find", wanted="child042 wolver"))

    assert "Child042" in town.officer.text
    assert len(town.officer.page.select("tbody tr")) == 1
    assert town.log()[len(before) :] == ["opened-names"]
    assert len(asked) <= 10


def test_what_was_looked_for_stands_in_no_address(town):
    form = town.officer.open(INBOX).page.select_one("[role=search]")

    assert form["method"] == "post"
    assert town.officer.press("Find", wanted="Child042").path == f"{INBOX}/search"


@pytest.mark.parametrize("sought", ["", "   ", "’"])
def test_looking_for_nothing_opens_no_name_but_those_of_the_list(town, sought):
    town.officer.open(INBOX).press("Find", wanted=sought)

    assert town.officer.heading in {"My reviews", "Children of yours by name"}


def test_a_name_nobody_bears_is_said_kindly(town):
    town.officer.open(INBOX).press("Find", wanted="Zebedee")

    assert "No child you answer for has that name." in town.officer.text


def test_a_name_that_many_bear_is_asked_for_more_closely(town):
    town.officer.open(INBOX).press("Find", wanted="WOLVERSTONE")

    assert len(town.officer.page.select("tbody tr")) == 50
    assert "There are more. Say more of the name." in town.officer.text


def test_a_reading_page_asks_ten_times_at_most_and_is_short(town):
    town.officer.open(INBOX)
    row = next(r for r in town.officer.page.select("tbody tr") if "to be read" in r.get_text())
    path = row.select_one("th a")["href"]

    first, again = town.asked_at(path), town.asked_at(path)

    assert len(again) <= len(first) <= 10
    assert len(town.officer.client.get(path).data) <= 60_000
