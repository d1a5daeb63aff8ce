"""The sheet for whoever chairs: what the child wants said first, on one page, before reports."""

from typing import Any
from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue

from feedback.questionnaire import Version
from feedback.services.read_review import Opened, open_review
from feedback.services.share_words import FirstSaid, first_said
from portal import pdf, words
from portal.access import hands_over, may
from portal.names import name_of
from portal.officers import bp
from portal.officers.creations import address
from portal.officers.desk import hand, reader
from portal.said import shown, title_of
from portal.storage import store
from portal.strong import direction_of

_SIZES = ((4, "huge"), (8, "large"), (28, "medium"))
"""Up to how many lines, reckoned in letters, the words stand in which type; then in small."""


@bp.get("/<uuid:review_id>/first-said")
@may("read-own-views")
def first_said_sheet(review_id: UUID) -> ResponseReturnValue:
    """Show the sheet, to be printed. That it was opened is written down first."""
    return _drawn(_opened(review_id), can_draw=pdf.can_draw())


@bp.get("/<uuid:review_id>/first-said.pdf")
@hands_over("read-own-views", on="officers.first_said_sheet")
def first_said_pdf(review_id: UUID) -> ResponseReturnValue:
    """Give the sheet as a file, where this machine can draw one."""
    return pdf.as_pdf(_drawn(_opened(review_id), can_draw=False), "first-thing-said")


def _opened(review_id: UUID) -> Opened:
    return open_review(store(), reader(), review_id, by=hand(), what="opened-sheet")


def _drawn(opened: Opened, *, can_draw: bool) -> str:
    outline, sheet = opened.outline, first_said(opened.standing)
    return render_template(
        "officers/first-said.html",
        case=outline,
        name=name_of(outline.named, outline.child_id, opened.permit),
        sheet=sheet,
        things=[(title_of(one.said) if one.said else "", one) for one in sheet.things],
        meeting=_meeting(sheet),
        size=_size(sheet),
        watched=any(one.version is Version.WATCHING for one in opened.standing),
        can_draw=can_draw,
        direction_of=direction_of,
        words=words,
    )


def _size(sheet: FirstSaid) -> str:
    lines = sum(thing.lines for thing in sheet.things)
    return next((size for most, size in _SIZES if lines <= most), "small")


def _meeting(sheet: FirstSaid) -> list[Any]:
    """Say each wish for the meeting as its question and what was chosen or written."""
    wishes = []
    for said, reading in sheet.meeting:
        wishes += [one for one in shown(reading, address) if one.said == said]
    return wishes
