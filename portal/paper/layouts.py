"""How a form can be set for paper: plain, large, with pictures, or to be read out."""

from enum import StrEnum

from flask_babel import gettext as _


class Layout(StrEnum):
    """How a form is set: plain, in large print, with a picture to every idea, or read out."""

    PLAIN = "a4"
    LARGE = "large"
    EASY = "easy"
    PHONE = "phone"


PRINTED = (Layout.PLAIN, Layout.LARGE, Layout.EASY)
READ_OUT = "read out"
"""No domain is called that: what staff read out is in no other language than theirs."""

LINES = {Layout.PLAIN: 6, Layout.LARGE: 8, Layout.EASY: 6, Layout.PHONE: 4}
"""How many lines there are for words of one’s own."""

PEOPLE = {Layout.PLAIN: 4, Layout.LARGE: 2, Layout.EASY: 3, Layout.PHONE: 4}
"""How many people there is room for, one fewer in languages that need more room."""


def in_words() -> dict[Layout, str]:
    """Say each layout as somebody who wants one would."""
    return {
        Layout.PLAIN: _("Usual letters"),
        Layout.LARGE: _("Big letters"),
        Layout.EASY: _("With pictures"),
        Layout.PHONE: _("To ask by phone"),
    }
