"""A made-up child walks the form before the doors open, and nothing of it stays."""

import pytest
from sqlalchemy import func, select

from feedback.store.models import Base, Installation
from portal import walk_first
from portal.drawing import drawn


@pytest.fixture
def rows(store):
    """Count what lies in the installation."""

    def count():
        with store.look() as transaction:
            counts = {
                table.name: transaction.scalar(select(func.count()).select_from(table))
                for table in Base.metadata.sorted_tables
            }
        return {name: number for name, number in counts.items() if number}

    return count


def test_it_walks_from_the_letter_to_the_thank_you(app):
    assert walk_first.walk_first(app) == "/sent"
    assert drawn.cache_info().currsize > 20


def test_nothing_of_it_reaches_the_installation(app, rows, settings):
    before, files = rows(), sorted(settings.instance.rglob("*"))

    walk_first.walk_first(app)

    assert rows() == before
    assert sorted(settings.instance.rglob("*")) == files
    assert app.config["HEARD"] is settings
    assert "Made-up data" not in app.test_client().get("/").text


def test_what_is_drawn_on_it_says_what_is_true_of_the_installation(app, store):
    with store.begin() as transaction:
        transaction.add(Installation(id=1, made_up=True))

    walk_first.walk_first(app)

    assert "Made-up data" in app.test_client().get("/").text


def test_what_goes_wrong_on_it_is_logged_and_keeps_no_door_shut(app, monkeypatch, caplog):
    monkeypatch.setattr(walk_first, "_plant", lambda _app: 1 / 0)

    ended = walk_first.walk_first(app)

    assert ended == ""
    assert "walk failed: ZeroDivisionError" in caplog.text
    assert app.test_client().get("/").status_code == 200
