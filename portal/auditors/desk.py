"""Who looks at the log, and who stands in it, in words."""

from collections.abc import Iterable, Mapping

from flask_babel import lazy_gettext as lazy

from feedback.store.audit import Actor
from feedback.store.models import Duty
from portal.signing_in import signed_in

NOBODY_OF_STAFF = {
    "child": lazy("a child"),
    "system": lazy("the portal by itself"),
    "command": lazy("a command on the machine"),
    "nobody": lazy("somebody at the door"),
    "newcomer": lazy("somebody who was invited"),
}


def auditor() -> Actor:
    """Return who is here; the guard has let them in."""
    staff = signed_in()
    if staff is None:
        raise LookupError("the log was asked for by nobody")
    return Actor(str(staff.id), Duty.AUDITOR.value)


def names(people: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Name everybody who may stand in the log."""
    return {**dict(people), **{who: str(words) for who, words in NOBODY_OF_STAFF.items()}}
