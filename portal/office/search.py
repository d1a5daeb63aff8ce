"""Finding a child in the list by what somebody remembers of their name or number."""

from typing import TYPE_CHECKING

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import SearchField

from feedback.services.office_list import Line
from portal.finding import LONGEST, holds_all

if TYPE_CHECKING:
    from portal.office.caseload import Entry


class SearchForm(FlaskForm):  # type: ignore[misc]  # the library’s base is untyped to us
    """What to look for."""

    wanted = SearchField(
        _("Find a child"),
        description=_("A name, a child’s number or a letter number."),
        render_kw={"autocomplete": "off", "maxlength": LONGEST},
    )


def fits(entry: "Entry", words: tuple[str, ...]) -> bool:
    """Whether all of the words are in the child’s names or numbers, forgiving of accents."""
    line, name = entry.line, entry.name
    letter = line.letter_number if isinstance(line, Line) else None
    return holds_all(f"{name.full} {name.formal} {line.child_number} {letter or ''}", words)
