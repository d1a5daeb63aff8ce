"""Letters in batches: chosen once for all, made by the worker, printed, then erased."""

from datetime import timedelta
from uuid import UUID

import pytest
import time_machine
from sqlalchemy import func, select, update

from feedback.services import reissue
from feedback.store.models import Duty, ErrandPiece, Letter, Review, ReviewState
from portal.language import offered_for, speaking
from portal.translating.gathering import LETTERS
from tests.people import enrolled, signed_in
from tests.portal.office.conftest import SOON
from tests.portal.office.desk import comes_in, makes, on_paper
from tests.portal.office.files import orders, works

COUNTED = select(func.count()).select_from(Letter)
NAMES = ("Ada", "Ben", "Cem", "Dot", "Eli", "Fay", "Gus")


@pytest.fixture
def children(a_named_child):
    """Seven children who are due to be invited: more than are made while a browser waits."""
    return [a_named_child(first) for first in NAMES]


@pytest.fixture
def ordered(office, children):
    return orders(office, children)


def letters(store):
    with store.look() as transaction:
        return transaction.scalar(COUNTED)


def token_of(office):
    return office.page.select_one("[name=csrf_token]")["value"]


def test_the_page_tells_how_far_it_is_and_looks_again_by_itself(app, office, ordered, store):
    answer = office.client.get(office.path)

    assert office.heading == "0 of 7 letters are made"
    assert answer.headers["Refresh"] == "2"
    assert letters(store) == 0
    works(app)
    answer = office.client.get(office.path)
    assert "Refresh" not in answer.headers
    assert office.open(office.path).heading == "Letters to print"
    assert ordered


@pytest.mark.usefixtures("ordered")
def test_every_letter_of_the_file_opens_the_form_of_its_own_child(app, office):
    works(app)

    office.open(office.path).follow("Open the print file")

    assert office.heading == "7 letters to print"
    greeted = [
        comes_in(app, *on_paper(sheet)[:2]).heading for sheet in office.page.select("article")
    ]
    assert greeted == [f"Hello, {name}" for name in NAMES]


@pytest.mark.usefixtures("ordered")
def test_the_file_opens_again_until_it_is_said_to_be_printed_and_then_never(app, office, store):
    works(app)
    page = office.path
    first = office.open(page + "/print").page.select(".code__word")

    assert office.open(page + "/print").page.select(".code__word") == first
    office.open(page).press("All are on paper: erase the words")

    assert "They stand on paper alone now." in office.text
    assert not office.open(page + "/print").page.select(".code__word")
    with store.look() as transaction:
        assert set(transaction.scalars(select(ErrandPiece.content))) == {None}


@pytest.mark.usefixtures("ordered")
def test_nobody_else_and_no_later_visit_opens_the_file(app, office):
    works(app)
    page, alex = office.path, enrolled(app, Duty.OFFICE, name="Alex Office")

    other = signed_in(app, alex).open(page + "/print")
    again = signed_in(app, office.enrolment).open(page + "/print")

    assert "not here any more" in other.text
    assert "only in the visit in which they were ordered" in again.text
    assert "ordered in another visit" in again.text
    for browser in (other, again):
        assert not browser.page.select(".code__word")


@pytest.mark.usefixtures("ordered")
def test_what_was_lost_before_it_was_on_paper_is_made_anew(app, office, store):
    works(app)
    before = on_paper(office.open(office.path + "/print").page)
    office.open(office.path.removesuffix("/print")).press("Make all of them anew")
    works(app)

    office.open(office.path + "/print")

    assert len(office.page.select("article.letter")) == len(NAMES)
    assert letters(store) == 2 * len(NAMES)
    assert comes_in(app, *before[:2]).heading != "Hello, Ada"


@pytest.mark.usefixtures("ordered")
def test_after_an_hour_the_page_says_that_it_is_gone(app, office, now):
    works(app)
    page = office.path

    with time_machine.travel(now + timedelta(minutes=61), tick=False):
        late = signed_in(app, office.enrolment)
        for path in (page, page + "/print"):
            assert "This is not here any more." in late.open(path).text


