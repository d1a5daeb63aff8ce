"""What may stand nowhere in the tree: loose ends, one machine’s paths, and where packages live."""

import pytest

from tests.rules import tree

_LOOSE_ENDS = ("TO" + "DO", "FIX" + "ME", "XX" + "X", "Not" + "ImplementedError")
_NOT_TESTED = ("pragma: " + "no cover", "mark." + "skip", "mark." + "xfail", "pytest." + "xfail")
_MACHINES = ("/wo" + "rk/", "/fa" + "rm/", "/ro" + "ot/", "/ho" + "me/", "/Us" + "ers/")
_HOSTS = ("py" + "pi.org", "python" + "hosted.org", "npm" + "js.org", "index" + "-url")

_WRITTEN = (".py", ".html", ".css", ".js", ".toml", ".md", ".txt", ".in", ".mako", ".sh", "")
_AT_THE_TOP = tuple(path for path in ("Makefile", "pyproject.toml", "README.md", "CHANGELOG.md"))


def everything():
    top = [tree.ROOT / name for name in _AT_THE_TOP]
    return [*tree.files(*_WRITTEN), *(path.relative_to(tree.ROOT) for path in top)]


@pytest.mark.parametrize("words", [_LOOSE_ENDS, _NOT_TESTED, _MACHINES, _HOSTS])
def test_nothing_is_left_loose_untested_or_tied_to_one_machine(words):
    found = [
        f"{path}: {word}" for path in everything() for word in words if word in tree.text(path)
    ]

    assert not found, "\n".join(found)
