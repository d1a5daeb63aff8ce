"""The office in a real browser: typing in paper, letters in one file, files looked at first."""

from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image

from feedback.services import enter
from feedback.services.enter import Knock
from feedback.store.models import Assignment, Child, Duty, Letter, Review
from tests import cases
from tests.journeys.people import Staff
from tests.journeys.watching import Watched
from tests.people import enrolled
from tests.portal.office.files import works
from tests.portal.office.test_import import HEADER, NAMES, PLANNED
from tests.road import NOW

pytestmark = pytest.mark.browser

SOON = date(2026, 3, 20)
DESK = {"width": 1280, "height": 900}
FIRST_NAMES = ("Ada", "Ben", "Cem", "Dot", "Eli", "Fay", "Gus")


@pytest.fixture
def children(portal):
    """Seven children who are due to be invited; their reviews by the first name."""
    found = {}
    with portal.store.begin() as transaction:
        for name in FIRST_NAMES:
            child = cases.a_child(transaction, portal.keys, None, f"{name} Example")
            found[name] = cases.a_review(transaction, child, SOON, age=9).id
    return found


@pytest.fixture
def alex(portal, chromium) -> Iterator[Staff]:
    """Alex of the office, signed in."""
    context = chromium.new_context(viewport=DESK, locale="en-GB")
    staff = Staff(portal, Watched(context, portal).page())
    staff.signs_in(enrolled(portal.app, Duty.OFFICE, name="Alex Office"))
    yield staff
    context.close()


def test_what_came_on_paper_is_typed_in_and_read_by_the_officer(portal, chromium, alex, children):
    robin = enrolled(portal.app, Duty.OFFICER)
    with portal.store.begin() as transaction:
        child = transaction.get_one(Review, children["Ada"]).child_id
        since = NOW.date() - timedelta(1)
        transaction.add(Assignment(child_id=child, staff_id=robin.id, since=since))
    alex.opens(f"/staff/office/letters/{children['Ada']}")
    alex.follows("Type it in")
    page = alex.page

    page.get_by_label("On paper").check()
    page.get_by_label("On what day was it received?").fill("2026-03-02")
    page.get_by_label("The child wrote them, alone").check()
    page.locator("[name=home][value=sad]").check()
    page.locator("[name=worries]").fill("The stairs are dark.")
    page.get_by_label("A folded sheet came with it").check()
    alex.presses("Keep it")

    assert "It is typed in, under the receipt" in page.locator("main").inner_text()
    context = chromium.new_context(viewport=DESK, locale="en-GB")
    officer = Staff(portal, Watched(context, portal).page())
    officer.signs_in(robin)
    officer.opens(f"/staff/reviews/{children['Ada']}")
    assert "The stairs are dark." in officer.own_words
    said = officer.page.locator("main").inner_text()
    context.close()
    assert "On paper, received on Monday 2 March 2026" in said
    assert "A folded sheet for you came with it" in said


def test_each_picture_in_a_print_file_opens_the_letter_of_its_own_child(portal, alex, children):
    alex.opens("/staff/office?show=due")
    alex.presses("Make the letters I ticked")
    assert alex.heading == "0 of 7 letters are made"

    works(portal.app)

    alex.waits_for("Letters to print")
    alex.follows("Open the print file")
    alex.page.emulate_media(media="print")
    pictures = alex.page.locator(".letter__qr").all()
    greetings = alex.page.locator(".letter__hello").all_inner_texts()
    opened = [_opened(portal, _read(one.screenshot())) for one in pictures]
    assert dict(zip(greetings, opened, strict=True)) == {
        f"Hello {name}!": review for name, review in children.items()
    }
    alex.page.emulate_media(media="screen")
    alex.follows("Back to the letters")
    alex.presses("All are on paper: erase the words")
    assert "They stand on paper alone now." in alex.page.locator("main").inner_text()


def test_files_are_looked_at_before_anything_of_them_is_written(portal, alex):
    alex.opens("/staff/office/import")
    named = {"header.csv": HEADER, "children.csv": NAMES, "planned.csv": PLANNED}
    files = [
        {"name": name, "mimeType": "text/csv", "buffer": content.encode()}
        for name, content in named.items()
    ]

    alex.page.locator("[name=files]").set_input_files(files)
    alex.presses("Look at them")
    works(portal.app)

    alex.waits_for("What these files would change")
    assert _count(portal) == 0
    alex.presses("Write exactly this")
    works(portal.app)
    alex.waits_for("What became of the files")
    assert _count(portal) == 1
    with alex.page.expect_download() as told:
        alex.page.get_by_role("link", name="Download the list of changes").click()
    assert told.value.suggested_filename == "import-changes.csv"


def _read(png: bytes) -> str:
    (found,) = zxingcpp.read_barcodes(
        Image.open(BytesIO(png)), formats=zxingcpp.BarcodeFormat.QRCode
    )
    return str(found.text)


def _opened(portal, content: str):
    """Open the letter as a phone would that scanned this; return its review."""
    number, _, secret = content.partition("#")[2].partition(".")
    visit = enter.by_qr(portal.store, Knock(number, secret, "198.51.100.0/24"), now=NOW)
    with portal.store.look() as transaction:
        return transaction.get_one(Letter, visit.letter_id).review_id


def _count(portal) -> int:
    with portal.store.look() as transaction:
        return transaction.query(Child).count()
