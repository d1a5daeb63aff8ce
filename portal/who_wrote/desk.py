"""Who sits here, and the words in which both say why."""

from flask_babel import lazy_gettext as lazy
from flask_wtf import FlaskForm
from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired, Length

from feedback.services.break_glass import LONGEST_REASON, SHORTEST_REASON
from feedback.services.outside import Who
from feedback.store.models import Duty
from portal.signing_in import signed_in
from portal.storage import keys, now

_SENTENCE = (
    InputRequired(lazy("Say why.")),
    Length(
        min=SHORTEST_REASON,
        max=LONGEST_REASON,
        message=lazy("Say why in a sentence: 20 letters or more, and at most 1,000."),
    ),
)


class AskForm(FlaskForm):  # type: ignore[misc]  # the library’s base is untyped to us
    """Which of the sheets on the page, and why."""

    sheet = RadioField(
        lazy("Which one?"),
        choices=[],
        validators=[InputRequired(lazy("Choose which one you ask about."))],
    )
    why = TextAreaField(
        lazy("Who may be in danger, and why must you know who wrote it?"),
        description=lazy(
            "A sentence of 20 letters or more, without the child’s own words: "
            "an IRO manager reads it, and it stays in the log."
        ),
        validators=_SENTENCE,
    )


class DecideForm(FlaskForm):  # type: ignore[misc]  # as above
    """Why an IRO manager agrees, or does not."""

    why = TextAreaField(
        lazy("Why do you agree, or not?"),
        description=lazy("A sentence of 20 letters or more. It stays in the log."),
        validators=_SENTENCE,
    )


def who(role: Duty) -> Who:
    """Return who is here and does this; the guard has let them in."""
    staff = signed_in()
    if staff is None:
        raise LookupError("a page about who wrote something was asked for by nobody")
    return Who(staff.id, role.value, keys(), now())
