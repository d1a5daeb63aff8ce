"""Everything a child can read is gathered, and nothing that only staff read."""

import re

import grimp
import pytest

from portal.translating import gathering
from portal.translating.gathering import (
    FOR_STAFF,
    HERE,
    PAGES,
    PUBLIC,
    STAFFS,
    TEMPLATES,
    gathered,
)

_SAID = re.compile(r"""(?:_|ngettext)\(\s*"((?:[^"\\]|\\.)*)\"""")


@pytest.mark.parametrize("name", gathering.templates_of_children())
def test_every_sentence_of_a_childs_template_is_there_to_be_translated(name):
    english = {phrase.english for phrase in gathered()[PAGES]}

    said = _SAID.findall((TEMPLATES / name).read_text("utf-8"))

    assert [sentence for sentence in said if sentence not in english] == []


def test_every_template_outside_the_staffs_folders_is_read():
    read = set(gathering.templates_of_children())
    read |= set(gathering.templates_of("front"))
    there = {path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html")}
    shared = {name for name in there if name.startswith(("components/", "layouts/"))}

    left = {name for name in there - shared - read if name.split("/")[0] not in FOR_STAFF}

    assert left == set()


def test_what_only_staff_read_is_not_asked_of_translators():
    english = {phrase.english for phrase in gathered()[PAGES]}

    assert "Next" in english
    assert not english & {"Caseload", "Sign out", "Duty list", "Your pages"}


def test_every_module_that_says_something_is_the_staffs_or_is_read():
    read = {*gathering.modules_of_children(), *gathering.modules_of("front")}

    assert {"children/asking.py", "dates.py", "forms.py", "mishaps.py"} <= read
    assert not read & STAFFS
    assert not [name for name in STAFFS if not (HERE / name).exists()]


def test_no_module_that_is_read_is_out_of_reach_of_the_childrens_side():
    imports = grimp.build_graph("portal")
    reached = imports.find_upstream_modules("portal.mishaps")
    for side in ("portal.children", "portal.front"):
        reached |= imports.find_upstream_modules(side, as_package=True)
    sides = ("children/", "front/")

    shared = [name for name in gathering.modules_of_children() if not name.startswith(sides)]

    named = {name: f"portal.{name.removesuffix('.py').replace('/', '.')}" for name in shared}
    assert [name for name in shared if named[name] not in {*reached, "portal.mishaps"}] == []


def test_public_pages_are_a_whole_of_their_own_and_repeat_nothing():
    pages, public = ({one.key for one in gathered()[domain]} for domain in (PAGES, PUBLIC))

    assert public
    assert not pages & public


def test_every_phrase_says_where_it_stands():
    silent = [
        phrase.english for phrases in gathered().values() for phrase in phrases if not phrase.notes
    ]

    assert silent == []
    assert (HERE / "children").is_dir()
