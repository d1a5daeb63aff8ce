"""How much a page may weigh, and how often it may ask the database."""

import gzip
import re

import pytest

from feedback.catalogue import load_catalogue
from feedback.questionnaire import Stage, Version
from tests.portal.children.conftest import after_the_review
from tests.portal.children.walking import Child

PAGE, FIRST_VISIT, SCRIPTS = 10_000, 50_000, 15_000
QUERIES = 4


@pytest.mark.parametrize("version", [v for v in Version if v is not Version.WATCHING])
def test_no_question_page_weighs_or_asks_more_than_it_may(app, road, version, queries):
    """How much it weighs in longer words, and filled in, the walk past every page tells."""
    road.invited(version=version)
    child = Child(app.test_client(), road=road).settles_in()
    met = _look_at_each_question(child, queries)

    after_the_review(child).leaves().comes_in()
    assert _weight(child.client.get("/hello").data) <= PAGE
    child.says_who().picks().follow("Start")
    met |= _look_at_each_question(child, queries)

    stages = (Stage.CONSULTATION, Stage.EVALUATION)
    assert len(met) > sum(len(load_catalogue().find(one, version).questions) for one in stages) / 2


def _look_at_each_question(child: Child, queries) -> set[str]:
    met = set()
    while "/ask/" in child.path:
        with queries() as asked:
            page = child.client.get(child.path)
        assert _weight(page.data) <= PAGE
        assert len(asked) <= QUERIES
        met.add(child.path)
        child.misses_one()
    return met


def test_a_first_visit_with_all_that_belongs_to_it_weighs_at_most_fifty_kilobytes(mia):
    page = mia.client.get("/").text
    parts = set(re.findall(r'(?:href|src)="(/(?:style|files)/[^"#]+)', page))

    whole = _weight(page.encode()) + sum(_weight(mia.client.get(part).data) for part in parts)

    assert parts
    assert whole <= FIRST_VISIT


def test_the_scripts_of_a_question_page_are_small_and_may_be_missing(settled):
    scripts = [script["src"] for script in settled.page.select("script")]

    assert sum(_weight(settled.client.get(script).data) for script in scripts) <= SCRIPTS


@pytest.mark.parametrize("page", ["/ask/home", "/ask/last-time", "/ask/only-iro"])
def test_a_question_asks_the_database_at_most_four_times(settled, queries, page):
    settled.goes_to("home")

    with queries() as asked:
        settled.open(page)

    assert len(asked) <= QUERIES


def test_an_answer_is_kept_with_at_most_four_questions_to_the_database(settled, queries):
    settled.goes_to("school")
    token = settled.page.select_one("main [name=csrf_token]")["value"]

    with queries() as asked:
        settled.client.post("/ask/school", data={"csrf_token": token, "school": ["calm"]})

    assert len(asked) <= QUERIES


def test_children_never_meet_the_staffs_way_of_signing_in(settled, queries):
    with queries() as asked:
        settled.goes_to("home")

    assert not [statement for statement in asked if "staff" in statement]


def test_no_page_asks_anything_of_anybody_else(settled):
    for page in ("/", "/hello", "/ask/home", "/check", "/help", "/look"):
        settled.open(page)
        parts = settled.page.select("[src], link[href], use[href]")
        assert all((part.get("src") or part["href"]).startswith("/") for part in parts)


def _weight(content: bytes) -> int:
    return len(gzip.compress(content))
