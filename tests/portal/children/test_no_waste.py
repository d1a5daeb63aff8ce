"""What a child’s page does not do twice, however many answers were given before."""

import pytest

from feedback.store.sealing import PrivateKey


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


def test_a_question_opens_its_own_answer_and_what_decides_the_way(settled, opened):
    settled.answers_everything()
    opened.clear()

    settled.open("/ask/worries")

    assert sorted(opened) == ["draft_answer go", "draft_answer worries"]


@pytest.mark.parametrize("page", ["/hello", "/ask/home", "/check"])
def test_reading_a_page_again_sets_no_cookie_again(settled, page):
    settled.goes_to("home")
    settled.client.get(page)

    again = settled.client.get(page)

    assert again.status_code == 200
    assert "Set-Cookie" not in again.headers


def test_an_address_that_never_changes_is_built_once(settled, monkeypatch):
    settled.goes_to("home")
    built: list[str] = []
    monkeypatch.setattr("portal.addresses.url_for", lambda endpoint, **_: built.append(endpoint))

    settled.open("/ask/home")

    assert built == []
