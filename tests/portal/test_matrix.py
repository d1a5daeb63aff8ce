"""Every page and every button, as everybody, beside the table of what was promised to whom."""

import pytest
from sqlalchemy import select
from werkzeug.routing import Map, Rule

from feedback.services import read_review
from feedback.store.models import Child
from portal.access import may
from tests.tools.matrix.__main__ import unguarded
from tests.tools.matrix.council import council
from tests.tools.matrix.table import VISITORS, read_table
from tests.tools.matrix.things import sign
from tests.tools.matrix.walking import cases, walk

pytestmark = [pytest.mark.one_database, pytest.mark.long]

TABLE = read_table()


@pytest.fixture(scope="module")
def town():
    with council() as town:
        yield town


def walked(town, *routes):
    return walk(town, [case for one in routes for case in cases(town, TABLE, only=one)], TABLE)


def test_a_new_page_without_a_place_in_the_table_is_found():
    new = Map([Rule("/staff/gossip", endpoint="gossip", methods=["GET"])])

    assert "GET /staff/gossip" in TABLE.misplaced(new)[0]


def test_everybody_gets_what_they_were_promised_everywhere_and_nothing_more(town):
    whole = walk(town, cases(town, TABLE), TABLE)

    assert [str(one) for one in whole.wrong] == []
    assert whole.never_opened == ()
    assert whole.count > len(VISITORS) * 200
    promised = {(who, whose) for who, words in TABLE.words.items() for whose in words}
    assert promised <= whole.met, "whoever may read somebody’s words has met them somewhere"


def test_a_button_that_nobody_walks_whom_it_serves_is_found(town):
    asked = cases(town, TABLE, only="POST /staff/log/choose")

    whole = walk(town, [case for case in asked if case.visitor != "auditor"], TABLE)

    assert (whole.wrong, whole.never_opened) == ([], ("POST /staff/log/choose",))


def test_a_page_without_its_guard_is_found(town):
    assert unguarded(town, TABLE) == len(VISITORS) - 1

    assert walked(town, "GET /staff/service").wrong == []


def test_a_permission_given_to_one_more_duty_is_found(town, monkeypatch):
    pages = town.app.view_functions
    page = "duty.comments"
    monkeypatch.setitem(pages, page, may("agree-quotes")(pages[page].__wrapped__))

    wrong = walked(town, "GET /staff/duty/comments").wrong

    assert {one.case.visitor for one in wrong} == {"participation"}
    assert any("words" in one.how for one in wrong)


def test_an_officer_who_is_not_asked_whose_child_it_is_is_found(town, monkeypatch):
    def everybodys(_staff_id, *, today):  # noqa: ARG001  as it is called
        return select(Child.id)

    monkeypatch.setattr(read_review, "children_of", everybodys)

    wrong = walked(town, "GET /staff/reviews/<uuid:review_id>").wrong

    found = {(one.case.visitor, one.case.thing) for one in wrong}
    assert {("officer", "others"), ("officer", "former"), ("officer", "uncovered")} <= found


def test_a_childs_words_on_a_page_of_the_office_are_found_though_the_office_may_open_it(
    town, monkeypatch
):
    page = may("keep-caseload")(lambda: f"The child said {sign('own')}.")
    monkeypatch.setitem(town.app.view_functions, "office.caseload", page)

    (wrong,) = walked(town, "GET /staff/office").wrong

    assert wrong.case.visitor == "office"
    assert "words" in wrong.how
    assert sign("own") not in str(wrong)
