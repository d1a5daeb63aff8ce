"""What somebody is here to do, in words for those who keep the people."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as lazy

from feedback.store.models import Duty

NAMES = {
    Duty.OFFICER: lazy("reviewing officer"),
    Duty.MANAGER: lazy("IRO manager"),
    Duty.PARTICIPATION: lazy("participation officer"),
    Duty.SAFEGUARDING: lazy("safeguarding duty"),
    Duty.OFFICE: lazy("office"),
    Duty.RETURNS: lazy("return maker"),
    Duty.AUDITOR: lazy("auditor"),
    Duty.ADMINISTRATOR: lazy("administrator"),
}

DOES = {
    Duty.OFFICER: lazy("Reviewing officer: reads and answers what their own children say"),
    Duty.MANAGER: lazy("IRO manager: watches clocks and caseloads, never a child’s words"),
    Duty.PARTICIPATION: lazy("Participation officer: comments, figures and summaries"),
    Duty.SAFEGUARDING: lazy("Safeguarding duty: concerns, and what nobody has read"),
    Duty.OFFICE: lazy("Office: caseload, letters and paper"),
    Duty.RETURNS: lazy("Return maker: the SSDA903 files"),
    Duty.AUDITOR: lazy("Auditor: the log"),
    Duty.ADMINISTRATOR: lazy("Administrator: runs it and keeps the people, reads nothing"),
}


def in_words(duties: Iterable[str]) -> str:
    """Name several duties in one line."""
    return ", ".join(str(NAMES[Duty(one)]) for one in duties)
