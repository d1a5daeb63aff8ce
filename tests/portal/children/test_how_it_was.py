"""After the review: what changed since, whoever helps, whoever stayed away, early and late."""

from datetime import date

import pytest

from feedback.questionnaire import Version
from feedback.reading import measure
from feedback.soundness.words import LIMITS
from feedback.store.models import Letter, Outcome, Tray
from tests.portal.children.conftest import after_the_review
from tests.portal.children.later import answers_ask, reads
from tests.portal.children.walking import Child

CHILDRENS = [version for version in Version if version is not Version.WATCHING]
SHORT = LIMITS[Version.SHORT]


@pytest.fixture
def answered(sent):
    """Mia’s wish for a dog came true, and her review is over."""
    reads(sent.road)
    answers_ask(sent.road, Outcome.DONE)
    return after_the_review(sent)


def changed(child: Child, **facts) -> Child:
    """Let the letter know something else of the days after the review."""
    with child.road.store.begin() as transaction:
        letter = transaction.get_one(Letter, child.road.letter_id)
        for name, value in facts.items():
            setattr(letter, name, value)
    return child


def ours(child: Child) -> str:
    """What a page says, without what languages call themselves."""
    for tongues in child.page.select(".tongues"):
        tongues.decompose()
    return child.page.main.get_text("\n")


def test_before_saying_how_it_was_a_child_sees_what_came_of_what_they_asked_for(answered):
    answered.comes_back()
    assert answered.heading == "This is private"

    answered.follow("Start")

    assert answered.heading == "This is what happened"
    assert "A dog" in answered.text
    assert "Done It came on Monday." in answered.text
    assert answered.follow("Go on").path == "/ask/information"


def test_what_was_asked_for_waits_behind_the_pictures(answered):
    answered.leaves().comes_in().says_who().press("Go on without pictures")

    answered.follow("Start")

    assert answered.path == "/ask/information"
    assert "A dog" not in str(answered.open("/since").page)


def test_after_saying_how_it_was_the_letter_is_kept_for_what_it_can_show(answered):
    answered.comes_back().follow("Start").follow("Go on")

    answered.answers_everything().press("Send")

    assert "The same words and pictures show you what happened." in answered.text


def test_without_pictures_nobody_is_promised_what_the_letter_cannot_show(answered):
    answered.leaves().comes_in().says_who().press("Go on without pictures")

    answered.follow("Start").answers_everything().press("Send")

    assert "Did you ask for something? Your IRO can tell you what came of it." in answered.text
    assert "show you what happened" not in answered.text


def test_a_child_who_asked_for_nothing_goes_straight_to_the_questions(settled):
    settled.misses_everything().press("Send")

    after_the_review(settled).comes_back().follow("Start")

    assert settled.path == "/ask/information"
    assert settled.open("/since").path == "/ask/information"


def test_before_the_review_there_is_nothing_to_look_back_at(settled):
    assert settled.open("/since").path == "/ask/home"
    assert settled.leaves().open("/since").path == "/"


def test_without_a_form_there_is_nothing_to_look_back_at(mia):
    assert mia.comes_in().open("/since").path == "/hello"


@pytest.mark.parametrize("went", [False, None], ids=["away", "not-known"])
@pytest.mark.parametrize("version", CHILDRENS)
def test_every_version_is_walked_by_whoever_stayed_away_or_is_not_known_to_have_gone(
    app, road, version, went
):
    road.invited(version=version)
    child = after_the_review(Child(app.test_client(), road=road), went=went)

    child.comes_in().says_who().picks()
    said_away = "You were not there this time." in child.text
    child.tap("Start").answers_everything().press("Send")

    assert said_away is (went is False)
    assert child.heading == "Thank you"
    assert len(road.rows(Tray)) == 1


