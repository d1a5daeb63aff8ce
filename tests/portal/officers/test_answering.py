"""Answering what a child asked for, in words they can read and in their language."""

from uuid import uuid4

import pytest
from sqlalchemy import select

from feedback.store.models import Ask, Challenge, Interpretation, Outcome, SentViews
from tests.portal.officers.abroad import in_arabic, interpret
from tests.portal.officers.conftest import SAID

PLAIN = {"outcome": "done", "said": "There is a lock now."}


@pytest.fixture
def asks(store, ada):
    """What Ada asked for, in her order."""
    with store.look() as transaction:
        of_ada = select(Ask.id).join(SentViews).where(SentViews.review_id == ada)
        return list(transaction.scalars(of_ada.order_by(Ask.place)))


def answers(browser, review, ask, **said):
    """Fill in the form under one ask and press its button."""
    page = browser.open(f"/staff/reviews/{review}")
    prefix = f"ask-{ask.hex[:8]}-"
    token = page.page.select_one("input[name=csrf_token]")["value"]
    data = {f"{prefix}{name}": value for name, value in said.items()} | {"csrf_token": token}
    address = f"/staff/reviews/{review}/asks/{ask}"
    answered = browser.client.post(address, data=data, follow_redirects=True)
    return browser._read(answered)  # noqa: SLF001  several forms here share their button’s words


def told(store, ask):
    with store.look() as transaction:
        return transaction.scalar(select(Ask.outcome).where(Ask.id == ask))


def test_a_plain_answer_is_kept(officer_browser, store, ada, asks):
    page = answers(officer_browser, ada, asks[0], **PLAIN)

    assert told(store, asks[0]) is Outcome.DONE
    assert "There is a lock now." in page.text
    assert "1 ask waits." in page.text


@pytest.mark.parametrize(
    ("said", "mistake"),
    [
        ("Your placement is fine.", "Children are never shown the word “placement”."),
        (
            "We asked your carers and they said that you can have one when you are back in May.",
            "A sentence has 18 words where this child’s form has at most 15.",
        ),
        ("Unfortunately not.", "These words are long: Unfortunately."),
    ],
)
def test_words_too_hard_for_the_childs_form_come_back_with_what_is_hard(
    officer_browser, store, ada, asks, said, mistake
):
    page = answers(officer_browser, ada, asks[0], outcome="not-done", said=said)

    assert mistake in page.mistakes[0]
    assert said in page.text
    assert told(store, asks[0]) is None


def test_the_form_says_how_this_child_reads(officer_browser, ada):
    page = officer_browser.open(f"/staff/reviews/{ada}")

    assert "At most 15 words in a sentence." in page.text


def theme_of(store, ask):
    with store.look() as transaction:
        return transaction.scalar(select(Ask.theme).where(Ask.id == ask))


def test_a_theme_is_given_with_the_answer_and_stays_when_that_is_changed(
    officer_browser, store, ada, asks
):
    page = answers(officer_browser, ada, asks[0], **PLAIN, theme="home")

    assert "It is about: Where I live" in page.text
    short = asks[0].hex[:8]
    assert page.page.select_one(f"#theme-{short}-theme option[selected]")["value"] == "home"
    assert page.page.select_one(f"[name=ask-{short}-theme]")["value"] == "home"
    assert theme_of(store, asks[0]) == "home"


def test_without_a_theme_it_waits_on_a_list_and_gets_one_there(officer_browser, store, ada, asks):
    officer_browser.open("/staff/reviews").follow("Asked for, without a theme yet")
    assert "Everything your children asked for that was answered has a theme." in (
        officer_browser.text
    )
    answers(officer_browser, ada, asks[0], **PLAIN)

    page = officer_browser.open("/staff/reviews/without-a-theme")
    assert "1 thing asked for." in page.text
    page.follow("Ada")
    page.press("Keep the theme", **{f"theme-{asks[0].hex[:8]}-theme": "feeling-well"})

    assert "Kept for the year’s figures." in page.text
    assert theme_of(store, asks[0]) == "feeling-well"
    assert "1 thing" not in page.open("/staff/reviews/without-a-theme").text


