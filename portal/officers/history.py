"""What was recorded and decided about a review, in the order it happened, with the reasons."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _

from feedback.beside import Beside
from feedback.participation import Facts
from feedback.services.case import Case, Sealed, Step
from feedback.store.audit import Permit
from portal import words, words_beside
from portal.dates import short_day


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


def recorded_beside(beside: Beside) -> tuple[tuple[str, str], ...]:
    """Say what a record holds beside how the child took part; what nobody said is left out."""
    said = (
        (_("Second part"), _day(beside.part_two_day)),
        (_("Seen alone"), _word(words_beside.SEEN_ALONE, beside.seen_alone, beside.seen_alone_on)),
        (_("Visits and contact"), _word(words_beside.CONTACT, beside.contact)),
        (_("Late because"), _word(words_beside.LATE_BECAUSE, beside.late_because)),
        (_("Notified within 2 working days"), _truth(beside.notified_in_time, beside.notified_on)),
        (_("Documents ready"), _truth(beside.documents_in_time, beside.documents_on)),
    )
    return tuple((fact, value) for fact, value in said if value)


def _word(words: Mapping[Any, object], word: object, on: date | None = None) -> str:
    said = "" if word is None else str(words[word])
    return ", ".join(filter(None, (said, _day(on))))


def _truth(said: bool | None, on: date | None) -> str:  # noqa: FBT001  a fact, yes or no
    return _word(words_beside.YES_NO, said, on)


def _day(day: date | None) -> str:
    return "" if day is None else short_day(day)


def _told(step: Step, what: tuple[str, tuple[str, ...]], leave: Permit) -> Told:
    return Told(step.at, step.who, what[0], what[1], _open(step.reason, leave))


def _record(step: Step) -> tuple[str, tuple[str, ...]]:
    said = _("Recorded the review")
    if step.number > 1:
        said = _("Corrected the record") if step.reason else _("Added to the record")
    facts = recorded(step.facts) if step.facts else ()
    facts += recorded_beside(step.beside) if step.beside else ()
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
