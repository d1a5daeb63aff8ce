"""Everything a child can read is gathered, and nothing that only staff read."""

import ast
import re

import pytest

from portal.translating import gathering
from portal.translating.gathering import FOR_STAFF, HERE, PAGES, PUBLIC, TEMPLATES, gathered
from tests.rules import tree

_SAID = re.compile(r"""(?:_|ngettext)\(\s*"((?:[^"\\]|\\.)*)\"""")
STAFFS_MODULES = frozenset(
    {
        "nav.py",
        "said.py",
        "signing_in.py",
        "signing_in_forms.py",
        "signing_in_pages.py",
        "totp.py",
        "voices/everything.py",
        "words.py",
    }
)


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


def test_every_module_that_says_something_says_it_to_children_or_to_staff():
    read = {*gathering.modules_of_children(), *gathering.modules_of("front")}

    undecided = [
        str(path)
        for path in tree.files(".py", under=("portal",))
        if _speaks(path)
        and (name := path.relative_to("portal").as_posix()) not in read | STAFFS_MODULES
        and name.split("/")[0] not in FOR_STAFF
    ]

    assert undecided == []


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


def _speaks(path) -> bool:
    return any(
        isinstance(node, ast.ImportFrom)
        and node.module == "flask_babel"
        and {alias.name for alias in node.names} & {"gettext", "lazy_gettext", "ngettext"}
        for node in ast.walk(tree.parsed(path))
    )
