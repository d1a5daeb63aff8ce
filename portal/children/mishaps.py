"""When a child’s page cannot do what was asked: what happened, what to do, and the words back."""

from contextlib import suppress
from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import RequestEntityTooLarge

from feedback.errors import (
    AlreadySent,
    FeedbackError,
    FormClosed,
    GateShut,
    JournalUnwritable,
    NothingToSend,
    VisitOver,
    WeekKeyMissing,
)
from portal import language
from portal.children import asking
from portal.children.blueprint import bp
from portal.children.helping import tell_all_the_same
from portal.children.visit import closed
from portal.children.words_back import written


@dataclass(frozen=True, slots=True)
class Kind:
    """One mishap, in words for a child."""

    title: object
    sentences: tuple[object, ...]
    status: int


SENT_BEFORE = Kind(
    _("You have sent this already"),
    (_("We have it, once and safe. Nothing you sent was changed."),),
    409,
)
TOO_LATE = Kind(
    _("This is closed now"),
    (
        _("This is not open now. It may be too late, or too early."),
        _("What you think still counts. Tell someone you trust, or ring someone."),
    ),
    409,
)
NOTHING_YET = Kind(
    _("There is nothing to send yet"), (_("You can begin whenever you like."),), 409
)
NOT_KNOWN = Kind(
    _("We cannot do that here"),
    (
        _(
            "That needs your three secret pictures. You can ask your %(iro)s instead.",
            iro=LazyString(lambda: language.glossary().iro),
        ),
    ),
    403,
)
NOT_NOW = Kind(
    _("We cannot keep this just now"),
    (
        _("It was not you. Nothing was sent. What we kept before is still kept."),
        _("Please try again in a few minutes."),
    ),
    503,
)
WAITED = Kind(
    _("This page waited too long"),
    (_("It was not you. Open your page again and it will work."),),
    400,
)

TOO_BIG = Kind(
    _("That is bigger than we can take"),
    (
        _("What we kept before is still kept."),
        _("Please go back. Choose a smaller picture, or a shorter recording."),
    ),
    413,
)


NOT_TOLD = Kind(
    _("Nobody was told yet"),
    (
        _("This page waited too long. It was not you."),
        _("Please press it once more, or ring someone now."),
    ),
    400,
)
NOT_SURE = Kind(
    _("Please ring someone now"),
    (
        _("We tried to tell the people on duty. We are not sure that it worked."),
        _("It was not you. Please ring someone, or press it again later."),
    ),
    503,
)
_CALLS = frozenset({"children.ask_to_talk", "children.safe_now"})


@bp.errorhandler(AlreadySent)
@bp.errorhandler(FormClosed)
@bp.errorhandler(NothingToSend)
@bp.errorhandler(GateShut)
@bp.errorhandler(WeekKeyMissing)
def refused(error: FeedbackError) -> ResponseReturnValue:
    """Say which, and give the words back that were on the page."""
    kinds = {
        AlreadySent: SENT_BEFORE,
        FormClosed: TOO_LATE,
        NothingToSend: NOTHING_YET,
        GateShut: NOT_KNOWN,
    }
    return _page(kinds.get(type(error), NOT_NOW))


@bp.errorhandler(JournalUnwritable)
def unwritten(_error: JournalUnwritable) -> ResponseReturnValue:
    """Give the words back, or let duty know of a call without saying that we got it."""
    if request.endpoint not in _CALLS:
        return _page(NOT_NOW)
    with suppress(OperationalError):  # then nobody was told, and the page says to ring as well
        tell_all_the_same((request.view_args or {}).get("whom"))
    return _page(NOT_SURE)


@bp.errorhandler(VisitOver)
def over(_error: VisitOver) -> ResponseReturnValue:
    """Ask for the letter again."""
    return closed(said=_typed(), kept=not _typed())


@bp.errorhandler(OperationalError)
def busy(_error: OperationalError) -> ResponseReturnValue:
    """Give the words back when the database cannot take them."""
    return _page(NOT_NOW)


@bp.errorhandler(RequestEntityTooLarge)
def too_big(_error: RequestEntityTooLarge) -> ResponseReturnValue:
    """Say what to do about it; nothing of what was sent can be given back."""
    page = render_template("children/mishap.html", kind=TOO_BIG, said=())
    return page, TOO_BIG.status


@bp.errorhandler(CSRFError)
def waited(_error: CSRFError) -> ResponseReturnValue:
    """Bring a question’s page back with its words; elsewhere say that the page waited too long."""
    if request.endpoint == "children.answer":
        try:
            again = asking.typed_again((request.view_args or {})["question_id"])
        except VisitOver:
            again = None
        if again is not None:
            return again, WAITED.status
    return _page(NOT_TOLD if request.endpoint in _CALLS else WAITED)


def _page(kind: Kind) -> ResponseReturnValue:
    page = render_template("children/mishap.html", kind=kind, said=_typed())
    return page, kind.status


def _typed() -> tuple[str, ...]:
    return written((request.view_args or {}).get("question_id", ""))
