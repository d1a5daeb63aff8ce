"""What the office types in about a child, a review to come, or an officer.

Each field is named after the column of the files it stands for, because the import judges it.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    Field,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TimeField,
)
from wtforms.validators import InputRequired, Length, Optional

from feedback.caseload.care_codes import LEGAL_STATUS, NEED, PLACE, PROVIDER
from feedback.caseload.files import LONGEST, LONGEST_CELL
from feedback.caseload.verdicts import Finding, Reason
from portal.cancelled_words import CANCELLED
from portal.languages import ENGLISH, LANGUAGES

_SEVERAL = _("Several are parted by a semicolon.")
_NEEDED = _("This is needed.")
_TEXTS = {
    "first": "FIRST_NAME",
    "last": "LAST_NAME",
    "known": "KNOWN_AS",
    "language": "LANGUAGE",
    "school": "SCHOOL",
    "carers": "CARERS",
    "siblings": "SIBLINGS",
}
_CARE = {
    "status": "LS",
    "need": "CIN",
    "place": "PLACE",
    "provider": "PLACE_PROVIDER",
    "home_post": "HOME_POST",
    "place_post": "PL_POST",
    "urn": "URN",
}
_FLAGS = {"interpreter": "INTERPRETER", "easier": "EASIER", "far": "AT_A_DISTANCE"}
_OTHERS = {"DATE": "DATE", "DAY_TWO": "DAY_TWO", "PART": "DAY_TWO"}


def _text(label: object, column: str, *more: object, help_: object = "") -> StringField:
    longest = LONGEST.get(column, LONGEST_CELL)
    checks = [Length(max=longest, message=_("This is longer than there is room for.")), *more]
    return StringField(label, description=help_, name=column, validators=checks)


class Typed(FlaskForm):  # type: ignore[misc]  # the library’s base is untyped to us
    """A form whose fields are columns."""

    @property
    def typed(self) -> dict[str, str]:
        """Return every column as a file would write it."""
        return {field.name: _written(field) for field in self if field.type != "CSRFTokenField"}

    def refuse(self, findings: Iterable[Finding]) -> None:
        """Say at its field why each row was refused; at the first where it has none here.

        That a child is then not known from a header is no news of its own.
        """
        fields = {field.name: field for field in self if field.type != "CSRFTokenField"}
        causes = [one for one in findings if one.reason is not Reason.UNKNOWN_CHILD]
        for one in causes or list(findings)[:1]:
            named = _OTHERS.get(one.field, one.field)
            field = fields.get(named) or next(iter(fields.values()))
            field.errors = [*field.errors, f"{one.reason}."]


class ChildForm(Typed):
    """Who a child is and what they need."""

    born = DateField(_("Date of birth"), name="DOB", validators=[InputRequired(_NEEDED)])
    first = _text(_("First name"), "FIRST_NAME")
    last = _text(_("Last name"), "LAST_NAME")
    known = _text(_("Known as"), "KNOWN_AS", help_=_("If they are called something else."))
    language = SelectField(
        _("Language"),
        name="LANGUAGE",
        choices=[
            SelectChoice("en", ENGLISH.english),
            *(SelectChoice(one.tag, one.english) for one in LANGUAGES),
        ],
        validate_choice=False,
    )
    interpreter = BooleanField(_("Needs an interpreter"), name="INTERPRETER")
    easier = BooleanField(_("Gets a form one step easier than their age"), name="EASIER")
    far = BooleanField(_("Lives at a distance"), name="AT_A_DISTANCE")
    school = _text(_("School"), "SCHOOL", help_=_SEVERAL)
    carers = _text(_("Carers"), "CARERS", help_=_SEVERAL)
    siblings = _text(_("Brothers and sisters"), "SIBLINGS", help_=_SEVERAL)


class NewChildForm(ChildForm):
    """A child who is added, with the day they came into care."""

    number = _text(
        _("Child’s number"),
        "CHILD",
        InputRequired(_NEEDED),
        help_=_("As in the SSDA903 return, leading zeros kept."),
    )
    sex = SelectField(
        _("Sex in the return"),
        name="SEX",
        choices=[SelectChoice("", _("Not said")), SelectChoice("1", _("1 male")),
                 SelectChoice("2", _("2 female"))],
    )  # fmt: skip
    since = DateField(
        _("In care since"),
        name="DECOM",
        description=_("Without it nobody can say when a review is due."),
        validators=[Optional()],
    )
    status = _text(_("Legal status"), "LS", help_=_("Such as C2, E1 or V2."))


def _code(label: object, column: str, codes: Mapping[str, str]) -> SelectField:
    choices = [SelectChoice(code, f"{code} {words}") for code, words in codes.items()]
    choices.insert(0, SelectChoice("", _("Choose")))
    checks = [InputRequired(_NEEDED)]
    return SelectField(
        label, name=column, choices=choices, validators=checks, validate_choice=False
    )


class CareForm(Typed):
    """A spell of care as the return tells of it."""

    since = DateField(_("In care since"), name="DECOM", validators=[InputRequired(_NEEDED)])
    status = _code(_("Legal status"), "LS", LEGAL_STATUS)
    need = _code(_("Main need"), "CIN", NEED)
    place = _code(_("Where they live"), "PLACE", PLACE)
    provider = _code(_("Who provides it"), "PLACE_PROVIDER", PROVIDER)
    home_post = _text(_("Postcode of the home they came from"), "HOME_POST")
    place_post = _text(_("Postcode of where they live"), "PL_POST")
    urn = _text(_("Ofsted number"), "URN", help_=_("Of the home or agency, if there is one."))


class CancelForm(FlaskForm):  # type: ignore[misc]  # the library’s base is untyped to us
    """Why a review that is to come is cancelled."""

    because = RadioField(
        _("Why is it cancelled?"),
        choices=[SelectChoice(reason.value, said) for reason, said in CANCELLED.items()],
        validators=[InputRequired(_("Choose one."))],
    )


class LeftCareForm(Typed):
    """When a child left care."""

    ended = DateField(_("Care ended on"), name="DEC", validators=[InputRequired(_NEEDED)])


class MovedForm(Typed):
    """Since when a child lives somewhere else."""

    since = DateField(_("Moved on"), name="DECOM", validators=[InputRequired(_NEEDED)])
    post = _text(_("Postcode of the new home"), "PL_POST", help_=_("For the return, if known."))


class ReviewForm(Typed):
    """A review to come."""

    day = DateField(_("Day of the review"), name="DATE", validators=[InputRequired(_NEEDED)])
    hour = TimeField(_("Time"), name="TIME", validators=[Optional()])
    second = DateField(
        _("Second part on"),
        name="DAY_TWO",
        description=_("Only when it is held in two parts, at most 60 days apart."),
        validators=[Optional()],
    )
    officer = SelectField(_("Officer"), name="OFFICER", validate_choice=False)
    worker = _text(_("Social worker"), "SOCIAL_WORKER")


class OfficerForm(Typed):
    """An officer by their reference."""

    reference = _text(
        _("Reference"),
        "OFFICER",
        InputRequired(_NEEDED),
        help_=_("As in planned.csv. A reference that is there already gets the new name."),
    )
    called = _text(_("Name"), "OFFICER_NAME", InputRequired(_NEEDED))


def of_card(columns: Mapping[str, str], born: object) -> ChildForm:
    """Fill a form with what is known of a child."""
    data = {short: columns[column] for short, column in _TEXTS.items()}
    flags = {short: columns[column] == "yes" for short, column in _FLAGS.items()}
    form = ChildForm(formdata=None, data={**data, **flags, "born": born})
    tag = columns["LANGUAGE"]
    if tag not in {value for value, *_more in form.language.choices}:
        form.language.choices = [*form.language.choices, (tag, tag)]
    return form


def care_form(care: Mapping[str, str]) -> CareForm:
    """Fill a form with the latest spell of care, where there is one."""
    form = CareForm(
        data={
            "since": day_of(care.get("DECOM", "")),
            **{short: care.get(column, "") for short, column in _CARE.items()},
        }
    )
    for field in (form.status, form.need, form.place, form.provider):
        if field.data and field.data not in {value for value, *_more in field.choices}:
            field.choices = [*field.choices, (field.data, field.data)]
    return form


def day_of(cell: str) -> date | None:
    """Read a day as the files write it; none where there is none."""
    return datetime.strptime(cell, "%d/%m/%Y").date() if cell else None  # noqa: DTZ007  a day


def _written(field: Field) -> str:
    value = field.data
    if field.type == "BooleanField":
        return "yes" if value else "no"
    if value is None:
        return ""
    if field.type == "DateField":
        return f"{value:%d/%m/%Y}"
    return f"{value:%H:%M}" if field.type == "TimeField" else str(value)
