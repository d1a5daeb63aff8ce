"""What no text can hold is taken out where it comes in; no word goes with it."""

import time_machine
from hypothesis import given
from hypothesis import strategies as st

from feedback.store.models import Duty
from portal.characters import Received, kept
from tests.people import enrolled, signed_in
from tests.road import NOW

NUL = "\0"


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="￾￿")))
def test_whatever_somebody_can_type_is_kept_as_it_is(text):
    assert kept(f"{text}\t\r\n") == f"{text}\t\r\n"


def test_no_word_goes_with_what_goes_and_no_two_run_together():
    assert kept("I am\0 sad\x1b.\x0bVery\x0csad\ufffe \ud800now") == "I am sad.\nVery\nsad now"


def test_names_and_texts_are_met_alike_and_so_is_a_copy():
    received = Received([("wor\0ries", "a\0"), ("worries", "b")])

    assert received.to_dict(flat=False) == {"worries": ["a", "b"]}
    assert received.copy().to_dict(flat=False) == {"worries": ["a", "b"]}
    assert Received(received) == received
    assert not Received()


def test_in_a_form_a_query_or_an_address_it_is_met_kindly_wherever_it_is_kept(app):
    with time_machine.travel(NOW, tick=False):
        ada = signed_in(app, enrolled(app, Duty.AUDITOR))
        sam = signed_in(app, enrolled(app, Duty.ADMINISTRATOR))

        assert ada.open("/staff/log?who=%00&act=%00x").status == 200
        ada.open("/staff/log").press("Show", number=f"12{NUL}34")
        assert "No child has that number." in ada.text
        sam.open("/staff/people/invite")
        sam.press("Make their code", name=f"No{NUL}or", email="noor@x.example", duties=["office"])
        assert "noor@x.example" in sam.text
        assert "Noor" in sam.open("/staff/people").text


def test_at_the_door_it_is_met_kindly_and_names_no_page(app, browser):
    for address in ("/about/%00", "/about/review%00", "/%00", "/%EF%BF%BE", "/ask/x%00"):
        assert browser.open(address).status == 404
        assert browser.heading == "This page is not here"
    assert browser.open("/?next=%00").status == 200
    browser.press(number=f"12{NUL}3456", words=f"one two{NUL} three four")
    assert browser.status == 200
    answer = app.test_client().post("/staff/sign-in", data={"email": NUL, "password": NUL})
    assert answer.status_code < 500


def test_what_is_sent_as_json_is_read_by_nobody(app):
    client = app.test_client()
    page = client.get("/staff/sign-in").get_data(as_text=True)
    token = page.partition('name="csrf_token" value="')[2].partition('"')[0]

    for sent in ('{"email": "\\u0000", "password": "\\ud800"}', "[1]", "[" * 9_000):
        for kind in ("application/json", "application/x+json; charset=utf-8"):
            answer = client.post(
                "/staff/sign-in", data=sent, content_type=kind, headers={"X-CSRFToken": token}
            )

            assert answer.status_code == 400
            assert "We could not read that" in answer.get_data(as_text=True)
