"""What a newcomer is asked, one thing a page."""

from flask_babel import lazy_gettext as lazy
from flask_wtf import FlaskForm
from wtforms import EmailField, PasswordField, StringField
from wtforms.validators import EqualTo, InputRequired, Length

from feedback.services.passwords import LONGEST, SHORTEST

_MOST = 200


class CodeForm(FlaskForm):  # type: ignore[misc]  # the library’s base is untyped to us
    """Their address, and the code they were given."""

    email = EmailField(
        lazy("Work email address"),
        validators=[InputRequired(lazy("Enter your work email address.")), Length(max=_MOST)],
        render_kw={"autocomplete": "username", "required": False},
    )
    code = StringField(
        lazy("Your code"),
        description=lazy("Twenty letters and numbers. Capitals and strokes do not matter."),
        validators=[InputRequired(lazy("Enter the code that you were given.")), Length(max=_MOST)],
        render_kw={
            "autocomplete": "off", "spellcheck": "false", "autocapitalize": "off",
            "required": False,
        },
    )  # fmt: skip


class DigitsForm(FlaskForm):  # type: ignore[misc]  # as above
    """Six digits, to prove that the authenticator holds the secret."""

    code = StringField(
        lazy("Six digits from your authenticator app"),
        validators=[InputRequired(lazy("Enter the six digits.")), Length(max=_MOST)],
        render_kw={"autocomplete": "one-time-code", "inputmode": "numeric", "required": False},
    )


class PasswordForm(FlaskForm):  # type: ignore[misc]  # as above
    """A password of their own, twice."""

    new = PasswordField(
        lazy("Your password"),
        description=lazy("15 signs or more. Four words that do not belong together will do."),
        validators=[
            InputRequired(lazy("Enter a password.")),
            Length(min=SHORTEST, message=lazy("A password needs 15 signs or more.")),
            Length(max=LONGEST, message=lazy("A password has at most 200 signs.")),
        ],
        render_kw={"autocomplete": "new-password", "required": False},
    )
    again = PasswordField(
        lazy("Your password once more"),
        validators=[EqualTo("new", message=lazy("The two passwords are not the same."))],
        render_kw={"autocomplete": "new-password", "required": False},
    )
