"""The page on which officers and managers write what follows a review, and how it is told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as lazy
from flask_wtf import FlaskForm
from wtforms import DateField, HiddenField, RadioField, SelectChoice, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from feedback.following import Cause, Doing, Worked
from feedback.services.follow_up import FollowUpRefused, Plan, Step, Writer, write_follow_up
from feedback.store.audit import Permit
from portal.storage import keys, store

CAUSES: Mapping[Cause, object] = {
    Cause.NOT_ASKED: lazy("Nobody asked them beforehand"),
    Cause.NO_TIME: lazy("They were asked too late"),
    Cause.NO_WISH: lazy("They did not want to"),
    Cause.NOBODY_TO_SPEAK: lazy("Nobody was there to speak for them"),
    Cause.NEEDS_NOT_MET: lazy("What they need to take part was missing"),
    Cause.UNWELL: lazy("They were unwell"),
    Cause.AWAY: lazy("They were away or had moved"),
    Cause.NOT_WRITTEN_DOWN: lazy("It happened, and nobody wrote it down"),
    Cause.OTHER: lazy("Something else"),
}
DOINGS: Mapping[Doing, object] = {
    Doing.OPEN: lazy("To be done"),
    Doing.DONE: lazy("Done"),
    Doing.NOT_DONE: lazy("Not done"),
    Doing.NOT_NEEDED: lazy("Not needed any more"),
}
WORKED: Mapping[Worked, object] = {
    Worked.YES: lazy("Yes, they were heard"),
    Worked.PARTLY: lazy("Partly"),
    Worked.NO: lazy("No"),
}
_LONGEST = 1_000
_NOT_SAID = ""


@dataclass(frozen=True, slots=True)
class Told:
    """One step of the history, in words."""

    who: str
    at: datetime
    facts: tuple[str, ...]
    words: Mapping[str, str]


class FollowUpForm(FlaskForm):  # type: ignore[misc]  # the library’s base is untyped to us
    """Why, what, who, by when; later what came of it and whether it worked."""

    cause = RadioField(
        lazy("Why were they not heard?"),
        choices=[SelectChoice(cause.value, said) for cause, said in CAUSES.items()],
        validators=[InputRequired(lazy("Choose what fits best."))],
    )
    reason = TextAreaField(
        lazy("What happened, in your words"),
        description=lazy("Never the child’s words: those are for their officer alone."),
        validators=[
            InputRequired(lazy("Say in a few words what happened.")),
            Length(max=_LONGEST, message=lazy("Please use fewer words.")),
        ],
    )
    action = TextAreaField(
        lazy("What is done so that they are heard next time"),
        validators=[
            InputRequired(lazy("Say what is done.")),
            Length(max=_LONGEST, message=lazy("Please use fewer words.")),
        ],
    )
    owner = SelectField(
        lazy("Who sees to it?"), validators=[InputRequired(lazy("Choose somebody."))]
    )
    due = DateField(lazy("By which day?"), validators=[InputRequired(lazy("Choose a day."))])
    doing = RadioField(
        lazy("How far is it?"),
        choices=[SelectChoice(doing.value, said) for doing, said in DOINGS.items()],
        default=Doing.OPEN.value,
    )
    outcome = TextAreaField(
        lazy("What came of it"),
        description=lazy("Needed once it is not to be done any more."),
        validators=[Optional(), Length(max=_LONGEST, message=lazy("Please use fewer words."))],
    )
    worked = RadioField(
        lazy("Did it work at the next review?"),
        choices=[
            SelectChoice(_NOT_SAID, lazy("Nobody can say yet")),
            *(SelectChoice(worked.value, said) for worked, said in WORKED.items()),
        ],
        default=_NOT_SAID,
    )
    follows = HiddenField(default="0")

    @property
    def plan(self) -> Plan:
        """Return what was written."""
        number = self.follows.data or ""
        return Plan(
            cause=Cause(self.cause.data),
            reason=self.reason.data,
            action=self.action.data,
            owner=UUID(self.owner.data),
            due=self.due.data,
            doing=Doing(self.doing.data),
            outcome=self.outcome.data or "",
            worked=Worked(self.worked.data) if self.worked.data else None,
            follows=int(number) if number.isdecimal() else 0,
        )


def form_after(
    steps: Sequence[Step], owners: Sequence[tuple[UUID, str]], permit: Permit
) -> FollowUpForm:
    """Make the form, filled with what stands now."""
    data: dict[str, object] = {"due": None, "follows": "0"}
    if steps:
        last = steps[-1]
        data = {
            "cause": last.cause.value,
            "owner": str(last.owner_id),
            "due": last.due,
            "doing": last.doing.value,
            "worked": last.worked.value if last.worked else _NOT_SAID,
            "follows": str(last.number),
            **last.opened(permit),
        }
    form = FollowUpForm(data=data)
    form.owner.choices = [("", _("Choose")), *((str(key), name) for key, name in owners)]
    return form


def kept(form: FollowUpForm, review_id: UUID, writer: Writer) -> bool:
    """Keep what was written, or say on the form why not."""
    try:
        with store().begin() as transaction:
            write_follow_up(transaction, review_id, form.plan, by=writer, keys=keys())
    except FollowUpRefused as refusal:
        form.doing.errors = [str(refusal)]
        return False
    return True


def told(steps: Sequence[Step], permit: Permit) -> tuple[Told, ...]:
    """Tell the history, the newest first."""
    return tuple(_told(step, permit) for step in reversed(steps))


def _told(step: Step, permit: Permit) -> Told:
    facts = [str(CAUSES[step.cause]), step.owner, str(DOINGS[step.doing])]
    if step.worked:
        facts.append(_("At the next review: %(said)s", said=WORKED[step.worked]))
    return Told(step.who, step.at, tuple(facts), step.opened(permit))