@pytest.mark.parametrize("theme", ["", "something-changed"])
def test_no_theme_and_one_that_is_none_come_back_with_the_choice(
    officer_browser, store, ada, asks, theme
):
    page = answers(officer_browser, ada, asks[0], **PLAIN)

    page.press("Keep the theme", **{f"theme-{asks[0].hex[:8]}-theme": theme})

    assert page.mistakes[0].startswith("Choose ")
    assert theme_of(store, asks[0]) is None


def test_an_answer_with_what_is_no_theme_is_not_kept(officer_browser, store, ada, asks):
    page = answers(officer_browser, ada, asks[0], **PLAIN, theme="nothing-changed")

    assert page.mistakes == ["Choose a theme of the codebook."]
    assert told(store, asks[0]) is None


def test_the_theme_of_another_reviews_ask_is_not_there(officer_browser, ada, others):
    token = officer_browser.open(f"/staff/reviews/{ada}").page.select_one("[name=csrf_token]")
    data = {"csrf_token": token["value"]}

    for review in (ada, others):
        where = f"/staff/reviews/{review}/asks/{uuid4()}/theme"
        assert officer_browser.client.post(where, data=data).status_code == 404


@pytest.mark.parametrize("half", [{"theirs": "نعم"}, {"told_by": "Sam"}])
def test_half_a_version_or_telling_is_not_kept(officer_browser, store, ada, asks, half):
    answers(officer_browser, ada, asks[0], **PLAIN, **half)

    assert told(store, asks[0]) is None


@pytest.fixture
def abroad(store, ada):
    """The same child, who wrote in Arabic."""
    return in_arabic(store, ada)


def test_words_in_another_language_wait_and_their_version_stands_beside_them(
    officer_browser, store, ada, abroad
):
    page = officer_browser.open(f"/staff/reviews/{ada}")
    assert "These words are in Arabic." in page.text
    assert "Waits for an interpreter’s version" in page.text

    page = interpret(officer_browser, abroad)

    assert page.heading == "What Ada said"
    assert "In English, by Huda Salem on Monday 2 March 2026." in page.text
    assert "Please don’t tell <b>anyone</b> yet." in page.text
    beside = page.page.select_one(".piece figure:has(blockquote) + p").get_text(" ", strip=True)
    assert beside == "In English, by Huda Salem on Monday 2 March 2026: In English 0"
    assert "These words are in Arabic." not in page.text
    with store.look() as transaction:
        assert transaction.scalars(select(Interpretation.whole)).all() == [True]


@pytest.mark.parametrize(
    ("wrong", "mistake"),
    [
        ({"interpreter": ""}, "Say who put it into English."),
        ({"on": "2026-03-30"}, "The day lies between the day it was sent and today."),
        ({"on": ""}, "Say on which day."),
    ],
)
def test_a_version_without_name_or_day_comes_back_with_what_was_typed(
    officer_browser, store, abroad, wrong, mistake
):
    page = interpret(officer_browser, abroad, **wrong)

    assert page.mistakes == [mistake]
    assert "In English 1" in page.text
    with store.look() as transaction:
        assert transaction.scalars(select(Interpretation)).all() == []


def test_a_version_can_be_put_right(officer_browser, abroad):
    interpret(officer_browser, abroad)

    page = officer_browser.follow("Put the version right")

    assert page.page.select_one("textarea").get_text() == "In English 0"


def test_a_child_abroad_is_answered_in_their_language_or_in_person(
    officer_browser, store, ada, abroad, asks
):
    page = answers(officer_browser, ada, asks[0], **PLAIN)
    assert "This child reads another language." in page.mistakes[0]
    version = {"theirs": "يوجد قفل الآن", "interpreter": "Huda", "interpreted_on": "2026-03-03"}
    page = answers(officer_browser, ada, asks[0], **PLAIN, **version)
    assert page.mistakes == ["These words wait for an interpreter’s version."]

    interpret(officer_browser, abroad)
    page = answers(officer_browser, ada, asks[0], **PLAIN, **version)
    assert "يوجد قفل الآن" in page.text
    in_person = {"told_by": "Robin, with Huda", "told_on": "2026-03-03"}
    page = answers(officer_browser, ada, asks[1], **PLAIN, **in_person)

    assert "Robin, with Huda told you this on Tuesday 3 March 2026." in page.text
    assert told(store, asks[0]) is told(store, asks[1]) is Outcome.DONE


