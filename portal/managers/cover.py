"""Who answers while an officer is away, and who reads what children send past their own."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as lazy
from flask_wtf import FlaskForm
from wtforms import DateField, SelectField
from wtforms.validators import InputRequired

from feedback.services import cover_absence as covering
from feedback.services.cover_absence import Away, CoverRefused
from feedback.services.officers_work import officers
from portal.access import may
from portal.managers import bp
from portal.managers.desk import manager
from portal.storage import keys, store, today

_NOBODY = "duty"
_NEEDS_SOMEBODY = lazy("Choose an officer.")
_NEEDS_A_DAY = lazy("Choose a day.")


class AwayForm(FlaskForm):  # type: ignore[misc]  # the library’s base is untyped to us
    """Who is away when, and who covers."""

    officer = SelectField(lazy("Who is away?"), validators=[InputRequired(_NEEDS_SOMEBODY)])
    cover = SelectField(
        lazy("Who answers for their children?"), validators=[InputRequired(_NEEDS_SOMEBODY)]
    )
    since = DateField(lazy("First day"), validators=[InputRequired(_NEEDS_A_DAY)])
    until = DateField(lazy("Last day"), validators=[InputRequired(_NEEDS_A_DAY)])


class ReaderForm(FlaskForm):  # type: ignore[misc]  # the library’s base is untyped to us
    """Who reads what goes past a child’s own officer."""

    officer = SelectField(lazy("Who reads it?"), validators=[InputRequired()])
    since = DateField(lazy("From which day on?"), validators=[InputRequired(_NEEDS_A_DAY)])


@bp.route("/cover", methods=["GET", "POST"])
@may("assign-officers")
def cover() -> ResponseReturnValue:
    """Show who covers for whom, and take one more absence."""
    away, reader = _forms()
    if away.validate_on_submit() and _covered(away):
        return redirect(url_for(".cover"))
    return _page(away, reader)


@bp.post("/cover/readers")
@may("assign-officers")
def readers() -> ResponseReturnValue:
    """Name who reads what children send past their own officer, from a day on."""
    away, reader = _forms()
    if reader.validate_on_submit() and _named(reader):
        return redirect(url_for(".cover"))
    return _page(away, reader)


@bp.post("/cover/<uuid:absence_id>/end")
@may("assign-officers")
def end(absence_id: UUID) -> ResponseReturnValue:
    """Let somebody be back."""
    with store().begin() as transaction:
        covering.end_cover(transaction, absence_id, by=manager(), keys=keys())
    flash(_("They answer for their own children again."))
    return redirect(url_for(".cover"))


def _forms() -> tuple[AwayForm, ReaderForm]:
    with store().look() as transaction:
        choices = [(str(key), name) for key, name in officers(transaction)]
    away, reader = AwayForm(prefix="away"), ReaderForm(prefix="reader")
    away.officer.choices = away.cover.choices = [("", _("Choose")), *choices]
    reader.officer.choices = [(_NOBODY, _("Nobody: safeguarding duty reads it")), *choices]
    return away, reader


def _page(away: AwayForm, reader: ReaderForm) -> str:
    with store().look() as transaction:
        absences = covering.absences(transaction, today=today())
        named = covering.readers_for_others(transaction, today=today())
    return render_template(
        "managers/cover.html",
        absences=absences,
        readers=named,
        away=away,
        reader=reader,
        today=today(),
    )


def _covered(form: AwayForm) -> bool:
    away = Away(UUID(form.officer.data), UUID(form.cover.data), form.since.data, form.until.data)
    try:
        with store().begin() as transaction:
            covering.cover_absence(transaction, away, by=manager(), keys=keys())
    except CoverRefused as refusal:
        form.since.errors = [str(refusal)]
        return False
    flash(_("Covered. On those days they read and answer as the children’s own officer."))
    return True


def _named(form: ReaderForm) -> bool:
    officer = None if form.officer.data == _NOBODY else UUID(form.officer.data)
    try:
        with store().begin() as transaction:
            covering.read_for_others(
                transaction, officer, form.since.data, by=manager(), keys=keys()
            )
    except CoverRefused as refusal:
        form.since.errors = [str(refusal)]
        return False
    flash(_("Named. What waits goes to them from that day on."))
    return True
