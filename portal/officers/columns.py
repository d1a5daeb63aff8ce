"""What a child said in three columns for the meeting: worries, going well, what needs to happen.

An answer stands where its question says, never where its words might; the rest stands apart. What
was kept for the officer alone is not here, because others see this page.
"""

from collections.abc import Iterator
from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue

from feedback.columns import Column, column_of
from feedback.questionnaire import Kind, Role
from feedback.services.interpret import english_of
from feedback.services.interpreted import key_of_ask
from feedback.services.read_review import open_review
from feedback.services.read_views import Reading
from feedback.services.share_words import for_sharing
from portal import words
from portal.access import may
from portal.names import name_of
from portal.officers import bp
from portal.officers.creations import address
from portal.officers.desk import hand, reader
from portal.officers.sections import Part, Piece, part_of
from portal.said import shown
from portal.storage import store


@bp.get("/<uuid:review_id>/columns")
@may("read-own-views")
def columns(review_id: UUID) -> ResponseReturnValue:
    """Show the columns. That they were opened is written down first."""
    opened = open_review(store(), reader(), review_id, by=hand(), what="opened-columns")
    outline, theirs = opened.outline, for_sharing(opened.standing)
    placed = [(_column(piece), piece) for one in theirs for piece in _pieces(one)]
    return render_template(
        "officers/columns.html",
        case=outline,
        name=name_of(outline.named, outline.child_id, opened.permit),
        columns={key: [piece for found, piece in placed if found is key] for key in Column},
        rest=[piece for found, piece in placed if found is None],
        asks=[
            (ask, one, english_of(one, key_of_ask(ask.id)))
            for one in theirs
            for ask in one.asks
            if ask.words
        ],
        scales=[piece for _found, piece in placed if piece.shown.mark],
        words=words,
    )


def _pieces(reading: Reading) -> Iterator[Piece]:
    for one in shown(reading, address):
        piece = Piece(one, reading)
        if part_of(piece) in {Part.WORDS, Part.WORRIES} and one.said and one.said.answer:
            yield piece


def _column(piece: Piece) -> Column | None:
    said = piece.shown.said
    if said is None or said.question.role is Role.ASKS or said.question.kind is Kind.SCALE:
        return None
    return column_of(piece.source.questionnaire, said.question.id, said.answer)