@pytest.mark.usefixtures("ordered")
def test_the_page_says_when_nobody_makes_them(office, now):
    with time_machine.travel(now + timedelta(seconds=30), tick=False):
        assert "Nobody has taken this up yet." in office.open(office.path).text


def test_everybody_on_a_long_list_is_ordered_with_one_button(office, many):
    for _ in range(4):
        many(14, first=SOON - timedelta(days=5))
    office.open("/staff/office?show=due")

    office.press("Make the letters of all 56 on this list", version="", language="")

    assert office.heading == "0 of 56 letters are made"


def test_the_form_for_all_of_them_can_be_chosen(app, office, children):
    orders(office, children, version="easy")
    works(app)

    office.open(office.path + "/print")

    assert len(office.page.select(".letter--easy")) == len(children)


def test_a_form_or_language_that_is_none_of_ours_makes_no_letter(office, children, store):
    for wrong in ({"version": "nonsense"}, {"language": "cy"}):
        orders(office, children, **wrong)

        assert "Choose a form and a language from the lists." in office.text
    assert letters(store) == 0


def test_who_was_invited_meanwhile_is_counted_on_the_file(app, office, children):
    makes(office, children[0])
    orders(office, children)
    works(app)

    office.open(office.path + "/print")

    assert office.heading == "6 letters to print"
    assert "1 of those you ticked has a letter already" in office.text


def test_where_none_could_be_made_there_is_nothing_to_print(app, office, children, store):
    orders(office, children)
    with store.begin() as transaction:
        transaction.execute(update(Review).values(state=ReviewState.HELD))
    works(app)

    assert office.open(office.path + "/print").heading == "Letters to print"


def test_a_key_that_is_no_file_of_letters_leads_back(office, children):
    assert children
    nobodys = f"/staff/office/letters/files/{UUID(int=1)}"

    for path in (nobodys, nobodys + "/print"):
        assert office.open(path).heading == "Caseload"
    token = token_of(office)
    for do in ("/printed", "/anew"):
        answer = office.client.post(nobodys + do, data={"csrf_token": token})
        assert "/staff/office" in answer.location


def test_more_files_than_a_cookie_holds_forget_the_oldest(app, office, children):
    orders(office, children)
    works(app)
    first = office.open(office.path).path
    for _again in range(3):
        office.client.post(first + "/anew", data={"csrf_token": token_of(office)})

    assert "ordered in another visit" in office.open(first).text


def test_large_print_is_large_and_nothing_else_changes(office, mia):
    orders(office, [mia], large="y")

    assert office.page.select_one(".letter--large")
    assert len(office.page.select(".code__word")) == 4


def test_a_language_is_offered_only_where_letters_are_whole_in_it(app, office, mia):
    assert mia
    office.open("/staff/office?show=due")

    assert office.page.select("select[name=language]") == []
    with app.test_request_context("/staff/office"):
        assert [one.tag for one in offered_for(LETTERS)] == ["en-GB"]
        with speaking("ar", LETTERS):
            pass


def test_a_child_who_moved_is_due_again_and_gets_a_letter_in_place_of_the_old(
    app, office, mia, store, now
):
    before = on_paper(makes(office, mia).page)
    with store.begin() as transaction:
        child = transaction.get_one(Review, mia).child_id
        reissue.end_for_move(transaction, child, now=now)
    office.open("/staff/office?show=due")
    assert "Moved: the letter out there was ended" in office.text

    after = on_paper(orders(office, [mia]).page)

    assert comes_in(app, *after[:2]).heading == "Hello, Mia"
    assert comes_in(app, *before[:2]).heading != "Hello, Mia"
    assert (
        "Everybody who may be invited has a letter." in office.open("/staff/office?show=due").text
    )
