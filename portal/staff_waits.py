"""Letting whoever guesses at a page of staff’s wait, and nobody whose account it is elsewhere."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from http import HTTPStatus

from flask import current_app, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _

from feedback.errors import StepShut, WaitAWhile
from feedback.services import staff_tries
from feedback.services.staff_tries import Tried
from portal.dates import clock
from portal.errors import page_for
from portal.mishaps import Mishap
from portal.network import network
from portal.storage import keys, now, store

View = Callable[..., ResponseReturnValue]

_SHUT = Mishap(
    _("No more digits are taken today"),
    (
        _("Too many wrong ones were tried after your password, from more than one place."),
        _("One of your recovery codes still lets you in: sign in again, and choose it there."),
        _("Then change your password, unless all those tries were yours: somebody knows it."),
    ),
    HTTPStatus.TOO_MANY_REQUESTS,
)

_TO_THE_MINUTE = timedelta(seconds=59)


def waiting(page: View, account: Callable[[], str], *, known: bool = False) -> View:
    """Count what is sent to a page as a wrong try at an account, unless the page leads on.

    ``known`` where whoever tries has given the right password already, and six digits are
    all that is left to guess.
    """

    @wraps(page)
    def slow() -> ResponseReturnValue:
        if request.method != "POST":
            return page()
        tried = Tried.at(account(), network(), keys=keys(), known=known)
        try:
            with store().begin() as transaction:
                key = staff_tries.write_down(transaction, tried, now=now())
        except StepShut:
            return page_for(_SHUT)
        except WaitAWhile as wait:
            return page_for(_resting(wait.until))
        answer = current_app.make_response(page())
        if answer.status_code == HTTPStatus.FOUND:
            with store().begin() as transaction:
                staff_tries.take_back(transaction, key)
        return answer

    return slow


def _resting(until: datetime) -> Mishap:
    """Say from which minute on another try is looked at, and what to do without the password."""
    time = clock(until + _TO_THE_MINUTE)
    said = [_("There were too many tries. You can try again at %(time)s.", time=time)]
    if request.endpoint == "security.login":
        said.append(_("Forgot your password? An administrator gives you a code for a new one."))
    return Mishap(_("Please wait a while"), tuple(said), HTTPStatus.TOO_MANY_REQUESTS)
