"""How the letters of several children shall be: which form, which language, which size."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, SelectChoice, SelectField

from feedback.questionnaire import Version
from feedback.services.letter_batch import Choice
from portal import language
from portal.office import words
from portal.translating.gathering import LETTERS


class BatchForm(FlaskForm):  # type: ignore[misc]  # the library’s base is untyped to us
    """Asked once for all of them. What is usual stands first."""

    version = SelectField(
        _("Which form shall the letters open?"),
        description=_("The child can change it at any time."),
        choices=[
            SelectChoice("", _("Each by the child’s age")),
            *(SelectChoice(version.value, said) for version, said in words.VERSIONS.items()),
        ],
        default="",
    )
    language = SelectField(
        _("In which language?"),
        description=_("Only languages in which a second person accepted every sentence."),
        default="",
    )
    large = BooleanField(_("In large print"))

    def __init__(self) -> None:
        """Offer the languages in which letters are whole just now."""
        super().__init__()
        offered = [(one.tag, one.english) for one in language.offered_for(LETTERS)]
        own = gettext("Each child’s own where it is offered, else English")
        self.language.choices = [("", own), *offered]

    @property
    def choice(self) -> Choice:
        """Return what was chosen, of a form that was found sound."""
        return Choice(
            version=Version(self.version.data) if self.version.data else None,
            language=self.language.data or None,
            large=self.large.data,
        )
