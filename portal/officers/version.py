"""Writing down an interpreter’s version of a child’s words, beside the original."""

from typing import Any
from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as lazy
from flask_wtf import FlaskForm
from wtforms import DateField, StringField
from wtforms.validators import InputRequired, Length

from feedback.errors import InterpretationRefused
from feedback.services.interpret import Given, Piece, interpret, pieces
from feedback.services.read_views import Reading, open_views
from portal.access import may
from portal.officers import bp
from portal.officers.answering import title_of
from portal.officers.desk import reader
from portal.storage import now, store, today

_NAME = 200
_LONGEST = 4_000


class VersionForm(FlaskForm):  # type: ignore[misc]  # the library’s base is untyped to us
    """Who put it into English, and when. The pieces have boxes of their own."""

    interpreter = StringField(
        lazy("Interpreter’s name"),
        validators=[
            InputRequired(lazy("Say who put it into English.")),
            Length(max=_NAME, message=lazy("That is too long. Please use fewer words.")),
        ],
    )
    on = DateField(lazy("On which day"), validators=[InputRequired(lazy("Say on which day."))])


@bp.route("/words/<uuid:views_id>/version", methods=["GET", "POST"])
@may("answer-asks")
def version(views_id: UUID) -> ResponseReturnValue:
    """Show each piece with room for its version, and keep what comes."""
    reading = open_views(store(), reader(), views_id, now=now())
    found = pieces(reading)
    if reading.withdrawn or not found:
        abort(404)
    form = VersionForm(data=_said_so_far(reading))
    if form.validate_on_submit() and _kept(views_id, form, found):
        flash(_("The interpreter’s version stands beside the child’s words."))
        return redirect(_back(reading))
    return render_template(
        "officers/version.html",
        reading=reading,
        pieces=[(piece, title_of(piece), _typed(piece, reading)) for piece in found],
        form=form,
        back=_back(reading),
        longest=_LONGEST,
    )


def _said_so_far(reading: Reading) -> dict[str, Any]:
    said = reading.interpreted
    return {"interpreter": said.interpreter if said else "", "on": said.on if said else today()}


def _kept(views_id: UUID, form: VersionForm, found: tuple[Piece, ...]) -> bool:
    parts = {piece.key: _box(piece)[:_LONGEST] for piece in found}
    given = Given(form.interpreter.data, form.on.data, parts)
    try:
        interpret(store(), reader(), views_id, given, now=now())
    except InterpretationRefused as refusal:
        form.on.errors = [str(refusal)]
        return False
    return True


def _typed(piece: Piece, reading: Reading) -> str:
    """Give back what was typed, or else what was kept before."""
    if request.method == "POST":
        return _box(piece)
    return reading.interpreted.parts.get(piece.key, "") if reading.interpreted else ""


def _box(piece: Piece) -> str:
    return request.form.get(f"part-{piece.key}", "").replace("\r\n", "\n")


def _back(reading: Reading) -> str:
    if reading.not_iro:
        return url_for(".for_another", views_id=reading.views_id)
    return url_for(".review", review_id=reading.review_id)
