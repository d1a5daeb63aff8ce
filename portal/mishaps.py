"""What a page says when something went wrong: what happened, and what to do now."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import lazy_gettext as _

from feedback.errors import (
    AnswersUnsound,
    AuditUnwritable,
    FeedbackError,
    KeyMissing,
    QuestionnaireUnknown,
    SealBroken,
)
from portal import language
from portal.languages import ENGLISH


@dataclass(frozen=True, slots=True)
class Mishap:
    """One way a page can fail, in words for whoever meets it."""

    title: object
    sentences: tuple[object, ...]
    status: int


LOST = Mishap(
    _("This page is not here"),
    (_("The address may be wrong. Or the page may have moved."),),
    404,
)
NOT_YOURS = Mishap(
    _("This page is not for you"),
    (_("Your work here does not include it. If it should, ask whoever set you up."),),
    403,
)
OUR_FAULT = Mishap(
    _("Something went wrong here"),
    (_("It was not you. What was kept before this page is still kept."), _("Please try again.")),
    500,
)
WAITED_TOO_LONG = Mishap(
    _("This page waited too long"),
    (_("Go back, open the page again, and it will work."),),
    400,
)
SIGNED_OUT = Mishap(
    _("You have been signed out"),
    (_("Nothing happened for a while, so we closed the door. Sign in and carry on."),),
    401,
)
BUSY = Mishap(
    _("We cannot keep this just now"),
    (_("Nothing was sent. Please try again in a few minutes."),),
    503,
)

BY_STATUS: Mapping[int, Mishap] = {
    400: Mishap(
        _("We could not read that"),
        (_("Go back to the page before and try once more."),),
        400,
    ),
    401: SIGNED_OUT,
    403: NOT_YOURS,
    404: LOST,
    405: Mishap(_("This page is not here"), (_("Go back to the page before."),), 405),
    413: Mishap(
        _("That is too much at once"),
        (_("Make it shorter, and try again. Nothing was kept from this page."),),
        413,
    ),
    429: Mishap(
        _("Please wait a while"),
        (_("There were too many tries. Wait 15 minutes, and then try once more."),),
        429,
    ),
    500: OUR_FAULT,
    503: BUSY,
}

# What is ours to mend says nothing of how; the rest says its own sentence.
_STATUS: Mapping[type[FeedbackError], int] = {
    AnswersUnsound: 400,
    AuditUnwritable: 503,
    KeyMissing: 503,
    QuestionnaireUnknown: 500,
    SealBroken: 500,
}


def refused(error: FeedbackError) -> Mishap:
    """Turn a refusal of the service into a page: its sentence is fit to print, in English."""
    status = next((_STATUS[kind] for kind in type(error).mro() if kind in _STATUS), 409)
    if status == OUR_FAULT.status:
        return OUR_FAULT
    said = str(error) if language.chosen() is ENGLISH else _("Please try again.")
    return Mishap(_("That cannot be done"), (said,), status)
