"""One question a page: kept at every Next, missed without a word, said again at any time."""

import pytest
from sqlalchemy import select

from feedback.questionnaire import Version
from feedback.store.models import Draft, DraftAnswer, Letter
from portal.children import asking
from tests.portal.children.later import next_review
from tests.portal.children.walking import Child
from tests.road import NOW, Road


def test_an_answer_is_kept_at_next_and_shown_on_the_way_back(settled):
    settled.answers(home=["calm", "lonely"])

    settled.follow("Back")

    chosen = [box["value"] for box in settled.page.select("[name=home][checked]")]
    assert chosen == ["calm", "lonely"]


def test_words_come_back_exactly_as_they_were_written(settled):
    words = '  Jayden’s dog <b>bites</b> & I\'m "not" sure…\r\nالقطة\r\n\r\nEnd  '

    settled.goes_to("worries").answers(worries=words)
    settled.goes_to("worries")

    assert settled.page.textarea.text.removeprefix("\n") == words.replace("\r\n", "\n")
    assert settled.page.textarea["dir"] == "auto"


def test_what_is_kept_lies_sealed_in_the_database(settled):
    settled.goes_to("worries").answers(worries="The stairs are dark.")

    with settled.road.store.look() as transaction:
        kept = transaction.scalars(select(DraftAnswer.answer)).all()
    assert kept
    assert all(b"stairs" not in answer for answer in kept)


def test_next_without_an_answer_goes_on(settled):
    assert settled.press("Next").path == "/ask/school"


def test_back_from_the_first_question_leads_to_who_will_see_it(settled):
    assert settled.follow("Back").heading == "Who will see this?"


def test_too_many_words_come_back_with_a_kind_sentence(settled):
    settled.goes_to("worries").press("Next", worries="a " * 2_001)

    assert settled.mistakes == [
        "This is longer than we can keep. There is room for 4,000 letters and spaces."
    ]
    assert settled.page.textarea.text.count("a") == 2_001


def test_an_ask_that_is_too_long_comes_back_too(settled):
    settled.goes_to("wishes").press("Next", wishes=["a dog " * 60, "a cat"])

    assert settled.mistakes == [
        "One of these is longer than we can keep. Each has room for 300 letters."
    ]
    assert settled.page.select("[name=wishes]")[1]["value"] == "a cat"


def test_an_answer_that_is_none_of_ours_is_not_kept(settled):
    settled.press("Next", home=["rich"])

    assert settled.mistakes == ["We could not read that answer. Please choose once more."]


def test_a_question_that_is_none_of_ours_is_not_here(settled):
    assert settled.goes_to("weather").status == 404


def test_choosing_to_go_asks_how_and_choosing_not_to_asks_something_else(settled):
    settled.goes_to("go").answers(go="yes")
    assert settled.path == "/ask/join"

    settled.goes_to("go").answers(go="no")
    assert settled.path == "/ask/send"

    settled.goes_to("go").answers(go="not-sure")
    assert settled.path == "/ask/who-comes"


@pytest.mark.parametrize("going", ["yes", "no", "not-sure"])
def test_there_are_as_many_questions_as_were_promised_whether_a_child_goes_or_not(settled, going):
    assert "Question 1 of 13" in settled.text

    settled.goes_to("go").answers(go=going)
    if going != "not-sure":
        assert "Question 9 of 13" in settled.text, "how to take part is the second step of the 9th"
        settled.misses_one()

    assert "Question 10 of 13" in settled.text


def test_two_tabs_keep_both_their_answers(settled):
    tab, other = settled, type(settled)(settled.client, road=settled.road)
    other.goes_to("school")

    tab.answers(home=["calm"])
    other.answers(school=["happy"])

    assert {"home", "school"} == _kept(settled)
    other.open("/check")
    assert "Calm" in other.text
    assert "Happy" in other.text


@pytest.fixture
def meanwhile(monkeypatch):
    """Let something happen elsewhere after a page was read and before it is written in."""

    def once(what) -> None:
        left, read_really = [what], asking.typed_in

        def read(form, question):
            while left:
                left.pop()()
            return read_really(form, question)

        monkeypatch.setattr(asking, "typed_in", read)

    return once


def test_a_first_answer_beside_another_first_answer_is_kept_with_it(settled, meanwhile):
    tab, other = settled, type(settled)(settled.client, road=settled.road)
    other.goes_to("school")
    meanwhile(lambda: tab.answers(home=["calm"]))

    other.answers(school=["happy"])

    assert {"home", "school"} == _kept(settled)
    assert len(settled.road.rows(Draft)) == 1


