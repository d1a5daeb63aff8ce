"""Answering what a child asked for."""

from uuid import UUID

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from feedback.services.case import asks_of
from portal.access import may
from portal.officers import bp, words_first
from portal.officers.answering import kept, theme_kept
from portal.officers.ask_form import AskForm, ThemeForm, prefix_of, prefix_of_theme
from portal.officers.desk import case
from portal.storage import store


@bp.post("/<uuid:review_id>/asks/<uuid:ask_id>")
@may("answer-asks")
def answer_ask(review_id: UUID, ask_id: UUID) -> ResponseReturnValue:
    """Keep an answer, or show the page again with what was typed."""
    _must_be_of(review_id, ask_id)
    form = AskForm(prefix=prefix_of(ask_id))
    if not kept(ask_id, form):
        return words_first.page(review_id, {ask_id: form})
    flash(_("Your answer waits for the child behind their pictures."))
    return redirect(url_for(".review", review_id=review_id, _anchor=f"ask-{ask_id.hex[:8]}"))


@bp.post("/<uuid:review_id>/asks/<uuid:ask_id>/theme")
@may("answer-asks")
def give_theme(review_id: UUID, ask_id: UUID) -> ResponseReturnValue:
    """Keep what an ask is about, or show the page again."""
    _must_be_of(review_id, ask_id)
    form = ThemeForm(prefix=prefix_of_theme(ask_id))
    if not theme_kept(ask_id, form):
        return words_first.page(review_id, {}, {ask_id: form})
    flash(_("Kept for the year’s figures."))
    return redirect(url_for(".review", review_id=review_id, _anchor=f"ask-{ask_id.hex[:8]}"))


def _must_be_of(review_id: UUID, ask_id: UUID) -> None:
    case(review_id)
    with store().look() as transaction:
        if ask_id not in asks_of(transaction, review_id):
            abort(404)
