"""A child who reads no English taps their own language and asks for somebody who speaks it."""

import pytest
from sqlalchemy import select

from feedback.store.models import Draft, Letter, SentViews
from portal.languages import LANGUAGES, STRETCHED, TURNED
from tests.portal.children.walking import Child


def test_every_language_that_is_not_offered_can_be_tapped_by_its_own_name(mia):
    mia.comes_in()

    tapped = {button["value"]: button for button in mia.page.select("[name=interpreter]")}

    assert [*tapped] == [one.tag for one in LANGUAGES]
    for one in LANGUAGES:
        button = tapped[one.tag]
        assert (button.get_text(), button["lang"]) == (one.name, one.tag)
        assert button["dir"] == one.direction


def test_the_child_sees_that_it_was_asked_and_the_letter_knows(mia):
    mia.comes_in().press("ትግርኛ")

    assert "You asked for someone who speaks this." in mia.text
    assert letter(mia).interpreter == "ti"


def test_it_can_be_taken_back(mia):
    mia.comes_in().press("ትግርኛ").press("I do not need anyone")

    assert "You asked for someone" not in mia.text
    assert letter(mia).interpreter is None
    mia.open("/hello")
    assert "You asked for someone" not in mia.text


def test_it_is_still_there_the_next_time(mia):
    mia.comes_in().press("دری").leaves().comes_in()

    assert mia.page.select_one(".note bdi").get_text() == "دری"


def test_tapped_before_the_letter_is_open_it_is_passed_on_when_it_is(mia):
    mia.open("/").press("Soomaali")
    assert "We pass it on when you open your letter." in mia.text

    mia.comes_in()

    assert letter(mia).interpreter == "so"


def test_asking_for_an_interpreter_changes_no_language_chosen_before(mia):
    mia.speaks(TURNED.tag).comes_in()
    mia.client.post("/language", data=token(mia) | {"interpreter": "pl"})

    assert (letter(mia).reads, letter(mia).interpreter) == (TURNED.tag, "pl")


def test_a_language_chosen_once_is_read_again_the_next_time(mia):
    mia.speaks(STRETCHED.tag).comes_in()
    assert letter(mia).reads == STRETCHED.tag

    mia.leaves()
    assert mia.client.get("/").text.startswith('<!DOCTYPE html>\n<html lang="en-GB"')
    again = Child(mia.client, road=mia.road)
    again.comes_in()

    assert again.page.html["lang"] == STRETCHED.tag


def test_english_chosen_anew_stays_english(mia):
    mia.speaks(STRETCHED.tag).comes_in()
    mia.client.post("/language", data=token(mia) | {"language": "en-GB"})

    assert letter(mia).reads is None


@pytest.mark.parametrize("tag", ["xx", "en-XA", "prs ", "../ti"])
def test_an_interpreter_for_a_language_nobody_knows_is_refused_and_never_a_fault(mia, tag):
    mia.comes_in()

    refused = mia.client.post("/language", data=token(mia) | {"interpreter": tag})

    assert refused.status_code == 400
    assert letter(mia).interpreter is None


def test_what_is_sent_says_in_which_language_it_was_asked(mia):
    mia.speaks(STRETCHED.tag).settles_in().answers_everything()
    (draft,) = mia.road.rows(Draft)
    mia.press("Send")

    (views,) = mia.road.rows(SentViews)
    assert views.language == draft.language == STRETCHED.tag
    assert views.translation == draft.translation
    assert len(views.translation) == 64


def test_what_is_sent_in_english_says_so_even_where_an_interpreter_was_asked_for(mia):
    mia.comes_in().press("ትግርኛ").says_who().picks().tap("Start")
    mia.answers_everything().press("Send")

    (views,) = mia.road.rows(SentViews)
    assert (views.language, views.translation) == ("en", None)


def letter(child: Child) -> Letter:
    with child.road.store.look() as transaction:
        found = transaction.scalars(select(Letter)).one()
        transaction.expunge(found)
    return found


def token(child: Child) -> dict[str, str]:
    return {"csrf_token": child.page.select_one("[name=csrf_token]")["value"]}
