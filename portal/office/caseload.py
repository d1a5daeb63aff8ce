"""The office’s first page: reviews to come, whose letter is out, and who needs a date.

A search is a POST, because a child’s name has no place in an address.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil
from typing import Any
from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from feedback.services import office_list
from feedback.services.letter_desk import AT_ONCE
from feedback.services.office_list import Line, Part, Show, Undated
from portal import words
from portal.access import may
from portal.finding import wanted_words
from portal.names import Name, name_of
from portal.office import bp
from portal.office.batch_form import BatchForm
from portal.office.desk import moment, permit
from portal.office.search import SearchForm, fits
from portal.storage import store, today

ON_A_PAGE = 100
NEEDS_A_DATE = "needs-a-date"
_LISTS = (Show.TO_COME, Show.DUE, Show.INVITED, NEEDS_A_DATE)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list with the child’s name opened."""

    line: Line | Undated
    name: Name


@dataclass(frozen=True, slots=True)
class Leaf:
    """Which page of a long list this is."""

    number: int
    of: int


@bp.get("")
@may("keep-caseload")
def caseload() -> ResponseReturnValue:
    """Show one of the lists, a page at a time."""
    asked = request.args.get("show", "")
    show = asked if asked in _LISTS else Show.TO_COME
    size = AT_ONCE if show == Show.DUE else ON_A_PAGE
    with store().look() as transaction:
        counts = office_list.counts(transaction, at=moment())
        leaf = _leaf(getattr(counts, show.replace("-", "_")), size)
        part = Part((leaf.number - 1) * size, size)
        if show == NEEDS_A_DATE:
            found: tuple[Line | Undated, ...] = office_list.undated(
                transaction, at=moment(), part=part
            )
        else:
            found = office_list.lines(transaction, Show(show), at=moment(), part=part)
    return _page(show, entries=_named(found), counts=counts, leaf=leaf, search=SearchForm())


@bp.post("/search")
@may("keep-caseload")
def search() -> ResponseReturnValue:
    """Find children by a name, a child’s number or a letter’s number."""
    form = SearchForm()
    sought = wanted_words(form.wanted.data or "")
    with store().look() as transaction:
        counts = office_list.counts(transaction, at=moment())
        lines = office_list.lines(transaction, Show.ANY, at=moment()) if sought else ()
        undated = office_list.undated(transaction, at=moment()) if sought else ()
    found = [entry for entry in _named((*lines, *undated)) if fits(entry, sought)]
    return _page(
        "found",
        entries=[one for one in found if isinstance(one.line, Line)][:ON_A_PAGE],
        undated=[one for one in found if isinstance(one.line, Undated)][:ON_A_PAGE],
        counts=counts,
        leaf=Leaf(1, 1),
        search=form,
        too_many=len(found) > ON_A_PAGE,
    )


def _page(show: str, **what: Any) -> str:  # noqa: ANN401  what the template reads
    usual = {"undated": [], "too_many": False, "words": words, "batch": BatchForm()}
    return render_template(
        "office/caseload.html", show=show, today=today(), form=FlaskForm(), **(usual | what)
    )


def _leaf(length: int, size: int) -> Leaf:
    of = max(1, ceil(length / size))
    return Leaf(min(max(1, request.args.get("page", 1, type=int)), of), of)


def _named(found: Iterable[Line | Undated]) -> list[Entry]:
    """Open the names of a list, under one row of the log."""
    lines = list(found)
    if not lines:
        return []
    leave = permit("opened-names", "caseload")
    names: dict[UUID, Name] = {
        line.child_id: name_of(line.named, line.child_id, leave) for line in lines
    }
    return [Entry(line, names[line.child_id]) for line in lines]
