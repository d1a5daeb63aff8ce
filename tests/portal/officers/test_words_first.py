from datetime import date

import pytest
from sqlalchemy import select, text

from feedback.questionnaire import MORE
from feedback.services import withdraw
from feedback.store.models import Ask as AskRow
from feedback.store.models import AuditRow, Card, Letter, Outcome, SentViews
from tests import cases
from tests.portal.officers.conftest import SAID, TOMORROW


def test_the_childs_own_words_come_first_and_exactly(officer_browser, ada):
    officer_browser.open(f"/staff/reviews/{ada}")

    assert officer_browser.heading == "What Ada said"
    said = [words.get_text() for words in officer_browser.page.select("main blockquote.theirs")]
    assert said == SAID["only-iro"]
    text = officer_browser.text
    assert text.index("Please don’t tell") < text.index("A lock on my door")
    assert text.index("A lock on my door") < text.index("Facts")
    assert "Worried" in text


def test_what_is_only_for_the_officer_says_so(officer_browser, ada):
    officer_browser.open(f"/staff/reviews/{ada}")

    assert "Only for you" in officer_browser.text


def test_opening_is_in_the_log_before_and_tells_the_child(officer_browser, store, ada):
    officer_browser.open(f"/staff/reviews/{ada}")

    with store.look() as transaction:
        views = transaction.scalars(select(SentViews)).one()
        acts = transaction.scalars(select(AuditRow.act).order_by(AuditRow.place)).all()
        assert views.read_by == officer_browser.staff_id
        assert acts[-2:] == ["opened-review", "opened-views"]
        assert transaction.get(Card, (views.letter_id, "read"))


def test_whose_words_they_are_stands_with_them(officer_browser, ada):
    officer_browser.open(f"/staff/reviews/{ada}")

    assert "In their own words, by themselves" in officer_browser.text
    assert "Sent 2 March 2026 at 11:00" in officer_browser.text
    assert "Means to: Go and talk" in officer_browser.text


def test_the_language_in_which_they_were_asked_stands_with_them(officer_browser, store, ada):
    officer_browser.open(f"/staff/reviews/{ada}")
    assert "Asked in" not in officer_browser.text
    with store.begin() as transaction:
        transaction.scalars(select(SentViews)).one().language = "ar"

    officer_browser.open(f"/staff/reviews/{ada}")

    assert "Asked in Arabic" in officer_browser.text


def test_another_officers_child_is_not_there_and_the_try_is_written_down(
    officer_browser, store, others
):
    for page in ("", "/record", "/indicator"):
        officer_browser.open(f"/staff/reviews/{others}{page}")

        assert officer_browser.status == 404
    with store.look() as transaction:
        refused = select(AuditRow.subject_id).where(AuditRow.act == "was-refused")
        assert transaction.scalars(refused).all() == [others] * 3


def test_a_review_that_is_not_there_looks_the_same(officer_browser):
    officer_browser.open("/staff/reviews/00000000-0000-0000-0000-000000000001")

    assert officer_browser.heading == "This page is not here"
    assert officer_browser.status == 404


@pytest.mark.parametrize(
    ("letter", "words"),
    [(True, "has a letter and has not begun yet"), (False, "has no letter for this review yet")],
)
def test_a_child_who_sent_nothing_has_a_page_that_says_so(
    officer_browser, store, keys, letter, words
):
    with store.begin() as transaction:
        child = cases.a_child(transaction, keys, officer_browser.staff_id)
        review = cases.a_review(transaction, child, TOMORROW)
        if letter:
            cases.a_letter(transaction, review)
        key = review.id

    officer_browser.open(f"/staff/reviews/{key}")

    assert words in officer_browser.text
    assert "You can record the review from its day on." in officer_browser.text


def test_an_ask_is_answered_in_words_for_the_child(officer_browser, store, ada):
    officer_browser.open(f"/staff/reviews/{ada}")

    _answer(officer_browser, "A lock on my door", outcome="done", said="It is fitted on Friday.")

    assert "Your answer waits for the child behind their pictures." in officer_browser.text
    assert "It is fitted on Friday." in officer_browser.text
    with store.look() as transaction:
        outcomes = transaction.scalars(select(AskRow.outcome).order_by(AskRow.place)).all()
        assert outcomes == [Outcome.DONE, None]


def test_while_still_asking_the_child_must_know_who_and_by_when(officer_browser, ada):
    officer_browser.open(f"/staff/reviews/{ada}")

    _answer(officer_browser, "A lock on my door", outcome="still-asking", said="I am on to it.")

    assert len(officer_browser.mistakes) == 2
    assert "I am on to it." in officer_browser.text
    _answer(
        officer_browser, "A lock on my door", outcome="still-asking", said="I am on to it.",
        who="Robin", by_day="2026-03-20",
    )  # fmt: skip
    assert "Robin looks after this. You will hear by Friday 20 March 2026." in officer_browser.text


def test_an_ask_of_another_review_is_not_there(officer_browser, store, keys, ada):
    with store.begin() as transaction:
        child = cases.a_child(transaction, keys, officer_browser.staff_id, "Cora Bell")
        letter, _ = cases.a_letter(transaction, cases.a_review(transaction, child, TOMORROW))
        views = cases.some_views(transaction, keys, letter, {"wishes": ["A cat"]})
        ask = transaction.scalars(select(AskRow.id).where(AskRow.views_id == views.id)).one()
    officer_browser.open(f"/staff/reviews/{ada}")
    token = officer_browser.page.select_one("[name=csrf_token]")["value"]

    answer = officer_browser.client.post(
        f"/staff/reviews/{ada}/asks/{ask}", data={"csrf_token": token}
    )

    assert answer.status_code == 404


