"""A participation officer has every sentence accepted by somebody who is fit to judge."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from feedback.council import Council
from feedback.glossary import Glossary
from feedback.services import translate
from feedback.store.audit import Actor
from feedback.store.models import AuditRow, Duty, Step, TranslationStep
from portal.settings import Settings
from portal.translating import compiled, compiling
from portal.translating.compiled import numbers_of
from portal.translating.gathering import PAGES, PUBLIC, gathered
from tests.people import StaffBrowser, enrolled, signed_in
from tests.road import NOW

SHORT = "consultation.short"
WORDS = Glossary("adolygiad", "cyfarfod", "SAA", "gweithiwr cymdeithasol", "cartref")
GOING = next(one for one in gathered()[SHORT] if "{review}" in one.english)
LINE = f"/staff/languages/gu/{SHORT}/{GOING.key[:16]}"
REVIEWER = {"person": "Asha Patel", "qualification": "Diploma in Public Service Interpreting"}
WRITER = {"person": "Bina Shah", "qualification": ""}
TEXT = "{review} ગુજરાતી"


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=True) as clock:
        yield clock


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, council=Council(glossaries=(("gu", WORDS),)))


@pytest.fixture
def pat(insight_browser: StaffBrowser) -> StaffBrowser:
    return insight_browser


@pytest.fixture
def quinn(app: Flask) -> StaffBrowser:
    """Another participation officer, at whose desk what others wrote is accepted."""
    return signed_in(app, enrolled(app, Duty.PARTICIPATION, name="Quinn Participation"))


def steps(store) -> list[tuple[str, str]]:
    with store.look() as transaction:
        wanted = select(TranslationStep).order_by(TranslationStep.at)
        return [(one.step, one.person) for one in transaction.scalars(wanted)]


def test_a_list_of_languages_names_no_phrase_anew_for_each_of_them(pat, monkeypatch):
    pat.open("/staff/languages")
    monkeypatch.setattr("feedback.phrases.hashlib", None)  # whoever names one now fails

    answer = pat.open("/staff/languages")

    assert answer.status == 200


@pytest.mark.parametrize("page", ["/staff/languages", "/staff/languages/ar", LINE])
def test_only_participation_officers_review(officer_browser, office_browser, duty_browser, page):
    for other in (officer_browser, office_browser, duty_browser):
        assert other.open(page).status == 403


def test_every_language_of_the_table_is_listed_with_how_far_it_is(pat):
    pat.open("/staff/languages")

    assert "Gujarati" in pat.text
    assert "0 of" in pat.text


@pytest.mark.parametrize(
    "page",
    [
        "/staff/languages/xx",
        "/staff/languages/en-GB",
        "/staff/languages/en-XA",
        "/staff/languages/ar/nothing",
        f"/staff/languages/ar/{SHORT}/0000000000000000",
        f"/staff/languages/xx/{SHORT}/{GOING.key[:16]}",
    ],
)
def test_a_language_a_form_or_a_sentence_that_is_not_there_is_not_found(pat, page):
    assert pat.open(page).status == 404


def test_a_sentence_shows_its_english_where_it_stands_and_its_direction(pat):
    pat.open(LINE.replace("/gu/", "/ar/"))

    assert GOING.english in pat.text
    assert GOING.notes[0] in pat.text
    box = pat.page.select_one("textarea")
    assert (box["lang"], box["dir"]) == ("ar", "rtl")


def test_one_writes_and_a_second_person_accepts_and_who_when_and_why_is_kept(pat, quinn, store):
    pat.open(LINE).press("Keep my correction", text=TEXT, **WRITER)
    assert "Somebody else must accept it." in pat.page.get_text(" ")

    quinn.open(LINE).press("Accept this text", text=TEXT, **REVIEWER)

    assert steps(store) == [(Step.DRAFTED, "Bina Shah"), (Step.ACCEPTED, "Asha Patel")]
    pat.open(LINE)
    assert "Accepted by Asha Patel on Tuesday 3 March 2026." in pat.text
    assert "Signed in: Quinn Participation." in pat.text
    with store.look() as transaction:
        acts = set(transaction.scalars(select(AuditRow.act).order_by(AuditRow.place)))
    assert {"drafted-translation", "accepted-translation"} <= acts


def test_nobody_accepts_their_own_text(pat, quinn, store):
    pat.open(LINE).press("Keep my correction", text=TEXT, **WRITER)

    own = WRITER | {"qualification": "I speak it."}
    quinn.open(LINE).press("Accept this text", text=TEXT, **own)

    assert quinn.mistakes == ["Bina Shah wrote this, so somebody else must accept it."]
    assert steps(store) == [(Step.DRAFTED, "Bina Shah")]


def test_nobody_accepts_at_the_desk_at_which_it_was_written_whatever_name_is_typed(pat, store):
    pat.open(LINE).press("Keep my correction", text=TEXT, **WRITER)

    pat.open(LINE)
    assert "You were signed in when this text was written." in pat.text
    assert "Accept this text" not in pat.text
    pat.press("Keep my correction", do="accept", text=TEXT, **REVIEWER)

    (told,) = pat.mistakes
    assert told.startswith("You were signed in when this was written")
    assert steps(store) == [(Step.DRAFTED, "Bina Shah")]


def test_an_accepted_text_that_was_typed_over_is_a_new_text_and_not_accepted(pat, quinn, store):
    pat.open(LINE).press("Keep my correction", text=TEXT, **WRITER)

    quinn.open(LINE).press("Accept this text", text=f"{TEXT}!", **REVIEWER)

    assert [step for step, _ in steps(store)] == [Step.DRAFTED, Step.DRAFTED]


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("ગુજરાતી", "{review} is missing: keep it as it is in the English."),
        ("", "A translation cannot be blank."),
        ("{review} {home}", "{home} is not in the English: take it out."),
    ],
)
def test_what_breaks_a_sentence_is_refused_in_one_sentence_and_given_back(pat, store, typed, why):
    pat.open(LINE).press("Keep my correction", text=typed, **WRITER)

    assert pat.mistakes == [why]
    assert pat.page.select_one("textarea").get_text().strip() == typed
    assert steps(store) == []


def test_leaving_one_leads_to_the_next_that_is_left_and_changes_nothing(pat, store):
    pat.open(LINE).press("Leave it for now")

    assert pat.path != LINE
    assert pat.path.startswith(f"/staff/languages/gu/{SHORT}/")
    assert steps(store) == []


def test_who_reviews_is_typed_once(pat):
    pat.open(LINE).press("Keep my correction", text=TEXT, **REVIEWER)

    assert pat.page.select_one("[name=person]")["value"] == "Asha Patel"
    assert pat.page.select_one("[name=qualification]")["value"].startswith("Diploma")


def test_a_sentence_with_numbers_has_a_box_for_each_form_its_language_has(pat):
    counted = next(one for one in gathered()[PAGES] if one.plural)

    pat.open(f"/staff/languages/ar/{PAGES}/{counted.key[:16]}")

    assert len(pat.page.select("textarea")) == numbers_of("ar") == 6


def test_what_is_left_what_is_stale_and_all_can_be_listed(pat, quinn):
    pat.open(LINE).press("Keep my correction", text=TEXT, **WRITER)
    quinn.open(LINE).press("Accept this text", text=TEXT, **REVIEWER)
    total = len(gathered()[SHORT])

    pat.open(f"/staff/languages/gu/{SHORT}")
    assert f"1 of {total} sentences are accepted." in pat.text
    assert GOING.english not in pat.text

    assert GOING.english in pat.open(f"/staff/languages/gu/{SHORT}?show=all").text
    assert "Nothing here." in pat.open(f"/staff/languages/gu/{SHORT}?show=stale").text
    assert pat.open(f"/staff/languages/gu/{SHORT}?show=xx").status == 200


def test_a_form_is_offered_to_children_when_its_last_sentence_was_accepted(
    app: Flask, pat, quinn, store, settings
):
    accept_all_but_one(app, store, quinn)
    compiling.compile_whole(store, settings.instance / compiled.FOLDER)
    pat.open("/staff/languages/gu")
    assert "Offered" not in [tag.get_text() for tag in pat.page.select(".tag--good")]

    pat.open(LINE).press("Keep my correction", text=TEXT, **WRITER)
    quinn.open(LINE).press("Accept this text", text=TEXT, **REVIEWER)
    compiling.compile_whole(store, settings.instance / compiled.FOLDER)

    child = app.test_client()
    page = child.get("/").text
    assert 'name="language" value="gu" lang="gu"' in page
    pat.open("/staff/languages/gu")
    assert len(pat.page.select(".tag--good")) == 3


def test_corrected_again_it_is_offered_no_longer(app: Flask, pat, quinn, store, settings):
    folder = settings.instance / compiled.FOLDER
    accept_all_but_one(app, store, quinn)
    pat.open(LINE).press("Keep my correction", text=TEXT, **WRITER)
    quinn.open(LINE).press("Accept this text", text=TEXT, **REVIEWER)
    assert ("gu", SHORT) in compiling.compile_whole(store, folder)

    pat.open(LINE).press("Keep my correction", text=f"{TEXT}.", **REVIEWER)

    assert ("gu", SHORT) not in compiling.compile_whole(store, folder)


def accept_all_but_one(app: Flask, store, at: StaffBrowser) -> None:
    """Accept the pages, the public pages and the Short form but for one sentence."""
    keys, book = app.extensions["heard.keys"], None
    with store.begin() as transaction:
        by = translate.Reviewer("Asha", "DPSI", Actor(str(at.staff_id), "x"), keys, NOW)
        forms = numbers_of("gu")
        for domain in (PAGES, PUBLIC, SHORT):
            for phrase in gathered()[domain]:
                if phrase.key != GOING.key:
                    said = (phrase.plural,) * forms if phrase.plural else (phrase.english,)
                    drafts = {phrase.key: translate.Draft(said, "a machine")}
                    book = translate.Book("gu", {}, drafts)
                    translate.accept(transaction, book, (phrase, said), by=by)
