"""The three steps of somebody who was invited, and the page that says they are in."""

from collections.abc import Mapping

from flask import current_app, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from flask_security.utils import logout_user

from feedback.errors import InvitationShut, PasswordRefused
from feedback.services import welcome_staff
from feedback.services.welcome_staff import Admitted, Chosen, Entered
from portal.qr import qr_picture
from portal.signing_noted import NOBODY, note
from portal.storage import keys, now, store
from portal.totp import authenticators
from portal.welcome import visit
from portal.welcome.forms import CodeForm, DigitsForm, PasswordForm


def entering() -> str:
    """Name whose code is being tried."""
    return f"code of {request.form.get('email', '').strip().lower()}"


def enter() -> ResponseReturnValue:
    """Ask for the code. Whatever it led to before, it leads to a new secret now."""
    form = CodeForm()
    if form.validate_on_submit():
        secret = authenticators(keys()).generate_totp_secret()
        typed = Entered(form.email.data, form.code.data, secret)
        try:
            with store().begin() as transaction:
                admitted = welcome_staff.admit(transaction, typed, keys=keys(), now=now())
        except InvitationShut as refusal:
            note("invitation-refused", None, by=NOBODY)
            form.code.errors = [str(refusal)]
        else:
            visit.begin(admitted)
            return redirect(url_for(".authenticator"))
    return render_template("welcome/enter.html", form=form)


def authenticator() -> ResponseReturnValue:
    """Show the secret to scan or to type, and ask for the digits that it makes."""
    admitted = visit.admitted()
    if isinstance(admitted, str):
        return _enter_anew(admitted)
    form = DigitsForm()
    if form.validate_on_submit():
        digits = "".join(form.code.data.split())
        counter = authenticators(keys()).counter_of(digits, admitted.authenticator)
        if counter is not None:
            visit.proven(counter)
            return redirect(url_for(".password"))
        form.code.errors = [_("Those are not the digits it shows now. Wait for the next six.")]
    return render_template("welcome/authenticator.html", form=form, **_shown(admitted))


def password() -> ResponseReturnValue:
    """Ask for a password, and let them in for good."""
    admitted = visit.admitted()
    if isinstance(admitted, str):
        return _enter_anew(admitted)
    counter = visit.counter()
    if counter is None:
        return redirect(url_for(".authenticator"))
    form = PasswordForm()
    if form.validate_on_submit():
        spare, kept = _recovery_codes()
        try:
            with store().begin() as transaction:
                chosen = Chosen(form.new.data, counter, kept)
                welcome_staff.finish(transaction, admitted, chosen, keys=keys(), now=now())
        except PasswordRefused as refusal:
            form.new.errors = [str(refusal)]
        except InvitationShut as refusal:
            return _enter_anew(str(refusal))
        else:
            _nobody_is_here()
            return render_template("welcome/enrolled.html", codes=spare)
    return render_template("welcome/password.html", form=form, email=admitted.email)


def _shown(admitted: Admitted) -> Mapping[str, object]:
    made = authenticators(keys())
    uri = made.get_totp_uri(admitted.email, admitted.authenticator)
    key = made.get_totp_b32_key(admitted.authenticator)
    return {
        "name": admitted.name,
        "qr": qr_picture(uri),
        "groups": [key[at : at + 4] for at in range(0, len(key), 4)],
    }


def _recovery_codes() -> tuple[list[str], list[str]]:
    """Return new spare codes, and the same as the sign-in keeps them."""
    security = current_app.extensions["security"]
    number = current_app.config["SECURITY_MULTI_FACTOR_RECOVERY_CODES_N"]
    spare = security.totp_factory.generate_recovery_codes(number)
    return spare, security._mf_recovery_codes_util._encrypt_codes(spare)  # noqa: SLF001  no other way


def _enter_anew(why: str) -> ResponseReturnValue:
    visit.end()
    flash(why, "error")
    return redirect(url_for(".enter"))


def _nobody_is_here() -> None:
    """Let whoever enrolled sign in next, whoever was signed in on this machine before."""
    if current_user.is_authenticated:
        logout_user()
    session.clear()
