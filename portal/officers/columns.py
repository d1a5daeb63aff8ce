"""What a child said in three columns for the meeting: worries, going well, what needs to happen.

An answer stands where its question says, never where its words might, until the officer moves it;
the rest stands apart. What was kept for the officer alone is not here: others see this page.
"""

from collections.abc import Iterator
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField, validators

from feedback.columns import Column, column_of
from feedback.errors import ArrangingRefused
from feedback.questionnaire import Kind, Role
from feedback.services.arrange import arrange, arrangement
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
from portal.officers.desk import case, hand, reader
from portal.officers.sections import Part, Piece, part_of
from portal.said import shown
from portal.storage import now, store


class MoveForm(FlaskForm):  # type: ignore[misc]  # the library’s base is untyped to us
    """Which answer goes where; no column puts it back."""

    views = HiddenField(validators=[validators.UUID()])
    question = HiddenField(validators=[validators.InputRequired(), validators.Length(max=64)])
    column = SelectField(choices=["", *(str(one) for one in Column)])


@bp.get("/<uuid:review_id>/columns")
@may("read-own-views")
def columns(review_id: UUID) -> ResponseReturnValue:
    """Show the columns. That they were opened is written down first."""
    opened = open_review(store(), reader(), review_id, by=hand(), what="opened-columns")
    outline, theirs = opened.outline, for_sharing(opened.standing)
    with store().look() as transaction:
        moved = arrangement(transaction, [one.views_id for one in theirs])
    pieces = [piece for one in theirs for piece in _pieces(one)]
    placed = [(moved.get(_key(piece)) or _column(piece), piece) for piece in pieces]
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
        moved={_key(piece) for piece in pieces} & moved.keys(),
        key_of=_key,
        words=words,
    )


@bp.post("/<uuid:review_id>/columns")
@may("read-own-views")
def arrange_answer(review_id: UUID) -> ResponseReturnValue:
    """Move an answer into a column, or back to where its question says."""
    form, sent = MoveForm(), {one.id for one in case(review_id).sent}
    if form.validate() and UUID(form.views.data) in sent:
        column = Column(form.column.data) if form.column.data else None
        answer = UUID(form.views.data), form.question.data
        try:
            with store().begin() as transaction:
                arrange(transaction, reader(), answer, column, now=now())
        except ArrangingRefused as refusal:
            flash(str(refusal), "warning")
    return redirect(url_for(".columns", review_id=review_id))


def _key(piece: Piece) -> tuple[UUID, str]:
    said = piece.shown.said
    return piece.source.views_id, said.question.id if said else ""


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
