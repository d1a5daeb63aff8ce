"""Coming in with a letter, and being met kindly when it does not open."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from feedback.services import reissue
from feedback.store.models import ChildSession, Review
from tests.road import NOW


def test_the_number_and_the_words_open_the_letter(mia):
    mia.comes_in()

    assert mia.path == "/hello"
    assert mia.heading == "Hello, Mia"


def test_the_four_numbers_open_it_as_well(mia):
    numbers = " ".join(mia.road.issued.numbers)

    mia.open("/").press(number=mia.road.issued.letter.number, words=numbers)

    assert mia.heading == "Hello, Mia"


def test_big_letters_and_odd_spaces_are_forgiven(mia):
    words = "  ".join(mia.road.issued.words).upper()

    mia.open("/").press(number=f" {mia.road.issued.letter.number} ", words=words)

    assert mia.heading == "Hello, Mia"


def test_a_slip_in_the_number_is_met_kindly(mia):
    mia.open("/").press(number="123", words=mia.words)

    assert mia.status == 200
    assert mia.mistakes == ["A letter number has six figures. Please look at it again."]


def test_a_word_we_do_not_know_is_pointed_at(mia):
    first, _second, *others = mia.road.issued.words

    mia.open("/").press(
        number=mia.road.issued.letter.number, words=" ".join([first, "qqqqqq", *others])
    )

    assert mia.mistakes == ["We do not know your second word. Please look at it again."]


def test_several_words_we_do_not_know_are_pointed_at(mia):
    first, _second, third, _fourth = mia.road.issued.words

    mia.open("/").press(
        number=mia.road.issued.letter.number, words=f"{first} qqqqqq {third} zzzzzz"
    )

    assert mia.mistakes == ["We do not know words 2 and 4. Please look at them again."]


@pytest.mark.parametrize("words", ["", "boat"])
def test_too_few_words_are_met_kindly(mia, words):
    mia.open("/").press(number=mia.road.issued.letter.number, words=words)

    assert mia.mistakes == ["There are four words on your letter. Please type all four."]


def test_wrong_words_are_met_kindly_and_the_number_stays(mia):
    words = " ".join(reversed(mia.road.issued.words))

    mia.open("/").press(number=mia.road.issued.letter.number, words=words)

    assert mia.status == 200
    assert mia.mistakes == [
        "That number and those words do not go together. Please look at both again."
    ]
    assert mia.page.select_one("[name=number]")["value"] == mia.road.issued.letter.number


def test_after_ten_wrong_tries_one_waits_and_the_right_words_wait_too(mia, clock):
    wrong = " ".join(reversed(mia.road.issued.words))
    mia.open("/")
    for _ in range(10):
        mia.press(number=mia.road.issued.letter.number, words=wrong)

    mia.comes_in()
    (said,) = mia.mistakes
    assert said.startswith("There were too many tries. Your letter is resting.")
    assert said.endswith("It opens again on 3 March 2026 at 14:45.")

    clock.move_to(NOW + timedelta(minutes=16))
    mia.comes_in()
    assert mia.heading == "Hello, Mia"


def test_an_old_letter_says_that_a_newer_one_has_come(mia):
    old, order = mia.road.issued, mia.road.order()
    with mia.road.store.begin() as transaction:
        review = transaction.get_one(Review, mia.road.review_id)
        reissue.reissue(transaction, review, order, desk=mia.road.desk, now=NOW)

    mia.open("/").press(number=old.letter.number, words=" ".join(old.words))

    assert mia.mistakes == ["This is an old letter. A newer one has come, or is on its way."]


def test_a_scanned_letter_opens_and_its_secret_stands_in_no_address(mia):
    mia.open("/q")

    mia.press(scanned=f"{mia.road.issued.letter.number}.{mia.road.issued.qr_secret}")

    assert mia.heading == "Hello, Mia"
    assert mia.road.issued.qr_secret not in mia.path


def test_a_code_that_is_spent_leads_to_the_words(mia):
    mia.open("/q").press(scanned=f"{mia.road.issued.letter.number}.{'0' * 64}")

    assert mia.mistakes == [
        "That picture does not open your letter now. Your four words still do."
    ]
    mia.press(number=mia.road.issued.letter.number, words=mia.words)
    assert mia.heading == "Hello, Mia"


def test_without_a_script_the_words_open_the_scanned_page(mia):
    mia.open("/q")
    shown = [form for form in mia.page.select("main form") if not form.has_attr("hidden")]

    assert [field["name"] for field in shown[0].select("input[type=text]")] == ["number", "words"]


def test_whoever_has_just_come_in_need_not_type_it_again(mia):
    mia.comes_in()

    assert mia.open("/").path == "/hello"


def test_nobody_gets_past_the_door_without_a_letter(browser):
    for page in (
        "/hello",
        "/pictures",
        "/who-sees",
        "/ask/home",
        "/check",
        "/sent",
        "/what-happened",
    ):
        assert browser.open(page).path == "/"


def test_the_cookie_says_nothing_to_whoever_finds_it(mia):
    mia.comes_in().says_who().picks(("cat", "moon"))

    cookie = mia.client.get_cookie("heard").value

    assert "Mia" not in cookie
    assert "cat" not in _readable(mia)


def test_the_database_holds_a_visit_that_its_secret_alone_opens(mia):
    mia.comes_in()

    with mia.road.store.look() as transaction:
        visit = transaction.scalars(select(ChildSession)).one()
        wrapped = visit.wrapped

    assert len(wrapped) > 32
    with mia.client.session_transaction("/") as session:
        assert session["secret"] not in str(wrapped)


def _readable(child) -> str:
    with child.client.session_transaction("/") as session:
        return str(dict(session))
