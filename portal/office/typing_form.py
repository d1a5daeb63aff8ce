"""How something came that is typed in: the fields around the questions."""

from uuid import UUID, uuid4

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    RadioField,
    SelectChoice,
    SelectField,
    TimeField,
)
from wtforms.validators import InputRequired, Optional

from feedback.questionnaire import Answers
from feedback.services.typed_sheet import Provenance, Sheet
from feedback.store.models import CameBy, FilledBy, Helper
from portal import words
from portal.languages import ENGLISH, LANGUAGES

NOT_SAID = _("Please choose one.")


class TypingForm(FlaskForm):  # type: ignore[misc]  # the library’s base is untyped to us
    """Provenance first, because it is forgotten last; what came along at the end."""

    key = HiddenField()
    came_by = RadioField(
        _("How did it come?"),
        choices=[SelectChoice(way.value, words.CAME_BY[way]) for way in CameBy if way != "screen"],
        validators=[InputRequired(NOT_SAID)],
    )
    received_on = DateField(
        _("On what day was it received?"),
        description=_("Not the day on which you type it in."),
        validators=[InputRequired(_("Say on what day it was received."))],
    )
    received_at = TimeField(
        _("At what time?"),
        description=_("Only needed on the day of the review itself."),
        validators=[Optional()],
    )
    filled_by = RadioField(
        _("Whose words are they?"),
        choices=[
            SelectChoice(FilledBy.CHILD, _("The child wrote them, alone")),
            SelectChoice(FilledBy.WITH_HELP, _("The child wrote them, and somebody helped")),
            SelectChoice(FilledBy.WRITTEN_DOWN, _("Somebody wrote down what the child said")),
        ],
        validators=[InputRequired(NOT_SAID)],
    )
    helper = SelectField(
        _("Who helped, or wrote it down?"),
        description=_("The role, never the name. By phone or in person: nobody but me."),
        choices=[
            SelectChoice("", _("Nobody, or nobody but me")),
            *(SelectChoice(role.value, words.HELPERS[role]) for role in Helper),
        ],
    )
    language = SelectField(
        _("In which language are the words?"),
        choices=[
            SelectChoice("en", ENGLISH.english),
            *(SelectChoice(one.tag, one.english) for one in LANGUAGES),
        ],
    )
    quote = BooleanField(
        _("People may use my words to make things better. They leave out my name.")
    )
    touch = BooleanField(_("Please get in touch with me"))
    another = BooleanField(_("Their own reviewing officer shall not read it"))
    folded = BooleanField(_("A folded sheet came with it, and goes to the officer unopened"))
    drawn = BooleanField(_("There is a drawing, or more than can be typed: the paper goes along"))

    @property
    def provenance(self) -> Provenance:
        """Return how it came, of a form that was found sound."""
        return Provenance(
            came_by=CameBy(self.came_by.data),
            received_on=self.received_on.data,
            received_at=self.received_at.data,
            filled_by=FilledBy(self.filled_by.data),
            helper=Helper(self.helper.data) if self.helper.data else None,
            language=self.language.data,
        )

    def sheet(self, form: str, answers: Answers) -> Sheet:
        """Return everything that was typed in."""
        return Sheet(
            key=self._key(),
            form=form,
            provenance=self.provenance,
            answers=answers,
            may_quote=self.quote.data,
            get_in_touch=self.touch.data,
            not_iro=self.another.data,
            folded_sheet=self.folded.data,
            drawn=self.drawn.data,
        )

    def _key(self) -> UUID:
        try:
            return UUID(self.key.data)
        except (TypeError, ValueError):
            return uuid4()
