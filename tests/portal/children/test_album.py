"""The album shows every page there is for a child: nothing is added without being looked at."""

from collections.abc import Iterator

import pytest
from flask import Flask

from portal.access import guard_of
from tests.rules import tree
from tests.tools.pictures.everything import walk
from tests.tools.pictures.tour import VERSIONS, Tour
from tests.tools.pictures.town import town

pytestmark = pytest.mark.one_database

TEMPLATES, PAGES = "portal/templates", ("portal/templates/children", "portal/templates/front")
FOR_A_CHILD = {"child", "anyone"}


@pytest.fixture(scope="module")
def walked() -> Iterator[Tour]:
    with town() as tour:
        walk(tour)
        yield tour


def test_every_page_for_a_child_is_in_the_album(walked):
    pages = {path.relative_to(TEMPLATES).as_posix() for path in tree.files(".html", under=PAGES)}

    assert pages - walked.album.templates == set(), "add a line to tests/tools/pictures/stops.py"


def test_every_address_that_shows_a_child_a_page_is_in_the_album(walked):
    for_a_child = {
        rule.endpoint: rule.rule
        for rule in walked.app.url_map.iter_rules()
        if "GET" in rule.methods
        and guard_of(walked.app.view_functions[rule.endpoint]) in FOR_A_CHILD
    }

    unseen = [rule for name, rule in for_a_child.items() if name not in walked.album.routes]

    assert [rule for rule in unseen if _is_a_page(walked.app, rule)] == []


@pytest.mark.parametrize("version", VERSIONS)
def test_every_version_is_in_the_album_from_hello_to_thank_you(walked, version):
    names = [shot.name for shot in walked.album.shots if shot.version == version]

    assert {"before-hello", "secret-pictures", "before-check", "after-sent"} <= set(names)
    assert len(names) == len(set(names))


def _is_a_page(app: Flask, address: str) -> bool:
    answer = app.test_client().get(address)
    return answer.status_code == 200 and answer.mimetype == "text/html"
