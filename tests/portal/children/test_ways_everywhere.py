"""Whatever page a child is on: help, a person today, an advocate and the way out are there.

Every address the portal answers for children is tried, so that a new page cannot forget them.
"""

from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import delete

from feedback.questionnaire import MORE
from feedback.store.models import ChildSession, Concern, Letter
from tests.portal.children.conftest import after_the_review
from tests.portal.children.walking import Child
from tests.road import NOW

WAYS = {
    "Get help",
    "I want to talk to someone today",
    "I want an advocate",
    "Leave this page",
    "Change how this looks",
}
QUESTIONS = ("home", "people", "worries", "last-time", "wishes", "safe", "only-iro")
FILLED = {
    "whom": ("someone", "advocate"),
    "making": ("drawing",),
    "creation_id": (UUID(int=1),),
    "slug": ("nothing",),
    "name": ("short",),
    "layout": ("a4",),
}
ELSEWHERE = {"children.leave"}
FOR_A_STRANGER = (
    *("/", "/q", "/help", "/look", "/talk/someone", "/talk/advocate", "/nowhere", "/ask/home"),
    *("/check", "/sent", "/hello", "/pictures", "/take-back"),
)


def addresses(app: Flask) -> list[str]:
    """Every page that a child can open, with something in each of its gaps."""
    rules = [
        rule
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("children.") and "GET" in (rule.methods or ())
    ]
    with app.test_request_context():
        adapter = app.url_map.bind("localhost")
        return [
            adapter.build(rule.endpoint, filled)
            for rule in rules
            if rule.endpoint not in ELSEWHERE
            for filled in fillings(sorted(rule.arguments))
        ]


def fillings(gaps: list[str]) -> list[dict[str, object]]:
    if not gaps:
        return [{}]
    first, *rest = gaps
    values = (*QUESTIONS, MORE) if first == "question_id" else FILLED[first]
    return [{first: value} | other for value in values for other in fillings(rest)]


def ways_on(child: Child) -> set[str]:
    return {way.get_text(" ", strip=True) for way in child.page.select("a")}


def lacking(child: Child, pages: list[str] | tuple[str, ...]) -> list[str]:
    """Name the pages on which one of the ways is missing."""
    found = []
    for page in pages:
        answer = child.client.get(page, follow_redirects=True)
        if answer.mimetype == "text/html":
            child._read(answer)  # noqa: SLF001  the same page, looked over
            found += [f"{page}: {way}" for way in sorted(WAYS - ways_on(child))]
    return found


def test_they_are_on_every_page_while_a_form_is_filled_in(app, settled):
    assert lacking(settled, addresses(app)) == []


def test_they_are_on_every_page_after_it_was_sent(app, sent):
    assert lacking(sent, addresses(app)) == []


def test_they_are_on_every_page_after_the_review(app, mia):
    after_the_review(mia).comes_in()

    assert lacking(mia, addresses(app)) == []


def test_they_are_on_every_page_that_somebody_without_a_letter_meets(mia):
    assert lacking(mia, FOR_A_STRANGER) == []


def test_they_are_on_a_page_that_waited_too_long(settled, clock):
    clock.shift(60 * 25)
    settled.goes_to("home")

    assert settled.heading == "You were away for a while"
    assert ways_on(settled) >= WAYS


def test_they_are_on_the_page_of_every_mishap(settled):
    answer = settled.client.post("/ask/home", data={"home": "calm"})
    settled._read(answer)  # noqa: SLF001  as above
    assert ways_on(settled) >= WAYS

    settled.goes_to("home")
    with settled.road.store.begin() as transaction:
        letter = transaction.get_one(Letter, settled.road.letter_id)
        letter.closes_at = NOW - timedelta(hours=1)
    settled.press("Next", home="calm")
    assert settled.heading == "This is closed now"
    assert ways_on(settled) >= WAYS


@pytest.mark.parametrize("page", ["/ask/home", "/check", "/who-sees", "/up-to-you", "/safe"])
@pytest.mark.parametrize(
    ("link", "button"),
    [
        ("I want to talk to someone today", "Yes, please tell someone"),
        ("I want an advocate", "Yes, I want an advocate"),
    ],
)
def test_one_press_is_one_concern_and_leaving_at_once_does_not_undo_it(
    settled, page, link, button
):
    settled.open(page).follow(link).press(button)
    settled.client.get("/leave")

    assert len(settled.road.rows(Concern)) == 1


def test_pressing_again_and_from_elsewhere_is_still_one_concern(settled):
    for page in ("/ask/home", "/check", "/ask/safe"):
        settled.open(page)
        token = settled.open("/talk/someone").page.select_one("[name=csrf_token]")
        data = {"csrf_token": token["value"]} if token else None
        if data:
            settled.client.post("/talk/someone", data=data)
            settled.client.post("/talk/someone", data=data)

    assert len(settled.road.rows(Concern)) == 1


def test_calling_for_a_person_from_a_page_that_waited_too_long_still_reaches_duty(settled, clock):
    settled.open("/talk/someone")
    clock.shift(60 * 25)

    settled.press("Yes, please tell someone")

    assert settled.heading == "You were away for a while"
    assert "We got it." in settled.text
    assert [concern.kind for concern in settled.road.rows(Concern)] == ["talk-today"]
    assert ways_on(settled) >= WAYS


def test_saying_that_one_is_not_safe_from_such_a_page_still_reaches_duty(settled, clock):
    settled.goes_to("safe").press("Next", safe="no")
    clock.shift(60 * 25)
    (button,) = [b for b in settled.page.select("main .pick") if "someone now" in b.text]

    settled.press(button.get_text(" ", strip=True))

    assert "We got it." in settled.text
    assert [concern.kind for concern in settled.road.rows(Concern)] == ["not-safe"]


def test_keeping_it_for_send_from_such_a_page_tells_nobody(settled, clock):
    settled.goes_to("safe").press("Next", safe="no")
    clock.shift(60 * 25)
    (button,) = [b for b in settled.page.select("main .pick") if "when I send" in b.text]

    settled.press(button.get_text(" ", strip=True))

    assert settled.heading == "You were away for a while"
    assert not settled.road.rows(Concern)


def test_where_the_visit_is_gone_it_is_said_that_nobody_was_told(settled):
    settled.open("/talk/someone")
    with settled.road.store.begin() as transaction:
        transaction.execute(delete(ChildSession))

    settled.press("Yes, please tell someone")

    assert "Nobody was told yet." in settled.text
    assert settled.page.select("a[href^='tel:']")
    assert not settled.road.rows(Concern)


def test_where_the_page_itself_is_too_old_it_is_said_that_nobody_was_told(settled):
    settled.open("/talk/someone").page.select_one("main [name=csrf_token]")["value"] = "old"

    settled.press("Yes, please tell someone")

    assert settled.heading == "Nobody was told yet"
    assert ways_on(settled) >= WAYS