def test_an_answer_that_comes_while_everything_is_sent_is_not_kept_in_a_form_of_its_own(
    settled, meanwhile
):
    settled.answers_everything()
    tab, other = settled, type(settled)(settled.client, road=settled.road)
    other.goes_to("school")
    meanwhile(lambda: tab.open("/check").press("Send"))

    other.press("Next", school=["happy"])

    assert other.status == 409
    assert "You have sent this already" in other.text
    assert settled.road.rows(Draft) == []


def test_a_first_answer_that_comes_while_the_letter_is_replaced_asks_for_the_new_one(
    settled, meanwhile
):
    def replaced():
        with settled.road.store.begin() as transaction:
            transaction.get_one(Letter, settled.road.letter_id).revoked_at = NOW

    meanwhile(replaced)

    settled.press("Next", home=["calm"])

    assert "You were away for a while" in settled.text
    assert settled.road.rows(Draft) == []


def test_one_tap_chooses_every_topic_and_none_is_chosen_before(app, road):
    road.invited(version=Version.LONGER)
    child = Child(app.test_client(), road=road).settles_in()
    assert not child.page.select("main [checked]")

    child.tap("All of these")

    assert child.path == "/ask/home"
    assert len(child.open("/ask/topics").page.select("main [checked]")) == 7


def test_the_same_question_sent_twice_is_kept_once(settled):
    settled.answers(home=["calm"])
    settled.goes_to("home").answers(home=["happy"])

    assert _kept(settled) == {"home"}


def test_the_way_of_asking_can_be_changed_and_what_was_said_stays(settled):
    settled.answers(home=["calm"]).follow("Ask me another way").follow("With other questions")
    settled.press("Pictures About 6 minutes")

    assert settled.page.body["data-version"] == "pictures"
    settled.open("/check")
    assert "Calm" in settled.text


def test_every_way_of_asking_is_offered_by_name_and_none_by_age(settled):
    settled.follow("Ask me another way").follow("With other questions")

    names = [button.text.split()[0] for button in settled.page.select("main .pick")]
    assert names == ["Pictures", "Easy", "Short", "Longer", "Full"]
    assert "year" not in settled.text


@pytest.mark.parametrize("version", ["watching", "nonsense", ""])
def test_a_way_that_is_not_offered_is_refused(settled, version):
    settled.follow("Ask me another way").follow("With other questions")
    settled.page.select_one("[value=pictures]")["value"] = version

    assert settled.press("Pictures About 6 minutes").status == 400


def test_what_a_child_asked_for_before_stands_beside_the_question_about_last_time(app, sent):
    again = _next_review(sent)

    child = type(sent)(app.test_client(), road=again)
    child.comes_in().says_who().picks()
    child.goes_to("last-time")

    assert "You asked: A dog" in " ".join(child.text.split())


def test_without_the_pictures_nobody_learns_what_was_asked_for_before(app, sent):
    again = _next_review(sent)

    child = type(sent)(app.test_client(), road=again)
    child.comes_in().says_who().press("Go on without pictures")
    child.goes_to("last-time")

    assert "A dog" not in str(child.page)


def test_stepping_aside_brings_the_words_along(settled):
    settled.goes_to("worries")
    settled.page.select_one("[name=aside]")["value"] = "/help?back=/ask/worries"

    settled.press("Next", worries="The stairs are dark.")
    assert settled.heading == "Get help"

    settled.follow("Back")
    assert settled.page.textarea.text.strip() == "The stairs are dark."


def test_stepping_aside_without_a_word_misses_nothing(settled):
    settled.page.select_one("[name=aside]")["value"] = "/help"

    settled.press("Next")

    assert _kept(settled) == set()


@pytest.mark.parametrize("address", ["https://bad.example/", "//bad.example/hello", "/staff", "x"])
def test_stepping_aside_leads_to_no_page_but_a_childs(settled, address):
    settled.page.select_one("[name=aside]")["value"] = address

    assert settled.press("Next").path in {"/", "/hello"}


def _kept(child) -> set[str]:
    with child.road.store.look() as transaction:
        return set(transaction.scalars(select(DraftAnswer.question)))


def _next_review(child) -> Road:
    """Plan the same child’s next review, in autumn, and send a letter for it."""
    return next_review(child.road)


def test_a_sign_that_nobody_can_see_takes_no_word_with_it(settled):
    settled.goes_to("worries").answers(worries="The\0 stairs\x1b are\x0cdark.")
    settled.goes_to("worries")

    assert settled.page.textarea.text.removeprefix("\n") == "The stairs are\ndark."
