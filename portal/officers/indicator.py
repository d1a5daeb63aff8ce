"""Deciding how a child took part: the portal proposes, the officer confirms or chooses."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as lazy
from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, SelectChoice, TextAreaField
from wtforms.validators import InputRequired, Length

from feedback.contradictions import Sources, contradictions
from feedback.errors import IndicatorRefused, OverrideNeedsReason
from feedback.participation import Indicator, may_override
from feedback.services.case import Case
from feedback.services.confirm import Decision, confirm
from portal import words, words_contradictions
from portal.access import may
from portal.dates import moment_in_words
from portal.names import name_of
from portal.officers import bp
from portal.officers.desk import case, hand, permit
from portal.officers.history import history, recorded
from portal.storage import keys, store

_LONGEST = 2_000


class DecisionForm(FlaskForm):  # type: ignore[misc]  # the library’s base is untyped to us
    """A code, and why when it is not the one proposed."""

    code = RadioField(
        lazy("How did the child take part?"),
        validators=[InputRequired(lazy("Choose a code."))],
    )
    reason = TextAreaField(
        lazy("Why this code?"),
        description=lazy("It stays with the review, for whoever asks later."),
        validators=[Length(max=_LONGEST, message=lazy("Please use fewer words."))],
    )
    record = HiddenField()

    @property
    def decision(self) -> Decision:
        """Return what the officer decided."""
        number = self.record.data or ""
        return Decision(
            Indicator(self.code.data),
            self.reason.data or "",
            int(number) if number.isdecimal() else 0,
        )


@bp.route("/<uuid:review_id>/indicator", methods=["GET", "POST"])
@may("record-own-reviews")
def indicator(review_id: UUID) -> ResponseReturnValue:
    """Show the proposal with its rule and evidence, and take the officer’s decision."""
    found = case(review_id)
    form = _form(found)
    if form.validate_on_submit() and _decided(found, form):
        return redirect(url_for(".review", review_id=review_id))
    leave = permit("opened-name", "review", review_id)
    return render_template(
        "officers/indicator.html",
        case=found,
        proposal=found.proposal,
        form=form,
        name=name_of(found.named, found.child_id, leave),
        evidence=_evidence(found),
        against=_against(found),
        intends=next((sent.intends for sent in reversed(found.sent) if sent.intends), None),
        history=history(found, leave),
        words=words,
    )


def _form(found: Case) -> DecisionForm:
    form = DecisionForm()
    if not form.is_submitted():
        form.record.data = str(found.record_number)
    under4 = found.facts.under4
    form.code.choices = [
        SelectChoice(str(code), f"{code}: {said}")
        for code, said in words.CODES.items()
        if may_override(code, under4=under4)
    ]
    return form


def _decided(found: Case, form: DecisionForm) -> bool:
    try:
        with store().begin() as transaction:
            confirm(transaction, found.review_id, form.decision, by=hand(), keys=keys())
    except OverrideNeedsReason as refusal:
        form.reason.errors = [str(refusal)]
        return False
    except IndicatorRefused as refusal:
        form.code.errors = [str(refusal)]
        return False
    flash(_("%(code)s is confirmed.", code=form.code.data))
    return True


def _against(found: Case) -> list[object]:
    """Name what the sources say against each other, once there is a record."""
    if not found.records:
        return []
    sources = Sources(found.facts, found.suggested, found.reported, found.code)
    return [words_contradictions.CONTRADICTIONS[one] for one in contradictions(sources)]


def _evidence(found: Case) -> list[tuple[str, str, str]]:
    """List each fact that decides, what it says, and where that comes from."""
    if not found.records:
        return []
    last: Any = found.records[-1]
    source = _("Recorded by %(who)s on %(when)s", who=last.who, when=moment_in_words(last.at))
    rows = [(fact, value, source) for fact, value in recorded(found.facts)]
    if found.age is not None:
        rows.insert(
            0, (_("Age at the review"), str(found.age), _("Date of birth in the caseload"))
        )
    for sent in found.sent:
        kind = _("A real answer") if sent.real else _("No real answer")
        when = _("Sent through the portal on %(when)s", when=moment_in_words(sent.at))
        rows.append((_("What the child sent"), kind, when))
    if found.reported:
        said = f"{found.reported}: {words.CODES[found.reported]}"
        rows.append((_("Code reported"), said, _("The last import; evidence, never confirmed")))
    return rows