def _answer(browser, words, **answers):
    """Fill in the form beneath these words and press its button."""
    (section,) = (s for s in browser.page.select("section[id^=ask-]") if words in s.get_text())
    form = section.select_one("form")
    data = {i["name"]: i["value"] for i in form.select("input[type=hidden]")}
    data |= {f"{section['id']}-{name}": said for name, said in answers.items()}
    browser._read(browser.client.post(form["action"], data=data, follow_redirects=True))  # noqa: SLF001


def test_what_was_added_after_send_stands_under_what_was_sent_and_says_so(
    officer_browser, store, keys, ada
):
    with store.begin() as transaction:
        first = transaction.scalars(select(SentViews)).one()
        letter = transaction.get_one(Letter, first.letter_id)
        cases.some_views(
            transaction,
            keys,
            letter,
            {MORE: ["One more thing I want to say."]},
            follows=first.id,
            sent_at=letter.closes_at,
        )

    officer_browser.open(f"/staff/reviews/{ada}")

    text = officer_browser.text
    assert text.index("Please don’t tell") < text.index("One more thing I want to say.")
    assert "What was sent before stands too." in text
    assert text.count("Went past without answering") == 1


def test_what_was_taken_back_says_when_and_no_word(officer_browser, store, ada, now):
    with store.begin() as transaction:
        views = transaction.scalars(select(SentViews)).one()
        withdraw.erase(transaction, [views.id], at=now)

    officer_browser.open("/staff/reviews")
    assert "Taken back" in officer_browser.text
    officer_browser.open(f"/staff/reviews/{ada}")

    assert "Ada took these words back." in officer_browser.text
    assert "Taken back on 3 March 2026 at 14:30." in officer_browser.text
    assert "Please don’t tell" not in officer_browser.text
    assert "Went past without answering" not in officer_browser.text


def test_the_parts_of_the_page_come_in_the_order_of_what_matters(officer_browser, store, keys):
    key = _longer_said(officer_browser, store, keys)

    text = officer_browser.open(f"/staff/reviews/{key}").text

    places = [
        text.index(words)
        for words in ("My room is cold.", "Their wishes for the meeting", WHO_COMES,
                      "What Ada asked for", "What worries Ada", "What changed since last time",
                      "How it came", "Went past without answering", "Facts")
    ]  # fmt: skip
    assert places == sorted(places)
    assert text.index("What worries Ada") < text.index("Not always")


def test_each_answer_stands_once_and_with_whose_words_it_is(officer_browser, store, keys):
    key = _longer_said(officer_browser, store, keys)

    page = officer_browser.open(f"/staff/reviews/{key}").page

    pieces = page.select(".piece")
    assert pieces
    for piece in pieces:
        assert piece.select_one(".whose").get_text() == "In their own words, with help: a carer"
    assert officer_browser.text.count("My room is cold.") == 1


def test_what_was_answered_otherwise_last_time_stands_beside_it(officer_browser, store, keys):
    key = _longer_said(officer_browser, store, keys)

    changes = officer_browser.open(f"/staff/reviews/{key}").page.select(".changes__one")

    said = [" ".join(one.get_text(" ", strip=True).split()) for one in changes]
    assert said == [
        "What is it like where you live? Last time: It is fine.",
        "What have you been feeling lately? Last time: Happy This time: Sad, Worried",
        "Do you want to go to your review? Last time: No This time: Yes",
    ]
    assert "Secret of last time" not in officer_browser.text


def test_what_is_only_for_the_officer_is_on_no_print(officer_browser, ada):
    page = officer_browser.open(f"/staff/reviews/{ada}").page

    (hidden,) = (p for p in page.select(".piece") if "Please don’t tell" in p.get_text())
    assert "not-printed" in hidden["class"]


def test_no_score_and_no_judgement_is_made_of_what_was_said(officer_browser, store, keys):
    key = _longer_said(officer_browser, store, keys)

    text = officer_browser.open(f"/staff/reviews/{key}").text.lower()

    for word in ("score", "sentiment", "positive", "negative", "percent", "%", "average"):
        assert word not in text


def _longer_said(browser, store, keys):
    """A review tomorrow before which everything was answered, and one half a year ago."""
    with store.begin() as transaction:
        child = cases.a_child(transaction, keys, browser.staff_id)
        for day, said in ((date(2025, 9, 4), THEN), (TOMORROW, NOW_SAID)):
            review = cases.a_review(transaction, child, day)
            letter, _ = cases.a_letter(transaction, review)
            cases.some_views(
                transaction, keys, letter, said, filled_by="with-help", helper="carer"
            )
        return review.id


THEN = {
    "topics": ["home", "health"], "home": ["It is fine."], "feelings": ["happy"], "go": ["no"],
    "safe": ["not-always"], "only-iro": ["Secret of last time"],
}  # fmt: skip
WHO_COMES = "My nan. Not my uncle Ray."
NOW_SAID = {
    "topics": ["home", "health", "review"], "home": ["My room is cold."],
    "feelings": ["sad", "worried"], "running": ["where"], "who-comes": [WHO_COMES],
    "last-time": ["some"], "wishes": ["A warmer room"], "go": ["yes"], "join": ["speak"],
    "safe": ["not-always"], "only-iro": ["Secret of this time"],
}  # fmt: skip


def test_when_the_log_cannot_be_written_no_word_is_shown(officer_browser, store, ada):
    with store.begin() as transaction:
        transaction.execute(text("ALTER TABLE audit RENAME TO lost"))

    officer_browser.open(f"/staff/reviews/{ada}")

    assert officer_browser.status == 503
    everything = str(officer_browser.page)
    assert not [words for said in SAID.values() for words in said if words in everything]
    with store.begin() as transaction:
        transaction.execute(text("ALTER TABLE lost RENAME TO audit"))
