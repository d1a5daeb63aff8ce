"""What a child’s page does not do twice, however many answers were given before."""

import pytest

from feedback.store.sealing import PrivateKey
from portal import drawing


@pytest.fixture
def opened(monkeypatch) -> list[str]:
    """Every place that the letter’s key opens."""
    places: list[str] = []
    open_really = PrivateKey.open

    def noted(key, sealed, place):
        places.append(f"{place.table} {str(place.row).rpartition('/')[2]}")
        return open_really(key, sealed, place)

    monkeypatch.setattr(PrivateKey, "open", noted)
    return places


@pytest.mark.parametrize(
    ("page", "what_decides"), [("worries", []), ("who-comes", ["go"]), ("safe", [])]
)
def test_a_question_opens_its_own_answer_and_what_decides_the_way(
    settled, opened, page, what_decides
):
    settled.answers_everything()
    opened.clear()

    settled.open(f"/ask/{page}")

    assert sorted(opened) == sorted(f"draft_answer {name}" for name in (page, *what_decides))


@pytest.mark.parametrize("page", ["/hello", "/ask/home", "/check"])
def test_reading_a_page_again_sets_no_cookie_again(settled, page):
    settled.goes_to("home")
    settled.client.get(page)

    again = settled.client.get(page)

    assert again.status_code == 200
    assert "Set-Cookie" not in again.headers


@pytest.fixture
def kept(monkeypatch) -> list[str]:
    """Everything that is given to what is drawn once, and everything it draws."""
    seen: list[str] = []
    draw_really = drawing.drawn

    def noted(macro, words, root, *given):
        drawn = draw_really(macro, words, root, *given)
        seen.append(f"{given} {drawn}")
        return drawn

    monkeypatch.setattr(drawing, "drawn", noted)
    return seen


def test_a_question_that_nobody_answered_yet_is_drawn_once(settled):
    settled.open("/ask/home")
    before = drawing.drawn.cache_info().misses

    settled.open("/ask/home")

    assert drawing.drawn.cache_info().misses == before


def test_nothing_a_child_said_is_kept_with_what_is_drawn_once(settled, kept):
    settled.answers_everything(wishes=["a hedgehog"], worries="the hedgehog")

    settled.open("/ask/worries")
    assert "the hedgehog" in settled.page.text
    settled.open("/check").press("Send").open("/what-happened")
    assert "the hedgehog" in settled.page.text

    assert kept
    assert not [one for one in kept if "hedgehog" in one]


def test_an_address_that_never_changes_is_built_once(settled, monkeypatch):
    settled.goes_to("home")
    built: list[str] = []
    monkeypatch.setattr("portal.addresses.url_for", lambda endpoint, **_: built.append(endpoint))

    settled.open("/ask/home")

    assert built == []
