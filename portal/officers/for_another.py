"""What children sent past their own officer, read and answered by the one who covers."""

from collections.abc import Mapping
from types import MappingProxyType
from uuid import UUID

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from feedback.services.another_reader import asks_sent
from feedback.services.read_views import open_views
from portal import words, words_after
from portal.access import may
from portal.found import keep_found, read_first
from portal.officers import bp
from portal.officers.answering import alerts, kept, theme_kept, to_answer, waiting
from portal.officers.ask_form import AskForm, ThemeForm, prefix_of, prefix_of_theme
from portal.officers.creations import address
from portal.officers.desk import hand, permit, reader
from portal.said import missed, shown
from portal.storage import now, store


@bp.get("/for-another/<uuid:views_id>")
@may("read-own-views")
def for_another(views_id: UUID) -> ResponseReturnValue:
    """Open one of them. That is written down first, and the child is told of it."""
    return _page(views_id, {})


@bp.post("/for-another/<uuid:views_id>/asks/<uuid:ask_id>")
@may("answer-asks")
def answer_for_another(views_id: UUID, ask_id: UUID) -> ResponseReturnValue:
    """Keep an answer to an ask, or show the page again with what was typed."""
    _must_be_of(views_id, ask_id)
    form = AskForm(prefix=prefix_of(ask_id))
    if not kept(ask_id, form):
        return _page(views_id, {ask_id: form})
    flash(_("Your answer waits for the child behind their pictures."))
    return redirect(url_for(".for_another", views_id=views_id))


@bp.post("/for-another/<uuid:views_id>/found")
@may("read-own-views")
def found_for_another(views_id: UUID) -> ResponseReturnValue:
    """Keep what whoever covers found in what asked to be read first."""
    keep_found(views_id, by=hand().officer)
    return redirect(url_for(".for_another", views_id=views_id))


@bp.post("/for-another/<uuid:views_id>/asks/<uuid:ask_id>/theme")
@may("answer-asks")
def give_theme_for_another(views_id: UUID, ask_id: UUID) -> ResponseReturnValue:
    """Keep what an ask is about, or show the page again."""
    _must_be_of(views_id, ask_id)
    form = ThemeForm(prefix=prefix_of_theme(ask_id))
    if not theme_kept(ask_id, form):
        return _page(views_id, {}, {ask_id: form})
    flash(_("Kept for the year’s figures."))
    return redirect(url_for(".for_another", views_id=views_id))


def _must_be_of(views_id: UUID, ask_id: UUID) -> None:
    with store().look() as transaction:
        if ask_id not in asks_sent(transaction, views_id):
            abort(404)


def _page(
    views_id: UUID,
    forms: Mapping[UUID, AskForm],
    themes: Mapping[UUID, ThemeForm] = MappingProxyType({}),
) -> ResponseReturnValue:
    reading = open_views(store(), reader(), views_id, now=now())
    raised = alerts(
        reading.review_id, lambda: permit("opened-alerts", "review", reading.review_id)
    )
    return render_template(
        "officers/for-another.html",
        reading=reading,
        first=read_first(reading),
        shown=shown(reading, address),
        missed=missed(reading),
        asks=to_answer(reading, forms, raised, themes),
        waiting=waiting(reading),
        words=words,
        words_after=words_after,
    )