@pytest.mark.parametrize("version", CHILDRENS)
def test_with_a_helper_what_a_child_thinks_of_people_is_between_the_child_and_us(
    app, road, version
):
    road.invited(version=version)
    child = after_the_review(Child(app.test_client(), road=road))
    child.comes_in().says_who("Me, and someone helps me", "My carer").follow("It is me now")
    child.picks().tap("I will remember them").follow("Start")

    child.answers_everything(more="He shouts.")
    anchors, heading = list(child.asked), child.heading
    child.follow("It is me now").answers_everything(more="He shouts.")

    assert anchors == ["information", "space", "voice", "audience", "influence", "feedback"]
    assert heading == "The next questions are just for you"
    assert "shouts" not in str(child.page)
    assert "This one is private, so it is not shown here." in child.text
    assert "shouts" not in str(child.goes_to("more").page)


def test_who_writes_down_what_a_child_says_may_write_down_their_own_words(mia):
    after_the_review(mia).comes_in().says_who("Someone writes what I say", "My carer")
    mia.follow("It is me now").picks().tap("I will remember them").follow("Start")

    mia.answers_everything().follow("It is me now").answers_everything(more="It was long.")

    assert "It was long." in mia.text
    assert mia.text.count("This one is private, so it is not shown here.") == 4


def test_where_nothing_is_private_no_helper_is_told_to_look_away(app, road):
    road.invited(version=Version.PICTURES)
    child = after_the_review(Child(app.test_client(), road=road))
    child.comes_in().says_who("Someone writes what I say", "My carer").follow("It is me now")

    child.picks().tap("I will remember them")

    assert child.heading == "This is private"
    assert "look away" not in child.text
    assert child.open("/just-you").follow("It is me now").path == "/check"


def test_after_sending_a_child_reads_what_happens_next_and_no_receipt(afterwards):
    afterwards.settles_in().misses_everything().press("Send")

    assert "Nobody who works with you sees which answers are yours." in afterwards.text
    assert "receipt" not in afterwards.text.lower()


def test_a_child_who_comes_between_review_and_questions_reads_from_when_they_are_open(sent):
    after_the_review(sent)
    changed(sent, evaluation_from=date(2026, 3, 9))

    sent.open("/hello")

    assert "Your review was on:" in sent.text
    assert "From Monday 9 March 2026 the same words open it." in sent.text


def test_a_child_who_sent_nothing_reads_it_too(mia):
    after_the_review(mia).comes_in()
    changed(mia, evaluation_from=date(2026, 3, 9))

    mia.open("/hello")

    assert "What you think still counts." in mia.text
    assert "From Monday 9 March 2026 the same words open it." in mia.text


def test_a_child_who_comes_too_late_is_told_kindly_and_not_that_the_review_has_just_begun(mia):
    after_the_review(mia).comes_in()
    changed(mia, evaluation_until=date(2026, 3, 2))

    mia.open("/hello")

    assert "That is closed now. That is OK." in mia.text
    assert "has started" not in mia.text
    assert not mia.page.select("main [name=who]")


def test_a_child_who_used_it_is_thanked_for_as_long_as_the_letter_opens(afterwards):
    afterwards.settles_in().misses_everything().press("Send")
    changed(afterwards, evaluation_until=date(2026, 3, 2))

    assert "You told us how your review was. Thank you." in afterwards.open("/hello").text


def test_what_is_watched_and_written_by_an_adult_asks_nothing_afterwards(app, road):
    road.invited(version=Version.WATCHING)
    child = after_the_review(Child(app.test_client(), road=road)).comes_in()

    for facts in ({"evaluation_from": date(2026, 3, 9)}, {"evaluation_until": date(2026, 3, 2)}):
        changed(child, **facts).open("/hello")

        assert "tell us how" not in child.text


def test_these_pages_can_be_read_by_a_child_of_eight(answered):
    pages = [ours(answered.comes_back()), ours(answered.follow("Start"))]
    pages.append(ours(answered.open("/next").answers_everything().press("Send")))
    over = changed(answered, evaluation_used=False, evaluation_until=date(2026, 3, 2))
    pages.append(ours(over.open("/hello")))

    assert all(measure([page]).grade <= SHORT.grade for page in pages)
