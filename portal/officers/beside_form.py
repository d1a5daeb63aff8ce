"""The part of the record’s form that is not about how the child took part."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    FieldList,
    Form,
    FormField,
    RadioField,
    SelectChoice,
    SelectField,
)
from wtforms.validators import Optional

from feedback.beside import Beside, Contact, LateBecause, Met, SeenAlone, Way
from feedback.services.case import Case
from portal.words_beside import CONTACT, LATE_BECAUSE, SEEN_ALONE, WAYS, YES_NO

_LATER = "later"
_LINES = 3
_NOT_YET = {_LATER: _("I will record this later")}
Problem = tuple[Any, object]


def a_day(question: object, note: object = "") -> DateField:
    """Ask for a day that may be left out."""
    return DateField(question, description=note, validators=[Optional()])


def one_of(question: object, words: Mapping[Any, object], note: object = "") -> RadioField:
    """Ask for one of a closed list, or for nothing yet."""
    said = {str(value).lower(): label for value, label in words.items()} | _NOT_YET
    choices = [SelectChoice(value, label) for value, label in said.items()]
    return RadioField(
        question, choices=choices, description=note, default=None, validate_choice=False
    )


class MetForm(Form):  # type: ignore[misc]  # the library’s base is untyped to us
    """One visit or other contact."""

    day = a_day(_("Day"))
    way = SelectField(
        _("How"),
        validate_choice=False,
        choices=[
            SelectChoice("", _("Choose")),
            *(SelectChoice(str(w), said) for w, said in WAYS.items()),
        ],
    )
    alone = BooleanField(_("The child was alone with me"))

    @property
    def met(self) -> Met | None:
        """Return what happened; None when the line was left empty or is half filled."""
        if not self.day.data or self.way.data not in set(Way):
            return None
        return Met(self.day.data, Way(self.way.data), alone=self.alone.data)

    def problems(self, today: date) -> Iterator[Problem]:
        """Name what is half said."""
        if self.way.data and not self.day.data and not self.day.errors:
            yield self.day, _("Say on which day.")
        if self.day.data and not self.way.data:
            yield self.way, _("Say how you were in touch.")
        if self.day.data and self.day.data > today:
            yield self.day, _("This day is still to come.")


class BesideForm(FlaskForm):  # type: ignore[misc]  # the library’s base is untyped to us
    """Seen alone, contact, lateness, the two papers: each may be left for later."""

    part_two_day = a_day(
        _("If there is a second part, on which day?"),
        _("The review counts from its first part."),
    )
    seen_alone = one_of(_("Did you speak with the child alone before the review?"), SEEN_ALONE)
    seen_alone_on = a_day(
        _("On which day?"), _("The day you spoke alone, or on which the child said no.")
    )
    contact = one_of(
        _("Did you visit the child, or were you in touch, since the last review?"), CONTACT
    )
    met = FieldList(FormField(MetForm), min_entries=_LINES, max_entries=_LINES)
    late_because = SelectField(
        _("Why was the review late?"),
        validate_choice=False,
        choices=[
            SelectChoice("", _("I will record this later")),
            *(SelectChoice(str(why), said) for why, said in LATE_BECAUSE.items()),
        ],
    )
    notified_on = a_day(_("On which day was the service notified?"))
    notified_in_time = one_of(_("Was it within 2 working days?"), YES_NO)
    documents_on = a_day(_("On which day were the documents there?"))
    documents_in_time = one_of(_("Were they ready for the review?"), YES_NO)

    @property
    def beside(self) -> Beside:
        """Return what the officer says beside how the child took part."""
        return Beside(
            part_two_day=self.part_two_day.data,
            seen_alone=_word(SeenAlone, self.seen_alone.data),
            seen_alone_on=self.seen_alone_on.data,
            contact=_word(Contact, self.contact.data),
            late_because=_word(LateBecause, self.late_because.data),
            notified_on=self.notified_on.data,
            notified_in_time=_yes(self.notified_in_time.data),
            documents_on=self.documents_on.data,
            documents_in_time=_yes(self.documents_in_time.data),
        )

    @property
    def lines(self) -> tuple[Met, ...]:
        """Return the visits and contacts that were filled in."""
        return tuple(line.met for line in (entry.form for entry in self.met) if line.met)

    def beside_problems(self, case: Case, today: date) -> list[Problem]:
        """Name, kindly and by its field, what the service would refuse."""
        met = [problem for entry in self.met for problem in entry.form.problems(today)]
        return [*met, *self._days(today), *self._pairs(case), *self._log(case)]

    def _days(self, today: date) -> Iterator[Problem]:
        for field in (self.seen_alone_on, self.notified_on, self.documents_on):
            if field.data and field.data > today:
                yield field, _("This day is still to come.")

    def _pairs(self, case: Case) -> Iterator[Problem]:
        if self.seen_alone.data == SeenAlone.YES and not self.seen_alone_on.data:
            yield self.seen_alone_on, _("Say on which day you saw the child alone.")
        if self.seen_alone_on.data and self.seen_alone.data in {None, _LATER, SeenAlone.NO}:
            yield self.seen_alone, _("There is a day below. Say whether you saw the child alone.")
        if self.notified_in_time.data == "true" and not self.notified_on.data:
            yield self.notified_on, _("Say on which day.")
        if self.documents_in_time.data == "true" and not self.documents_on.data:
            yield self.documents_on, _("Say on which day.")
        if (
            self.documents_in_time.data == "true"
            and (self.documents_on.data or case.day) > case.day
        ):
            yield self.documents_in_time, _("That day is after the review.")
        if self.part_two_day.data and self.part_two_day.data <= case.day:
            yield self.part_two_day, _("The second part comes after the first.")

    def _log(self, case: Case) -> Iterator[Problem]:
        there = bool(case.met or self.lines)
        if self.contact.data == Contact.MADE and not there:
            yield self.contact, _("Write at least one visit or contact below.")
        if self.contact.data == Contact.NONE and there:
            yield self.contact, _("There is a visit or contact below, so it cannot be no.")


def said_beside(beside: Beside, case: Case) -> dict[str, Any]:
    """Say a record’s facts as the form’s own data. A log with lines says *yes* by itself."""
    contact = beside.contact or (Contact.MADE if case.met else None)
    words = {
        "seen_alone": beside.seen_alone,
        "contact": contact,
        "late_because": beside.late_because,
    }
    truths = {
        name: None if (said := getattr(beside, name)) is None else str(said).lower()
        for name in ("notified_in_time", "documents_in_time")
    }
    days = {
        name: getattr(beside, name)
        for name in ("part_two_day", "seen_alone_on", "notified_on", "documents_on")
    }
    return {
        **{name: str(word) if word else None for name, word in words.items()},
        **truths,
        **days,
        "part_two_day": beside.part_two_day or case.part_two_day,
    }


def _word(words: Any, said: str | None) -> Any:  # noqa: ANN401  whichever list it is
    return words(said) if said in set(words) else None


def _yes(said: str | None) -> bool | None:
    return {"true": True, "false": False}.get(said or "")
