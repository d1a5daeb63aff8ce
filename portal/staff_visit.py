"""How long staff stay signed in: 15 minutes without doing anything, 10 hours at most."""

from datetime import datetime, timedelta

from flask import session

IDLE = timedelta(minutes=15)
LONGEST = timedelta(hours=10)
BETWEEN_STEPS = timedelta(minutes=10)
_OF_FORMS = "csrf_token"


def begin(now: datetime) -> None:
    """Start counting, when both steps of signing in are done."""
    session["began"] = session["seen"] = now.timestamp()


def goes_on(now: datetime) -> bool:
    """Whether the visit lasts. If so it was just seen; if not, nothing of it stays.

    But for the token of the form that is open: then the answer is *sign in*, with the words back.
    """
    moment = now.timestamp()
    idle = moment - session.get("seen", 0) > IDLE.total_seconds()
    if idle or moment - session.get("began", 0) > LONGEST.total_seconds():
        token = session.get(_OF_FORMS)
        session.clear()
        session["ended"] = True
        if token:
            session[_OF_FORMS] = token
        return False
    session["seen"] = moment
    return True


def was_ended() -> bool:
    """Whether the last visit ended by itself; said once."""
    return bool(session.pop("ended", False))


def password_given(now: datetime) -> None:
    """Remember when the first step was done."""
    session["halfway"] = now.timestamp()


def halfway(now: datetime) -> bool:
    """Whether the password was given a short while ago."""
    passed: float = now.timestamp() - session.get("halfway", 0)
    return passed <= BETWEEN_STEPS.total_seconds()
