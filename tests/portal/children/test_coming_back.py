"""Coming back with the same words and pictures: the copy, who read it, and what came of it."""

from datetime import date

import pytest

from feedback.services import cards
from feedback.services.cards import After, ReadNote
from feedback.services.read_views import Reader, open_views
from feedback.store.models import Absence, Cover, Letter, Outcome, SentViews
from tests import cases
from tests.portal.children.later import answers_ask, reads
from tests.road import NOW


def test_the_copy_is_shown_behind_the_pictures(sent):
    sent.comes_back()

    assert sent.heading == "What happened"
    assert "The stairs are dark." in sent.text
    changes = [link.get_text(" ", strip=True) for link in sent.page.select(".answers__change a")]
    assert all(words.startswith("Put this right") for words in changes)


def test_nobody_is_said_to_have_read_it_before_somebody_has(sent):
    sent.open("/what-happened")

    assert "Nobody has read this yet." in sent.text


def test_the_child_sees_who_read_it_and_when(sent):
    reads(sent.road)

    sent.comes_back()

    assert "Your IRO read this on Tuesday 3 March 2026. It was Robin Reviewer." in sent.text
    assert "Nobody has read this yet." not in sent.text


def another(road, row):
    """Sam, who may read as this row says, and reads what was sent."""
    with road.store.begin() as transaction:
        person = cases.an_officer(transaction, "Sam Second")
        transaction.add(row(person.id))
    reader = Reader(person.id, road.keys, road.catalogue)
    open_views(road.store, reader, road.rows(SentViews)[0].id, now=NOW)


def test_whoever_stood_in_and_the_officer_are_told_apart(sent):
    road, today = sent.road, NOW.date()
    by = {"staff_id": road.officer_id, "set_by": road.officer_id, "set_at": NOW}
    another(road, lambda sam: Absence(cover_id=sam, since=today, until=today, **by))
    reads(road)

    sent.comes_back()

    assert "Sam Second read this on Tuesday 3 March 2026. They stood in for your IRO." in sent.text
    assert "Your IRO read this on Tuesday 3 March 2026. It was Robin Reviewer." in sent.text
    assert sent.text.index("Sam Second") < sent.text.index("It was Robin Reviewer.")


def test_whom_a_child_chose_instead_is_not_called_their_officer(sent):
    with sent.road.store.begin() as transaction:
        transaction.query(SentViews).one().not_iro = True
    another(sent.road, lambda sam: Cover(since=NOW.date(), staff_id=sam))

    sent.comes_back()

    said = "You asked for someone else to read this. Sam Second read it on Tuesday 3 March 2026."
    assert said in sent.text
    assert "Your IRO read this" not in sent.text


def test_whoever_chose_somebody_else_is_not_told_to_wait_for_their_officer(sent):
    with sent.road.store.begin() as transaction:
        transaction.query(SentViews).one().not_iro = True

    sent.open("/what-happened")

    assert "Nobody has read this yet. Someone else reads it within two working days." in sent.text
    assert "Your IRO reads it" not in sent.text


def test_a_letter_after_from_whoever_stood_in_says_so(sent):
    with sent.road.store.begin() as transaction:
        letter = transaction.get_one(Letter, sent.road.letter_id)
        cards.write_after(
            transaction, letter, After("Well done.", "Sam Second", NOW.date(), stood_in=True)
        )

    sent.open("/what-happened")

    assert "From Sam Second, in place of your IRO" in sent.text


def test_before_an_answer_an_ask_says_that_nobody_has_answered(sent):
    reads(sent.road)
    answers_ask(sent.road, Outcome.STILL_ASKING, who="Priya", by_day=date(2026, 4, 3))

    sent.comes_back()

    assert "A dog" in sent.text
    assert "Still asking" in sent.text
    assert "Priya looks after this. You will hear by Friday 3 April 2026." in sent.text


@pytest.mark.parametrize(
    ("outcome", "said"), [(Outcome.DONE, "Done"), (Outcome.NOT_DONE, "Not done")]
)
def test_what_came_of_an_ask_is_shown_with_its_reason(sent, outcome, said):
    reads(sent.road)
    answers_ask(sent.road, outcome)

    sent.comes_back()

    assert sent.page.select_one(".ask .tag").get_text(" ", strip=True) == said
    assert "It came on Monday." in sent.text


def test_what_came_of_an_ask_is_not_below_a_long_list_of_readers(sent):
    answers_ask(sent.road)
    _read_by(sent.road, 4)
    few = sent.comes_back().text
    _read_by(sent.road, 5)

    many = sent.comes_back().text

    assert few.index("Reader 0") < few.index("What you asked for")
    assert many.index("It came on Monday.") < many.index("Reader 0") < many.index("The stairs")
    assert [many.count(f"Reader {number} was") for number in range(5)] == [1] * 5


def _read_by(road, many):
    """Let so many on duty have read what was sent."""
    notes = [ReadNote(f"Reader {number}", "duty", NOW.date()) for number in range(many)]
    with road.store.begin() as transaction:
        letter = transaction.get_one(Letter, road.letter_id)
        cards.write_read(transaction, (letter.id, letter.public_key), notes)


def test_the_empty_door_shows_no_word_ask_or_answer(sent):
    reads(sent.road)
    answers_ask(sent.road)
    sent.leaves().comes_in()
    shown = [str(sent.page)]

    shown.append(str(sent.follow("See what happened").page))
    shown.append(str(sent.press("Go on without pictures").page))

    for word in ("stairs", "A dog", "It came on Monday.", "read this on"):
        assert all(word not in page for page in shown)
    assert "Your words stay hidden" in sent.text


def test_whoever_left_the_pictures_out_is_told_that_the_words_stay_hidden(mia):
    mia.comes_in().says_who().press("Go on without pictures")
    mia.follow("Start").answers_everything(worries="The stairs are dark.")
    mia.press("Send")
    assert "See or print my copy" not in mia.text

    mia.leaves().comes_in().follow("See what happened")

    assert "stairs" not in str(mia.page)
    assert "Your words stay hidden" in mia.text


def test_before_anything_was_sent_there_is_nothing_to_come_back_to(settled):
    assert settled.open("/what-happened").path == "/hello"
