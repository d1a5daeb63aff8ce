"""The form that answers one thing a child asked for."""

from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import DateField, RadioField, SelectChoice, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from feedback.services.answer_ask import Answered
from feedback.services.read_views import ReadAsk
from feedback.store.models import Outcome
from portal.words import OUTCOMES

_LONGEST = 1_000
_NAME = 200


class AskForm(FlaskForm):  # type: ignore[misc]  # the library’s base is untyped to us
    """What came of it, in words the child will read."""

    outcome = RadioField(
        _("What came of it?"),
        choices=[SelectChoice(outcome.value, words) for outcome, words in OUTCOMES.items()],
        validators=[InputRequired(_("Choose what came of it."))],
    )
    said = TextAreaField(
        _("What the child will read"),
        description=_("A few plain words to them: what happens now, or why not."),
        validators=[
            InputRequired(_("Write a few words to the child.")),
            Length(max=_LONGEST, message=_("That is too long. Please use fewer words.")),
        ],
    )
    who = StringField(_("Who sees to it"), validators=[Length(max=_NAME)])
    by_day = DateField(
        _("By which day"),
        validators=[Optional()],
        description=_("Leave it empty when it is done."),
    )

    def validate(self, extra_validators: Any = None) -> bool:  # noqa: ANN401  wtforms’ own
        """Insist on a name and a day while it is still being asked for."""
        sound: bool = super().validate(extra_validators)
        if self.outcome.data != Outcome.STILL_ASKING:
            return sound
        for field, words in (
            (self.who, _("While you are still asking, say who is.")),
            (self.by_day, _("While you are still asking, say by when the child will hear.")),
        ):
            if not field.data and not field.errors:
                field.errors = [words]
                sound = False
        return sound

    @property
    def answered(self) -> Answered:
        """Return what the child is told."""
        return Answered(
            outcome=Outcome(self.outcome.data),
            said=self.said.data.strip(),
            who=(self.who.data or "").strip(),
            by_day=self.by_day.data,
        )


def form_for(ask: ReadAsk) -> AskForm:
    """Make the form of one ask, filled with what was answered so far."""
    return AskForm(
        formdata=None,
        prefix=prefix_of(ask.id),
        data={
            "outcome": ask.outcome.value if ask.outcome else None,
            "said": ask.said,
            "who": ask.who,
            "by_day": ask.by_day,
        },
    )


def prefix_of(ask_id: UUID) -> str:
    """Keep the fields of several asks on one page apart."""
    return f"ask-{ask_id.hex[:8]}-"
