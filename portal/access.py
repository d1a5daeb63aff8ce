"""Who may see which page. A page that does not say is never served.

``MAY`` is the one table of who may do what (trust.md, *Roles, deny by default*).
"""

from collections.abc import Callable, Collection, Mapping
from functools import wraps
from http import HTTPStatus
from typing import ParamSpec

from flask import Flask, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from feedback.store.models import Duty

P = ParamSpec("P")
Page = Callable[P, ResponseReturnValue]

_GUARD = "heard_guard"
_FRESH = "heard_fresh"
_FILE_OF = "heard_file_of"
_BACK = "heard_back"

MAY: Mapping[str, frozenset[Duty]] = {
    "read-own-views": frozenset({Duty.OFFICER}),
    "record-own-reviews": frozenset({Duty.OFFICER}),
    "answer-asks": frozenset({Duty.OFFICER}),
    "file-statements": frozenset({Duty.OFFICER}),
    "see-concerns": frozenset({Duty.SAFEGUARDING}),
    "read-unopened-views": frozenset({Duty.SAFEGUARDING}),
    "keep-caseload": frozenset({Duty.OFFICE}),
    "send-letters": frozenset({Duty.OFFICE}),
    "type-in-views": frozenset({Duty.OFFICE}),
    "make-return": frozenset({Duty.RETURNS}),
    "watch-service": frozenset({Duty.MANAGER}),
    "follow-up": frozenset({Duty.MANAGER}),
    "follow-up-own": frozenset({Duty.OFFICER}),
    "assign-officers": frozenset({Duty.MANAGER}),
    "hold-records": frozenset({Duty.MANAGER}),
    "close-periods": frozenset({Duty.PARTICIPATION, Duty.MANAGER}),
    "prepare-releases": frozenset({Duty.PARTICIPATION, Duty.MANAGER}),
    "agree-releases": frozenset({Duty.PARTICIPATION, Duty.MANAGER}),
    "see-releases": frozenset({Duty.PARTICIPATION, Duty.MANAGER}),
    "read-comments": frozenset({Duty.SAFEGUARDING}),
    "ask-who-wrote": frozenset({Duty.SAFEGUARDING}),
    "agree-who-wrote": frozenset({Duty.MANAGER}),
    "code-comments": frozenset({Duty.PARTICIPATION}),
    "agree-quotes": frozenset({Duty.PARTICIPATION, Duty.SAFEGUARDING}),
    "tell-back": frozenset({Duty.PARTICIPATION}),
    "agree-tellings": frozenset({Duty.PARTICIPATION, Duty.MANAGER}),
    "review-translations": frozenset({Duty.PARTICIPATION}),
    "break-glass": frozenset({Duty.OFFICER}),
    "agree-outside": frozenset({Duty.MANAGER, Duty.SAFEGUARDING}),
    "see-log": frozenset({Duty.AUDITOR}),
    "watch-reads": frozenset({Duty.MANAGER, Duty.AUDITOR}),
    "end-sessions": frozenset({Duty.ADMINISTRATOR, Duty.MANAGER}),
    "keep-staff": frozenset({Duty.ADMINISTRATOR}),
    "give-duties": frozenset({Duty.ADMINISTRATOR, Duty.MANAGER}),
    "show-own-picture": frozenset({Duty.OFFICER}),
    "be-staff": frozenset(Duty),
}


NEVER_WITH: Mapping[str, frozenset[Duty]] = {
    name: frozenset({Duty.OFFICER})
    for name in (
        *("read-comments", "code-comments", "agree-quotes"),
        *("ask-who-wrote", "agree-who-wrote"),
    )
}
"""What a duty shuts, whatever else somebody does: an officer never meets an evaluation, since
it may be of a review of their own, and nothing on it says whose it is."""


class UnguardedPage(RuntimeError):
    """A page was added without saying who may see it."""


