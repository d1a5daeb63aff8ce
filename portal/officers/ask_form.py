"""The form that answers one thing a child asked for."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import DateField, RadioField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from feedback.codebook import NONE_FITS
from feedback.services.answer_ask import Answered
from feedback.services.read_ask import ReadAsk
from feedback.store.models import Outcome
from portal.codebooks import codebook, theme_name
from portal.words import OUTCOMES

_LONGEST = 1_000
_NAME = 200
_TOO_LONG = _("That is too long. Please use fewer words.")


def _name(question: object) -> StringField:
    return StringField(question, validators=[Length(max=_NAME, message=_TOO_LONG)])


def _themes() -> list[tuple[str, object]]:
    offered = [(one.id, one.name) for one in codebook().of_asks]
    return [("", _("No theme yet")), *offered, (NONE_FITS, _("None of these"))]


def _theme() -> SelectField:
    """Ask for a theme of the council’s codebook, or none yet; the service refuses any other."""
    return SelectField(
        _("What is it about?"),
        choices=_themes,
        validate_choice=False,
        description=_("For the year’s figures; the child does not see it. It can wait."),
    )


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
            Length(max=_LONGEST, message=_TOO_LONG),
        ],
    )
    who = _name(_("Who sees to it"))
    by_day = DateField(
        _("By which day"),
        validators=[Optional()],
        description=_("Leave it empty when it is done."),
    )
    theirs = TextAreaField(
        _("Your answer in the child’s language"),
        description=_("As the interpreter wrote it. The child reads this."),
        validators=[Length(max=_LONGEST, message=_TOO_LONG)],
    )
    interpreter = _name(_("Interpreter’s name"))
    interpreted_on = DateField(_("Interpreted on"), validators=[Optional()])
    told_by = _name(_("Told in person by"))
    told_on = DateField(_("Told on"), validators=[Optional()])
    theme = _theme()

    def validate(self, extra_validators: Any = None) -> bool:  # noqa: ANN401  wtforms’ own
        """Insist on a name and a day while it is still being asked for, and with a version."""
        sound: bool = super().validate(extra_validators)
        for field, words in self._missing():
            if not field.errors:
                field.errors = [words]
                sound = False
        return sound

    def _missing(self) -> Iterator[tuple[Any, object]]:
        if self.outcome.data == Outcome.STILL_ASKING:
            if not self.who.data:
                yield self.who, _("While you are still asking, say who is.")
            if not self.by_day.data:
                yield (
                    self.by_day,
                    _("While you are still asking, say by when the child will hear."),
                )
        version = (self.theirs, self.interpreter, self.interpreted_on)
        told = (self.told_by, self.told_on)
        for group in (version, told):
            if any(field.data for field in group):
                for field in group:
                    if not field.data:
                        yield field, _("Fill in this too, or leave the others empty.")

    @property
    def answered(self) -> Answered:
        """Return what the child is told. Refuses what leaves the child guessing."""
        return Answered(
            outcome=Outcome(self.outcome.data),
            said=self.said.data.strip(),
            who=(self.who.data or "").strip(),
            by_day=self.by_day.data,
            theirs=(self.theirs.data or "").strip(),
            interpreter=(self.interpreter.data or "").strip(),
            interpreted_on=self.interpreted_on.data,
            told_by=(self.told_by.data or "").strip(),
            told_on=self.told_on.data,
            theme=self.theme.data or "",
        )


class ThemeForm(FlaskForm):  # type: ignore[misc]  # the library’s base is untyped to us
    """What a thing asked for is about, said later."""

    theme = _theme()


def theme_form_for(ask: ReadAsk) -> ThemeForm:
    """Make the form that gives one ask its theme, or another one."""
    form = ThemeForm(formdata=None, prefix=prefix_of_theme(ask.id), data={"theme": ask.theme})
    _offer_its_own(form, ask)
    return form


def _offer_its_own(form: AskForm | ThemeForm, ask: ReadAsk) -> None:
    """Offer the theme it has, also where that was retired meanwhile."""
    if ask.theme not in dict(form.theme.choices):
        form.theme.choices.append((ask.theme, theme_name(ask.theme)))


_KEPT = (
    *("said", "who", "by_day", "theirs", "interpreter", "interpreted_on", "told_by", "told_on"),
    "theme",
)


def form_for(ask: ReadAsk) -> AskForm:
    """Make the form of one ask, filled with what was answered so far."""
    data = {name: getattr(ask, name) for name in _KEPT}
    data["outcome"] = ask.outcome.value if ask.outcome else None
    form = AskForm(formdata=None, prefix=prefix_of(ask.id), data=data)
    _offer_its_own(form, ask)
    return form


def prefix_of(ask_id: UUID) -> str:
    """Keep the fields of several asks on one page apart."""
    return f"ask-{ask_id.hex[:8]}-"


def prefix_of_theme(ask_id: UUID) -> str:
    """Keep the form of a theme apart from that of an answer."""
    return f"theme-{ask_id.hex[:8]}-"
