"""A drawing that a page points at is put into it, where nobody follows what it points at."""

import pytest

from portal.drawing import component
from portal.symbols import SPRITES, symbols, with_pictures

DRAWN = [(sprite, name) for sprite in SPRITES for name in symbols(sprite)]


def test_every_drawing_of_ours_is_put_in_with_its_lines(app):
    with app.test_request_context():
        pages = {
            name: str(component("components/picture.html", "picture", name)) for _, name in DRAWN
        }

    for sprite, name in DRAWN:
        drawn = with_pictures(pages[name])
        assert symbols(sprite)[name].lines in drawn, name
        assert "<use" not in drawn
        assert drawn.count("viewBox") == 1


@pytest.mark.parametrize(
    "left",
    [
        '<svg class="picture"><use href="/files/0/pictures/topics.svg#no-such-thing"/></svg>',
        '<svg class="picture"><use href="/files/0/pictures/icon.svg#house"/></svg>',
        '<svg><use href="/files/0/pictures/topics.svg#house"/></svg>',
        "<p>&lt;use href=&quot;/files/0/pictures/topics.svg#house&quot;/&gt;</p>",
    ],
)
def test_whatever_is_no_drawing_of_ours_stays_as_it_was(left):
    assert with_pictures(left) == left
