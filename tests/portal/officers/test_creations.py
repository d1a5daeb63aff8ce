"""The officer sees the drawing, hears the voice, and may write down what it says."""

import pytest
from sqlalchemy import select, update

from feedback.creations import Making
from feedback.services import another_reader
from feedback.store.models import AuditRow, Duty, SentViews
from tests.made import SHOWN, SPOKEN
from tests.people import enrolled, signed_in
from tests.portal.made_and_sent import ids_of, sent_to
from tests.road import NOW


@pytest.fixture
def mia(officer_browser, store, keys, tmp_path):
    return sent_to(officer_browser.staff_id, store, keys, tmp_path)


@pytest.fixture
def reading(officer_browser, mia):
    return officer_browser.open(f"/staff/reviews/{mia.review_id}")


def acts(store) -> list[str]:
    with store.look() as transaction:
        return list(transaction.scalars(select(AuditRow.act).order_by(AuditRow.place)))


def test_what_was_made_stands_with_its_question_and_what_was_asked_so_leads_to_it(reading):
    assert reading.page.select_one("img[alt='What the child drew']")
    assert reading.page.select_one("img[alt='The picture the child showed']")
    assert reading.page.select_one("audio[aria-label='What the child said aloud']")
    text = reading.text
    assert "Said aloud, 12 seconds" in text
    made = reading.page.select_one("#made")
    assert "Is there anything that worries you?" in made.get_text()
    assert reading.page.select_one("a[href='#made']")
    assert "Is there anything that worries you?" not in text.partition("Went past")[2]


def test_what_was_wished_aloud_is_an_ask_that_can_be_answered(reading):
    assert "Drawn, said aloud or shown in a picture" in reading.text
    assert "Answer this" in reading.text


def test_nothing_is_played_before_somebody_presses_play_so_the_log_says_what_was_heard(
    reading, store
):
    audio = reading.page.select_one("audio")
    assert audio["preload"] == "none"
    assert "opened-creation" not in acts(store)

    answer = reading.client.get(audio["src"])

    assert (answer.data, answer.mimetype) == (SPOKEN.content, "audio/webm")
    assert acts(store)[-1] == "opened-creation"


def test_a_drawing_and_a_photo_are_sent_to_be_seen_and_never_run(reading):
    images = [reading.client.get(image["src"]) for image in reading.page.select("main img")]

    assert {image.mimetype for image in images} == {"image/svg+xml", "image/jpeg"}
    assert SHOWN.content in {image.data for image in images}
    for image in images:
        assert image.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert image.headers["Content-Disposition"].startswith("attachment")


def test_a_voice_is_written_down_beside_it_with_who_and_when(reading):
    reading.press("Keep these words", heard="I wish\r\nfor a dog.")

    assert "What you wrote stands beside the recording." in reading.text
    written = reading.page.select_one(".made__one .theirs").get_text()
    assert written == "I wish\nfor a dog."
    assert "As Robin Officer heard it, written down" in reading.text
    assert reading.page.select_one("audio")


def test_nothing_is_not_written_down(reading):
    reading.press("Keep these words", heard="  ")

    assert "at most 4,000 letters" in reading.text


def test_the_way_back_leads_nowhere_else(reading):
    form = reading.page.select_one("#made details form")
    token = form.select_one("[name=csrf_token]")["value"]
    sent = {"csrf_token": token, "heard": "A dog", "back": "//elsewhere.example"}

    answer = reading.client.post(form["action"], data=sent)

    assert answer.headers["Location"] == "/staff"


def test_another_officer_gets_none_of_it(mia, app, store):
    other = signed_in(app, enrolled(app, Duty.OFFICER, name="Sam Other"))

    for creation_id in ids_of(mia).values():
        assert other.open(f"/staff/reviews/made/{creation_id}").status == 404
    assert "opened-creation" not in acts(store)


@pytest.mark.usefixtures("mia")
def test_what_is_not_there_is_not_found(officer_browser):
    nothing = "/staff/reviews/made/00000000-0000-0000-0000-000000000001"

    assert officer_browser.open(nothing).status == 404


def test_an_officer_whom_the_child_sent_this_past_hears_nothing(reading, mia, store):
    with store.begin() as transaction:
        transaction.execute(update(SentViews).values(not_iro=True))

    for creation_id in ids_of(mia).values():
        assert reading.client.get(f"/staff/reviews/made/{creation_id}").status_code == 404


def test_the_officer_who_covers_hears_what_was_sent_past_the_childs_own(mia, app, store, keys):
    cover = enrolled(app, Duty.OFFICER, name="Sam Cover")
    with store.begin() as transaction:
        another_reader.appoint(transaction, cover.email, keys=keys, now=NOW)
        transaction.execute(update(SentViews).values(not_iro=True))
    (views,) = mia.rows(SentViews)

    sam = signed_in(app, cover).open(f"/staff/reviews/for-another/{views.id}")

    audio = sam.page.select_one("audio")
    assert sam.client.get(audio["src"]).data == SPOKEN.content
    sam.press("Keep these words", heard="A dog")
    assert sam.path == f"/staff/reviews/for-another/{views.id}"
    assert "As Sam Cover heard it" in sam.text


@pytest.mark.parametrize("duty", sorted({*Duty} - {Duty.OFFICER, Duty.SAFEGUARDING}))
def test_nobody_else_ever_gets_a_drawing_or_a_voice(duty, mia, app, store):
    somebody = signed_in(app, enrolled(app, duty))

    for creation_id in ids_of(mia).values():
        for house in ("reviews", "duty"):
            assert somebody.open(f"/staff/{house}/made/{creation_id}").status == 403
    assert "opened-creation" not in acts(store)


def test_an_officer_is_not_on_duty(mia, officer_browser):
    voice = ids_of(mia)[Making.VOICE]

    assert officer_browser.open(f"/staff/duty/made/{voice}").status == 403
