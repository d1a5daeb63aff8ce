"""Every sealed column: which key opens it, and where its values lie.

A test fails when a sealed column is not placed here, so none can be forgotten when the
service’s key is replaced, and none can hold a value that opens elsewhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, Table

from feedback.store.models import Base
from feedback.store.sealing import Place


class Opens(StrEnum):
    """Which key opens a value."""

    SERVICE = "service"
    LETTER = "letter"
    WEEK = "week"
    ERRAND = "errand"
    """The errand’s own key where it has one, else the service’s."""
    SECRET = "secret"  # noqa: S105  the word for a kind of key
    """A random key that lies elsewhere: in a cookie, a QR code, or sealed beside it."""


@dataclass(frozen=True, slots=True)
class SealedColumn:
    """One sealed column. ``row`` names the columns that say which row a value is bound to.

    ``lies_as`` is given where values move from one table to another as they are, and so are
    bound to a place they share.
    """

    table: str
    column: str
    opens: Opens
    row: tuple[str, ...] = ("id",)
    lies_as: tuple[str, str] | None = None

    @property
    def of(self) -> Table:
        """Return the table it is in."""
        return Base.metadata.tables[self.table]

    @property
    def value(self) -> Column[Any]:
        """Return the column itself."""
        return self.of.columns[self.column]

    def place(self, row: Mapping[Any, Any]) -> Place:
        """Say where the value of one row lies."""
        table, column = self.lies_as or (self.table, self.column)
        return Place(table, column, "/".join(str(row[name]) for name in self.row))


_SERVICE, _LETTER, _WEEK, _SECRET = Opens.SERVICE, Opens.LETTER, Opens.WEEK, Opens.SECRET
_CREATION, _LINK = ("creation", "content"), ("safeguarding_link", "link")

SEALED_COLUMNS = (
    SealedColumn("child", "named", _SERVICE),
    SealedColumn("child", "born", _SERVICE),
    SealedColumn("child", "header", _SERVICE),
    SealedColumn("episode", "row", _SERVICE),
    SealedColumn("record", "reason", _SERVICE),
    SealedColumn("indicator_entry", "reason", _SERVICE),
    SealedColumn("follow_up", "said", _SERVICE),
    SealedColumn("views", "answers", _SERVICE),
    SealedColumn("creation", "about", _SERVICE),
    SealedColumn("creation", "transcript", _SERVICE),
    SealedColumn("ask", "words", _SERVICE),
    SealedColumn("ask", "answer", _SERVICE),
    SealedColumn("interpretation", "words", _SERVICE),
    SealedColumn("challenge", "words", _SERVICE),
    SealedColumn("challenge", "ending", _SERVICE),
    SealedColumn("outcome_letter", "content", _SERVICE),
    SealedColumn("outside_reading", "reason", _SERVICE),
    SealedColumn("link_opening", "reason", _SERVICE),
    SealedColumn("link_opening", "remark", _SERVICE),
    SealedColumn("tray", "sheet", _SERVICE, ("key",)),
    SealedColumn("sheet", "words", _SERVICE),
    SealedColumn("quote", "words", _SERVICE),
    SealedColumn("quote", "remark", _SERVICE),
    SealedColumn("release", "counted", _SERVICE),
    SealedColumn("prepared_release", "counted", _SERVICE),
    SealedColumn("prepared_release", "solved", _SERVICE),
    SealedColumn("prepared_release", "reason", _SERVICE),
    SealedColumn("prepared_file", "content", _SERVICE),
    SealedColumn("audit", "reason", _SERVICE, ("place",)),
    SealedColumn("hold", "reason", _SERVICE),
    SealedColumn("errand_piece", "content", Opens.ERRAND),
    SealedColumn("draft_answer", "answer", _LETTER, ("draft_id", "question")),
    SealedColumn("draft_creation", "own", _LETTER, ("draft_id", "id")),
    SealedColumn("child_copy", "answers", _LETTER, ("views_id",)),
    SealedColumn("creation", "own", _LETTER),
    SealedColumn("card", "content", _LETTER, ("letter_id", "kind")),
    SealedColumn("tray", "link", _WEEK, ("week",), _LINK),
    SealedColumn("safeguarding_link", "link", _WEEK, ("week",), _LINK),
    SealedColumn("draft_creation", "content", _SECRET, ("id",), _CREATION),
    SealedColumn("creation", "content", _SECRET),
    SealedColumn("letter", "qr_wrapped", _SECRET),
    SealedColumn("child_session", "wrapped", _SECRET),
    SealedColumn("errand", "locked", _SECRET),
)
TO_SERVICE = tuple(one for one in SEALED_COLUMNS if one.opens in {_SERVICE, Opens.ERRAND})
"""What is sealed anew when the service’s key is replaced."""
