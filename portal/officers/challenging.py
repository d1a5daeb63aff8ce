"""Alerts about what a child asked for: raised, taken up higher, settled, and the list of them."""

from typing import Any
from uuid import UUID

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as lazy
from flask_wtf import FlaskForm
from wtforms import DateField, RadioField, SelectChoice, TextAreaField
from wtforms.validators import InputRequired, Length

from feedback.challenge import Ending, Level, above
from feedback.errors import ChallengeRefused
from feedback.services import challenges
from feedback.services.challenges import Line, Raised
from portal import words_after
from portal.access import may
from portal.names import Name, name_of
from portal.officers import bp
from portal.officers.desk import hand, permit
from portal.storage import keys, store, today

_LONGEST = 2_000
_TOO_LONG = lazy("Please use fewer words.")


class AlertForm(FlaskForm):  # type: ignore[misc]  # the library’s base is untyped to us
    """With whom it is taken up, what about, and by when an answer is due."""

    level = RadioField(
        lazy("With whom do you take it up?"),
        choices=[SelectChoice(level.value, said) for level, said in words_after.LEVELS.items()],
        validators=[InputRequired(lazy("Choose with whom."))],
    )
    about = TextAreaField(
        lazy("What about?"),
        description=lazy("In your own words. The child does not see this."),
        validators=[
            InputRequired(lazy("Say in a few words what you take up.")),
            Length(max=_LONGEST, message=_TOO_LONG),
        ],
    )
    due_day = DateField(
        lazy("By which day is an answer due?"), validators=[InputRequired(lazy("Say by when."))]
    )

    @property
    def raised(self) -> Raised:
        """Return what is taken up."""
        return Raised(Level(self.level.data), self.due_day.data, self.about.data)


class EndForm(FlaskForm):  # type: ignore[misc]  # the library’s base is untyped to us
    """What came of an alert."""

    outcome = RadioField(
        lazy("What came of it?"),
        choices=[
            SelectChoice(ending.value, said)
            for ending, said in words_after.ENDINGS.items()
            if ending is not Ending.TAKEN_UP
        ],
        validators=[InputRequired(lazy("Choose what came of it."))],
    )
    words = TextAreaField(
        lazy("In a few words"),
        validators=[
            InputRequired(lazy("Say in a few words what came of it.")),
            Length(max=_LONGEST, message=_TOO_LONG),
        ],
    )


@bp.get("/alerts")
@may("answer-asks")
def alerts() -> ResponseReturnValue:
    """List the alerts that are open, the soonest due first, then those that are settled."""
    with store().look() as transaction:
        still_open = challenges.of_officer(transaction, by=hand())
        settled = challenges.of_officer(transaction, by=hand(), still_open=False)
    names = _names([*still_open, *settled])
    return render_template(
        "officers/alerts.html",
        still_open=[(line, names[line.child_id]) for line in still_open],
        settled=[(line, names[line.child_id]) for line in settled],
        today=today(),
        words=words_after,
    )


@bp.route("/asks/<uuid:ask_id>/alert", methods=["GET", "POST"])
@may("answer-asks")
def new_alert(ask_id: UUID) -> ResponseReturnValue:
    """Ask with whom an ask is taken up, and raise the alert."""
    with store().look() as transaction:
        asked = challenges.asked_about(transaction, ask_id, by=hand())
    words = challenges.open_asked(store(), asked, by=hand(), keys=keys())
    form = AlertForm()
    if form.validate_on_submit() and _raised(ask_id, form):
        flash(_("The alert is raised. It stands on your list until it is settled."))
        return redirect(url_for(".alerts"))
    return render_template("officers/alert-new.html", form=form, asked=words)


@bp.get("/alerts/<uuid:alert_id>")
@may("answer-asks")
def alert(alert_id: UUID) -> ResponseReturnValue:
    """Show one alert, with what can be done about it."""
    return _alert(alert_id, EndForm(formdata=None), AlertForm(formdata=None))


@bp.post("/alerts/<uuid:alert_id>/settle")
@may("answer-asks")
def settle_alert(alert_id: UUID) -> ResponseReturnValue:
    """Say what came of it."""
    form = EndForm()
    if not form.validate_on_submit():
        return _alert(alert_id, form, AlertForm(formdata=None))
    ended = Ending(form.outcome.data), form.words.data
    try:
        with store().begin() as transaction:
            challenges.settle(transaction, alert_id, ended, by=hand(), keys=keys())
    except ChallengeRefused as refusal:
        form.words.errors = [str(refusal)]
        return _alert(alert_id, form, AlertForm(formdata=None))
    flash(_("The alert is settled."))
    return redirect(url_for(".alerts"))


@bp.post("/alerts/<uuid:alert_id>/up")
@may("answer-asks")
def take_alert_up(alert_id: UUID) -> ResponseReturnValue:
    """Take it up to a higher level."""
    form = AlertForm()
    if not form.validate_on_submit():
        return _alert(alert_id, EndForm(formdata=None), form)
    try:
        with store().begin() as transaction:
            challenges.take_up(transaction, alert_id, form.raised, by=hand(), keys=keys())
    except ChallengeRefused as refusal:
        form.level.errors = [str(refusal)]
        return _alert(alert_id, EndForm(formdata=None), form)
    flash(_("It goes on at a higher level."))
    return redirect(url_for(".alerts"))


def _raised(ask_id: UUID, form: AlertForm) -> bool:
    try:
        with store().begin() as transaction:
            challenges.raise_challenge(transaction, ask_id, form.raised, by=hand(), keys=keys())
    except ChallengeRefused as refusal:
        form.about.errors = [str(refusal)]
        return False
    return True


def _alert(alert_id: UUID, end: EndForm, up: AlertForm) -> ResponseReturnValue:
    with store().look() as transaction:
        line = challenges.find(transaction, alert_id, by=hand())
        if line is None:
            abort(404)
    leave = permit("opened-alert", "challenge", alert_id)
    higher: Any = above(line.level)
    up.level.choices = [
        SelectChoice(level.value, said)
        for level, said in words_after.LEVELS.items()
        if level in higher
    ]
    return render_template(
        "officers/alert.html",
        line=line,
        said=challenges.opened(line, leave),
        name=name_of(line.named, line.child_id, leave),
        end=end,
        up=up,
        today=today(),
        words=words_after,
    )


def _names(lines: list[Line]) -> dict[UUID, Name]:
    if not lines:
        return {}
    leave = permit("opened-names", "alerts")
    return {line.child_id: name_of(line.named, line.child_id, leave) for line in lines}
