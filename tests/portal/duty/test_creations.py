"""Duty sees and hears what nobody has opened in time, and nothing before."""

from datetime import timedelta

import pytest
import time_machine

from feedback.creations import Making
from feedback.store.models import SentViews
from tests.made import SPOKEN
from tests.portal.made_and_sent import ids_of, sent_to


@pytest.fixture
def clock(now):
    with time_machine.travel(now, tick=False) as clock:
        yield clock


@pytest.fixture
def mia(clock, store, keys, tmp_path):  # noqa: ARG001  the hour comes first
    return sent_to(None, store, keys, tmp_path)


def test_before_it_is_late_duty_hears_nothing(mia, duty_browser):
    voice = ids_of(mia)[Making.VOICE]

    assert duty_browser.open(f"/staff/duty/made/{voice}").status == 404


def test_once_it_is_late_duty_sees_and_hears_it_and_writes_nothing_down(mia, duty_browser, clock):
    clock.shift(timedelta(minutes=9))
    (views,) = mia.rows(SentViews)
    with mia.store.begin() as transaction:
        row = transaction.get_one(SentViews, views.id)
        row.sent_at -= timedelta(days=4)

    duty_browser.open(f"/staff/duty/views/{views.id}")

    assert duty_browser.page.select_one("img[alt='What the child drew']")
    assert "what they drew, said aloud or showed" in duty_browser.text
    assert not duty_browser.page.select("textarea")
    audio = duty_browser.client.get(duty_browser.page.select_one("audio")["src"])
    assert audio.data == SPOKEN.content


@pytest.mark.usefixtures("mia")
def test_what_is_not_there_is_not_found(duty_browser):
    nothing = "/staff/duty/made/00000000-0000-0000-0000-000000000001"

    assert duty_browser.open(nothing).status == 404