@pytest.mark.parametrize("page", ["words/{}/version", "asks/{}/alert", "alerts/{}"])
def test_what_is_not_there_or_anothers_is_not_found(officer_browser, page):
    nobody = "7a7ef654-8ec7-4ef3-9a40-0af5183c254f"

    assert officer_browser.open(f"/staff/reviews/{page.format(nobody)}").status == 404


def test_words_in_no_need_of_a_version_have_no_page_for_one(officer_browser, store, ada):
    with store.begin() as transaction:
        views = transaction.scalars(select(SentViews).where(SentViews.review_id == ada)).one()
        views.answers, key = None, views.id

    assert officer_browser.open(f"/staff/reviews/words/{key}/version").status == 404


def _raise(browser, ask, **more):
    said = {"level": "team-manager", "about": "It was promised.", "due_day": "2026-03-10"} | more
    return browser.open(f"/staff/reviews/asks/{ask}/alert").press("Raise the alert", **said)


def test_an_ask_is_taken_up_then_higher_and_settled(officer_browser, store, ada, asks):
    page = officer_browser.open(f"/staff/reviews/{ada}").follow("Take this up with somebody")
    assert "A lock on my door" in page.text

    page = _raise(officer_browser, asks[0])
    assert page.heading == "Taken up with others"
    assert "The team manager" in page.text
    page = page.follow("Ada Quill")
    assert "It was promised." in page.text

    page.press("Take it up", level="director", about="Still no lock.", due_day="2026-03-20")
    page = page.follow("Ada Quill")
    assert page.heading == "Taken up with: The director"
    page.press("Settle it", outcome="agreed", words="It is fitted.")

    assert "Nothing a child asked for is taken up" in page.text
    with store.look() as transaction:
        ended = transaction.scalars(select(Challenge.outcome).order_by(Challenge.due_day)).all()
    assert ended == ["taken-up", "agreed"]
    page = page.open(f"/staff/reviews/{ada}")
    assert "Taken up higher" in page.text
    assert "It was promised." in page.text


@pytest.mark.parametrize(
    ("wrong", "mistake"),
    [
        ({"about": ""}, "Say in a few words what you take up."),
        ({"due_day": "2026-03-02"}, "The day by which an answer is due should be still to come."),
        ({"level": ""}, "Choose with whom."),
    ],
)
def test_an_alert_says_with_whom_what_and_by_when(officer_browser, store, asks, wrong, mistake):
    page = _raise(officer_browser, asks[0], **wrong)

    assert page.mistakes == [mistake]
    with store.look() as transaction:
        assert transaction.scalars(select(Challenge)).all() == []


def test_an_alert_is_not_settled_or_taken_up_half(officer_browser, asks):
    page = _raise(officer_browser, asks[0]).follow("Ada Quill")
    page.press("Settle it", outcome="agreed", words=" ")
    assert page.mistakes == ["Say in a few words what came of it."]

    page.press("Take it up", level="director", about="Still no lock.", due_day="2026-03-02")
    assert page.mistakes == ["The day by which an answer is due should be still to come."]


def test_an_alert_overdue_says_so(officer_browser, store, asks):
    _raise(officer_browser, asks[0])
    with store.begin() as transaction:
        row = transaction.scalars(select(Challenge)).one()
        row.due_day = row.due_day.replace(day=2)

    page = officer_browser.open("/staff/reviews/alerts")
    assert "Overdue" in page.text
    assert "Overdue" in page.follow("Ada Quill").text


def test_the_words_a_child_sent_are_those_the_pages_show(officer_browser, ada):
    assert SAID["wishes"][0] in officer_browser.open(f"/staff/reviews/{ada}").text
