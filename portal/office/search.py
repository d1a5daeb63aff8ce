"""Finding a child in the list by what somebody remembers of their name or number."""

import unicodedata
from typing import TYPE_CHECKING

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import SearchField

from feedback.services.office_list import Line

if TYPE_CHECKING:
    from portal.office.caseload import Entry

_LONGEST = 100


class SearchForm(FlaskForm):  # type: ignore[misc]  # the library’s base is untyped to us
    """What to look for."""

    wanted = SearchField(
        _("Find a child"),
        description=_("A name, a child’s number or a letter number."),
        render_kw={"autocomplete": "off", "maxlength": _LONGEST},
    )


def wanted_words(typed: str) -> tuple[str, ...]:
    """Part what was typed into what must all be found."""
    return tuple(_plain(typed[:_LONGEST]).split())


def fits(entry: "Entry", words: tuple[str, ...]) -> bool:
    """Whether all of the words are in the child’s names or numbers, forgiving of accents."""
    line, name = entry.line, entry.name
    letter = line.letter_number if isinstance(line, Line) else None
    said = _plain(f"{name.full} {name.formal} {line.child_number} {letter or ''}")
    return all(word in said for word in words)


def _plain(text: str) -> str:
    spread = unicodedata.normalize("NFKD", text.replace("’", "'").casefold())
    return "".join(sign for sign in spread if not unicodedata.combining(sign))
