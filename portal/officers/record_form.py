"""The form for the record of a review: the facts of the decision table, then those beside."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, SelectChoice, TextAreaField
from wtforms.validators import Length

from feedback.participation import Attended, Facts, Spokesperson, Views
from feedback.services.case import Case
from feedback.services.record import Account
from portal.officers.beside_form import BesideForm, said_beside
from portal.storage import today
from portal.words import ATTENDED, SPOKESPERSON, VIEWS

_LONGEST = 2_000
_YES_NO = {"yes": _("Yes"), "no": _("No")}
_NEEDED_IF_HELD = ("attended", "spoke", "signed", "spokesperson", "views")


def _choices(words: Mapping[Any, object]) -> list[SelectChoice]:
    return [SelectChoice(str(value), label) for value, label in words.items()]


def _one_of(question: object, words: Mapping[Any, object], note: object = "") -> RadioField:
    return RadioField(
        question, choices=_choices(words), description=note, validate_choice=False, default=None
    )


class RecordForm(BesideForm):
    """What happened at a review."""

    case: Case
    held = _one_of(_("Was the review held?"), _YES_NO)
    attended = _one_of(
        _("Was the child there?"), ATTENDED, _("What they meant to do beforehand does not count.")
    )
    spoke = _one_of(_("Did the child speak at the review?"), _YES_NO)
    signed = _one_of(
        _("Did the child use signs, symbols, drawing or a communication aid at the review?"),
        _YES_NO,
    )
    spokesperson = _one_of(_("Did someone speak for the child, because the child asked?"),
                           SPOKESPERSON)  # fmt: skip
    views = _one_of(_("What came from the child before the review ended?"), VIEWS)
    reason = TextAreaField(
        _("Why are you correcting the record?"),
        validators=[Length(max=_LONGEST, message=_("Please use fewer words."))],
    )
    follows = HiddenField()

    def validate(self, extra_validators: Any = None) -> bool:  # noqa: ANN401  wtforms’ own
        """Ask for what is missing, and name what cannot both be true."""
        sound: bool = super().validate(extra_validators)
        beside = self.beside_problems(self.case, today()) if self.held.data == "yes" else []
        problems = [*self._missing(), *self._contradictions(), *beside]
        for field, words in problems:
            field.errors = [*field.errors, words]
        return sound and not problems

    @property
    def in_order(self) -> list[Any]:
        """Return every field in the order of the page, for the list of mistakes at its top."""
        lines = [field for entry in self.met for field in (entry.form.day, entry.form.way)]
        first = [self.held, self.part_two_day, *(self[name] for name in _NEEDED_IF_HELD)]
        before = [self.seen_alone, self.seen_alone_on, self.contact, *lines]
        return [*first, *before, self.late_because, *self._papers, self.reason]

    @property
    def _papers(self) -> list[Any]:
        told = [self.notified_on, self.notified_in_time]
        return [*told, self.documents_on, self.documents_in_time]

    @property
    def account(self) -> Account:
        """Return what the officer says happened."""
        follows = int(self.follows.data) if (self.follows.data or "").isdecimal() else 0
        reason = self.reason.data or ""
        if self.held.data == "no":
            return Account(held=False, reason=reason, follows=follows)
        return Account(
            held=True,
            attended=Attended(self.attended.data),
            spoke=self.spoke.data == "yes",
            signed=self.signed.data == "yes",
            spokesperson=Spokesperson(self.spokesperson.data),
            views=Views(self.views.data),
            reason=reason,
            follows=follows,
            beside=self.beside,
            met=self.lines,
        )

    def _missing(self) -> list[tuple[Any, object]]:
        wanted = ("held", *(_NEEDED_IF_HELD if self.held.data == "yes" else ()))
        return [
            (self[name], _("Choose one, even if it is not known."))
            for name in wanted
            if self[name].data not in {choice.value for choice in self[name].choices}
        ]

    def _contradictions(self) -> list[tuple[Any, object]]:
        if self.held.data != "yes" or self.attended.data != Attended.NO:
            return []
        words = _("You say that the child was not there, and that they did this there.")
        return [(field, words) for field in (self.spoke, self.signed) if field.data == "yes"]


def form_for(case: Case) -> RecordForm:
    """Make the form: empty but for what came, or filled with the record to be corrected."""
    said = _said(case.facts) if case.records else _known(case)
    form = RecordForm(data=said | said_beside(case.beside, case))
    form.case = case
    return form


def _known(case: Case) -> dict[str, str]:
    return {"views": str(case.suggested), "follows": "0"}


def _said(facts: Facts) -> dict[str, str]:
    yes_no = {True: "yes", False: "no"}
    return {
        "held": yes_no[facts.held],
        "attended": str(facts.attended),
        "spoke": yes_no[facts.spoke],
        "signed": yes_no[facts.signed],
        "spokesperson": str(facts.spokesperson),
        "views": str(facts.views),
    }
