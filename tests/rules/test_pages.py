"""What must be true of every address the portal answers."""

import re
from hashlib import sha256
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from feedback.store.models import Base
from portal.access import (
    MAY,
    UnguardedPage,
    asks_again,
    check_every_page_is_guarded,
    guard_of,
    leads_back,
)
from portal.sessions import is_staff_side
from portal.storage import store
from tests.tools.matrix.table import read_table

OPEN_TO_STAFF_IN_WAITING = {"security", "welcome"}
ANYBODY = {"anyone", "child"}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
ASKS_US = f"{POLICY}; connect-src 'self'"
RECORDS = ASKS_US.replace("media-src 'self'", "media-src 'self' blob:")
SENT_BY_A_SCRIPT = {
    **dict.fromkeys(("/ask/x", "/ask/x/draw", "/ask/x/show"), ASKS_US),
    **dict.fromkeys(("/check", "/say-more/x"), ASKS_US),
    "/ask/x/say": RECORDS,
}
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
SAMPLES = {"integer": 1, "uuid": UUID(int=1)}


def test_every_page_and_every_button_has_its_place_in_the_table_of_promises(app):
    nowhere, gone = read_table().misplaced(app.url_map)

    assert (nowhere, gone) == (set(), set()), "say whom it serves in tests/tools/matrix/table.toml"


def test_the_portal_will_not_start_with_an_unguarded_page(app: Flask):
    app.view_functions["children.forgotten"] = lambda: "hello"

    with pytest.raises(UnguardedPage, match=r"children\.forgotten"):
        check_every_page_is_guarded(app)


def test_after_the_password_every_button_leads_to_a_page_that_can_be_opened(app: Flask):
    pages = {str(rule) for rule in app.url_map.iter_rules() if "GET" in rule.methods}
    buttons = [
        rule
        for rule in app.url_map.iter_rules()
        if asks_again(app.view_functions[rule.endpoint]) and "GET" not in rule.methods
    ]

    lost = [
        rule.endpoint
        for rule in buttons
        if str(rule) not in pages
        and leads_back(app.view_functions[rule.endpoint]) not in app.view_functions
    ]

    assert buttons
    assert lost == []


def test_every_page_says_who_may_see_it(app: Flask):
    unsaid = [name for name, page in app.view_functions.items() if guard_of(page) is None]

    assert unsaid == []


def test_only_staff_pages_ask_who_is_signed_in_and_only_they_lie_under_staff(app: Flask):
    wrong = [
        str(rule)
        for rule in _rules(app)
        if _blueprint(rule) not in OPEN_TO_STAFF_IN_WAITING
        and (guard_of(app.view_functions[rule.endpoint]) in MAY) != is_staff_side(rule.rule)
    ]

    assert wrong == []


def test_a_stranger_may_knock_anywhere_and_nothing_breaks(app: Flask):
    answers = {address: app.test_client().get(address) for address in _addresses(app, "GET")}

    broken = [f"{address}: {a.status}" for address, a in answers.items() if a.status_code >= 500]

    assert broken == []


def test_a_stranger_is_sent_to_sign_in_from_every_staff_page(app: Flask):
    guarded = [
        address
        for address in _addresses(app, "GET", without=OPEN_TO_STAFF_IN_WAITING)
        if is_staff_side(address)
    ]

    let_in = [a for a in guarded if not _sends_to_sign_in(app.test_client().get(a))]

    assert guarded
    assert let_in == []


def test_a_stranger_changes_nothing_by_looking(app: Flask):
    before = _kept(app)

    for address in _addresses(app, "GET"):
        app.test_client().get(address)

    assert _kept(app) == before


def test_nothing_is_taken_from_a_form_without_its_token(app: Flask):
    addresses = _addresses(app, "POST")

    taken = [
        f"{address}: {answer.status}"
        for address in addresses
        if (answer := app.test_client().post(address, data={"x": "x"})).status_code != 400
    ]

    assert addresses
    assert taken == []


def test_a_page_is_changed_by_post_alone(app: Flask):
    methods = {method for rule in _rules(app) for method in rule.methods or ()}

    assert methods <= {"GET", "HEAD", "OPTIONS", "POST"}


@pytest.mark.parametrize("address", ["/", "/nowhere", "/staff", "/staff/nowhere", "/healthz"])
@pytest.mark.parametrize("method", ["get", "post", "put", "trace", "propfind"])
def test_every_answer_tells_the_browser_what_it_may_do(app: Flask, address, method):
    answer = app.test_client().open(address, method=method.upper())

    assert answer.status_code < 500
    assert answer.content_type in {None, "text/html; charset=utf-8", "text/plain; charset=utf-8"}
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert answer.headers["Cache-Control"] == "no-store"
    assert "microphone=()" in answer.headers["Permissions-Policy"]


def test_every_address_tells_the_browser_what_it_may_do(app: Flask):
    client = app.test_client()

    without = [
        address
        for address in _addresses(app, "GET")
        if client.get(address).headers.get("Content-Security-Policy")
        != SENT_BY_A_SCRIPT.get(address, POLICY)
    ]

    assert without == []


def test_no_address_carries_a_secret(app: Flask):
    telling = re.compile(r"secret|token|password|words|code|key", re.IGNORECASE)

    named = [str(rule) for rule in _rules(app) for part in rule.arguments if telling.search(part)]

    assert named == []


def test_every_mishap_is_a_page_one_can_leave(browser):
    for address in ("/nowhere", "/staff/nowhere"):
        browser.open(address)

        assert browser.status == 404
        assert browser.heading == "This page is not here"


def _rules(app: Flask) -> list[Rule]:
    return list(app.url_map.iter_rules())


def _blueprint(rule: Rule) -> str:
    return rule.endpoint.partition(".")[0]


def _addresses(app: Flask, method: str, *, without: set[str] = frozenset()) -> list[str]:
    """Return an address for every rule, with something in each of its gaps."""
    rules = [
        rule
        for rule in _rules(app)
        if method in (rule.methods or ()) and _blueprint(rule) not in without
    ]
    with app.test_request_context():
        adapter = app.url_map.bind("localhost")
        return sorted(adapter.build(rule.endpoint, _fill(rule), method=method) for rule in rules)


def _fill(rule: Rule) -> dict[str, object]:
    filled: dict[str, object] = {}
    for name in rule.arguments:
        converter = rule._converters[name]  # noqa: SLF001  the only place that knows its kind
        words = re.findall(r"[\w.-]+", converter.regex)
        kind = type(converter).__name__.removesuffix("Converter").lower()
        filled[name] = words[-1] if kind == "any" else SAMPLES.get(kind, "x")
    return filled


def _sends_to_sign_in(answer: TestResponse) -> bool:
    return answer.status_code == 302 and "/staff/sign-in" in answer.headers["Location"]


def _kept(app: Flask) -> dict[str, str]:
    """Everything the store holds, as a digest of each table."""
    with app.app_context(), store().look() as transaction:
        return {
            table.name: sha256(
                repr(sorted(map(repr, transaction.execute(select(table)).all()))).encode()
            ).hexdigest()
            for table in Base.metadata.sorted_tables
        }
