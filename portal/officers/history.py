"""What was recorded and decided about a review, in the order it happened, with the reasons."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from feedback.participation import Facts
from feedback.services.case import Case, Sealed, Step
from feedback.store.audit import Permit
from portal import words


@dataclass(frozen=True, slots=True)
class Told:
    """One step of the history."""

    at: datetime
    who: str
    what: str
    details: tuple[str, ...]
    reason: str


def history(case: Case, leave: Permit) -> tuple[Told, ...]:
    """Tell every record and every decision. Nothing was ever written over."""
    records = [_told(step, _record(step), leave) for step in case.records]
    decisions = [_told(step, _decision(step), leave) for step in case.decisions]
    return tuple(sorted([*records, *decisions], key=lambda told: told.at))


def recorded(facts: Facts) -> tuple[tuple[str, str], ...]:
    """Say the facts of a record as a person would."""
    yes_no = {True: _("Yes"), False: _("No")}
    if not facts.held:
        return ((_("Held"), _("No")),)
    return (
        (_("The child was there"), str(words.ATTENDED[facts.attended])),
        (_("The child spoke there"), yes_no[facts.spoke]),
        (_("Used signs, symbols or drawing there"), yes_no[facts.signed]),
        (_("Spoke for the child, who asked for it"), str(words.SPOKESPERSON[facts.spokesperson])),
        (_("The child’s views"), str(words.VIEWS[facts.views])),
    )


def _told(step: Step, what: tuple[str, tuple[str, ...]], leave: Permit) -> Told:
    return Told(step.at, step.who, what[0], what[1], _open(step.reason, leave))


def _record(step: Step) -> tuple[str, tuple[str, ...]]:
    said = _("Recorded the review") if step.number == 1 else _("Corrected the record")
    facts = recorded(step.facts) if step.facts else ()
    return said, tuple(f"{name}: {value}" for name, value in facts)


def _decision(step: Step) -> tuple[str, tuple[str, ...]]:
    if step.code is step.proposed:
        return _(
            "Confirmed %(code)s, as proposed by rule %(rule)s", code=step.code, rule=step.rule
        ), ()
    proposed = step.proposed or _("nothing")
    return _("Chose %(code)s; proposed was %(proposed)s by rule %(rule)s",
             code=step.code, proposed=proposed, rule=step.rule), ()  # fmt: skip


def _open(reason: Sealed | None, leave: Permit) -> str:
    return "" if reason is None else leave.read(reason.value, reason.place)
