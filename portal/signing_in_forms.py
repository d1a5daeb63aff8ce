"""The few forms of signing in, in our own words."""

from flask_babel import lazy_gettext as _
from flask_security.forms import (
    LoginForm,
    TwoFactorRescueForm,
    TwoFactorVerifyCodeForm,
    VerifyForm,
)
from flask_security.recovery_codes import MfRecoveryForm
from flask_security.utils import validate_redirect_url
from wtforms import EmailField, Field, PasswordField, RadioField, StringField
from wtforms.validators import InputRequired, Length

_LONGEST = 200


class SignInForm(LoginForm):
    """E-mail and password. Nobody is remembered on a machine that may be shared."""

    remember = None
    email = EmailField(
        _("Work email address"),
        validators=[InputRequired(_("Enter your work email address.")), Length(max=_LONGEST)],
        render_kw={"autocomplete": "username", "required": False},
    )
    password = PasswordField(
        _("Password"),
        validators=[InputRequired(_("Enter your password.")), Length(max=_LONGEST)],
        render_kw={"autocomplete": "current-password", "required": False},
    )

    def validate_next(self, field: Field) -> None:
        """Forget a way back that leads elsewhere, rather than refuse the right password."""
        if not validate_redirect_url(field.data):
            field.data = ""


class CodeForm(TwoFactorVerifyCodeForm):
    """Six digits from the authenticator."""

    code = StringField(
        _("Six digits from your authenticator app"),
        validators=[InputRequired(_("Enter the six digits.")), Length(max=_LONGEST)],
        render_kw={"autocomplete": "one-time-code", "inputmode": "numeric", "required": False},
    )


class RecoveryForm(MfRecoveryForm):
    """One of the recovery codes, each good once."""

    code = StringField(
        _("Recovery code"),
        validators=[InputRequired(_("Enter one of your recovery codes.")), Length(max=_LONGEST)],
        render_kw={"autocomplete": "off", "required": False},
    )


class AgainForm(VerifyForm):
    """The password once more, before something that matters."""

    password = PasswordField(
        _("Password"),
        validators=[InputRequired(_("Enter your password.")), Length(max=_LONGEST)],
        render_kw={"autocomplete": "current-password", "required": False},
    )


class NoRescueForm(TwoFactorRescueForm):
    """Never shown: a lost authenticator leads straight to the recovery codes."""

    help_setup = RadioField(choices=[])


FORMS = {
    "login_form": SignInForm,
    "two_factor_verify_code_form": CodeForm,
    "two_factor_rescue_form": NoRescueForm,
    "mf_recovery_form": RecoveryForm,
    "verify_form": AgainForm,
}