def allows(duties: Collection[Duty], permission: str) -> bool:
    """Whether somebody with these duties may do this."""
    shut = NEVER_WITH.get(permission, frozenset())
    return not MAY[permission].isdisjoint(duties) and shut.isdisjoint(duties)


def mark(page: Page[P], guard: str) -> Page[P]:
    """Say who may see a page. Only a guard calls this."""
    setattr(page, _GUARD, guard)
    return page


def guard_of(page: object) -> str | None:
    """Return who may see a page, if it says."""
    found: str | None = getattr(page, _GUARD, None)
    return found


def anyone(page: Page[P]) -> Page[P]:
    """Let everyone see this page."""
    return mark(page, "anyone")


def newcomer(page: Page[P]) -> Page[P]:
    """Let somebody see this page who was invited to work here; it asks for their code itself."""
    return mark(page, "newcomer")


def asks_again(page: object) -> bool:
    """Whether a page asks for the password once more, if it was not given just before."""
    return bool(getattr(page, _FRESH, False))


def file_of(page: object) -> str:
    """Return the endpoint on whose page the file is offered that this hands over, or nothing."""
    return str(getattr(page, _FILE_OF, ""))


def leads_back(page: object) -> str:
    """Return the endpoint with the button to press once more after the password, or nothing."""
    return str(getattr(page, _BACK, ""))


def hands_over(permission: str, *, on: str) -> Callable[[Page[P]], Page[P]]:
    """Let those staff fetch a file, whose password was given a moment ago or is asked for now.

    ``on`` is the page that offers it: whoever had to give their password is led to the file
    and finds the way back there, since a browser that fetches a file stays where it is.
    """

    def guard(page: Page[P]) -> Page[P]:
        guarded = may(permission, fresh=True)(page)
        setattr(guarded, _FILE_OF, on)
        return guarded

    return guard


def may(permission: str, *, fresh: bool = False, back: str = "") -> Callable[[Page[P]], Page[P]]:
    """Let those staff see a page whose duty allows it; send others to sign in, or away.

    ``fresh`` asks for the password once more if it was not given in the last ten minutes, and
    leads on from there; a button that is no page of its own leads ``back`` to where it stands.
    """
    if permission not in MAY:
        raise LookupError(permission)

    def guard(page: Page[P]) -> Page[P]:
        @wraps(page)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
            from portal import signing_in  # noqa: PLC0415  signing in has pages too

            staff = signing_in.signed_in()
            if staff is None:
                return _sign_in_first()
            if not allows(staff.duties, permission):
                abort(HTTPStatus.FORBIDDEN)
            if fresh and not signing_in.is_fresh():
                return _once_more(back, is_file=bool(file_of(guarded)))
            return page(*args, **kwargs)

        setattr(guarded, _FRESH, fresh)
        setattr(guarded, _BACK, back)
        return mark(guarded, permission)

    return guard


def _sign_in_first() -> ResponseReturnValue:
    """Lead to the door and back again; but what was typed is given back at once."""
    if request.method == "POST":
        abort(HTTPStatus.UNAUTHORIZED)
    return redirect(url_for("security.login", next=request.path))


def _once_more(back: str, *, is_file: bool) -> ResponseReturnValue:
    """Ask for the password, and lead on to the page that was asked for, or holds the button."""
    on = request.full_path if request.query_string else request.path
    if is_file:
        on = url_for("staff.fetch", file=on)
    if request.method == "POST" and back:
        on = url_for(back)
    if request.method == "POST":
        flash(
            _("Nothing was done yet. After your password, press the button once more."), "warning"
        )
    return redirect(url_for("security.verify", next=on))


def check_every_page_is_guarded(app: Flask) -> None:
    """Refuse to start while any page has not said who may see it."""
    unguarded = sorted(
        endpoint for endpoint, page in app.view_functions.items() if guard_of(page) is None
    )
    if unguarded:
        raise UnguardedPage(", ".join(unguarded))
