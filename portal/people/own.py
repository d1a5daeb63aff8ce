"""One’s own way in: another password, and an end to every visit of one’s own at once."""

from typing import Any

from flask import flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as lazy
from flask_login import current_user
from flask_security.utils import logout_user
from flask_wtf import FlaskForm
from wtforms import PasswordField
from wtforms.validators import EqualTo, InputRequired, Length

from feedback.errors import PasswordRefused
from feedback.services import staff
from feedback.services.passwords import LONGEST, SHORTEST
from feedback.services.staff import Hand
from feedback.store.audit import Actor
from feedback.store.models import Duty
from portal.access import may
from portal.people import bp
from portal.storage import keys, now, store

MOST_WRONG = 5
"""After so many wrong passwords in one visit it ends: whoever sits there is not its owner."""

_WRONG = "wrong-passwords"
_LONG = Length(max=LONGEST, message=lazy("A password has at most 200 signs."))


class PasswordForm(FlaskForm):  # type: ignore[misc]  # the library’s base is untyped to us
    """The password as it is, and twice as it shall be."""

    old = PasswordField(
        lazy("Your password now"),
        validators=[InputRequired(lazy("Enter your password as it is now.")), _LONG],
        render_kw={"autocomplete": "current-password"},
    )
    new = PasswordField(
        lazy("New password"),
        description=lazy("15 signs or more. Four words that do not belong together will do."),
        validators=[
            InputRequired(lazy("Enter a new password.")),
            Length(min=SHORTEST, message=lazy("A password needs 15 signs or more.")),
            _LONG,
        ],
        render_kw={"autocomplete": "new-password"},
    )
    again = PasswordField(
        lazy("New password once more"),
        validators=[EqualTo("new", message=lazy("The two new passwords are not the same."))],
        render_kw={"autocomplete": "new-password"},
    )


@bp.get("/you")
@may("be-staff")
def you() -> ResponseReturnValue:
    """Show one’s own way in, and how many recovery codes are left."""
    return _page(PasswordForm(formdata=None))


@bp.post("/you/password")
@may("be-staff")
def change_password() -> ResponseReturnValue:
    """Keep another password. Every visit ends, this one too, and one signs in with the new one."""
    form = PasswordForm()
    if not form.validate_on_submit():
        return _page(form)
    if not _me().verify_and_update_password(form.old.data):
        return _wrong(form)
    try:
        with store().begin() as transaction:
            staff.change_password(transaction, _me().key, form.new.data, by=_hand())
    except PasswordRefused as refusal:
        form.new.errors = [str(refusal)]
        return _page(form)
    return _out(_("Your password is changed. Sign in with the new one."))


@bp.post("/you/sessions")
@may("be-staff")
def end_my_sessions() -> ResponseReturnValue:
    """End every visit of one’s own, on every machine, this one too."""
    _end_mine()
    return _out(_("You are signed out everywhere."))


def _page(form: PasswordForm) -> str:
    left = len(_me().mf_recovery_codes or ())
    return render_template(
        "people/you.html", form=form, left=left, officer=Duty.OFFICER in _me().duties
    )


def _wrong(form: PasswordForm) -> ResponseReturnValue:
    session[_WRONG] = session.get(_WRONG, 0) + 1
    if session[_WRONG] >= MOST_WRONG:
        _end_mine()
        return _out(_("That was not your password, five times. Every visit of yours was ended."))
    form.old.errors = [_("That is not your password.")]
    return _page(form)


def _end_mine() -> None:
    with store().begin() as transaction:
        staff.end_sessions(transaction, _me().key, by=_hand())


def _out(said: str) -> ResponseReturnValue:
    logout_user()
    session.clear()
    flash(said)
    return redirect(url_for("security.login"))


def _hand() -> Hand:
    return Hand(Actor(str(_me().key), "staff"), keys(), now())


def _me() -> Any:  # noqa: ANN401  the library’s proxy of an account
    return current_user
