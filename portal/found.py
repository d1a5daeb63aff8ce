"""Why something asked to be read first, as staff are told it, and what they found in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from flask import flash, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from feedback.concerns import Found, Kind, look_first
from feedback.services.read_first import mark, why
from feedback.services.read_views import Reading
from feedback.store.models import Marked
from portal.storage import council, store

SPEAKS_OF = {
    Kind.PHYSICAL: lazy_gettext("Being hurt"),
    Kind.EMOTIONAL: lazy_gettext("Being frightened or put down"),
    Kind.SEXUAL: lazy_gettext("Being touched, or made to do something sexual"),
    Kind.EXPLOITATION: lazy_gettext("Being used by others, for crime, sex, work or marriage"),
    Kind.NEGLECT: lazy_gettext("Not being looked after"),
    Kind.SELF_HARM: lazy_gettext("Hurting themselves, or not wanting to live"),
    Kind.RUNNING: lazy_gettext("Running away or being missing"),
    Kind.DOMESTIC: lazy_gettext("Violence between others at home"),
    Kind.BULLYING: lazy_gettext("Being bullied or threatened"),
    Kind.ONLINE: lazy_gettext("Harm by people online"),
    Kind.PLACEMENT: lazy_gettext("Harm by those who look after them"),
    Kind.SUBSTANCES: lazy_gettext("Drink and drugs"),
    Kind.OTHER: lazy_gettext("Not being safe, or something they cannot say"),
}
CHOICES = (
    (Marked.NO_CONCERN, lazy_gettext("Nothing worries me")),
    (Marked.CONCERN, lazy_gettext("They may be in danger")),
    (Marked.KNOWN, lazy_gettext("Worrying, and known already")),
)


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that was found, in the child’s words."""

    speaks_of: object
    words: str


@dataclass(frozen=True, slots=True)
class ReadFirst:
    """What the component ``read_first`` shows of one thing that was sent."""

    views_id: UUID
    number: int
    asked: bool
    marked: Marked | None
    found: tuple[Reason, ...]
    choices: tuple[tuple[Marked, object], ...] = CHOICES


def read_first(reading: Reading, number: int = 0) -> ReadFirst:
    """Say why one thing asked to be read first; nothing where it did not."""
    found = _told(why(reading)) if reading.look_first else ()
    return ReadFirst(reading.views_id, number, reading.look_first, reading.marked, found)


def reasons(texts: Iterable[str]) -> tuple[Reason, ...]:
    """Say what the list of words finds in texts that somebody reads anyway."""
    return _told(look_first(texts))


def _told(found: Iterable[Found]) -> tuple[Reason, ...]:
    return tuple(Reason(SPEAKS_OF[one.kind], one.words) for one in found)


def keep_found(views_id: UUID, *, by: UUID) -> None:
    """Keep what the reader found, and tell them what to do where somebody may be in danger.

    Refuses with ``NotYours`` whoever has not read it. Nothing is kept where nothing was chosen.
    """
    chosen = request.form.get("found", "")
    if chosen not in set(Marked):
        flash(_("Say what you found. Nothing was kept."), "warning")
        return
    with store().begin() as transaction:
        mark(transaction, views_id, Marked(chosen), by=by)
    if chosen == Marked.CONCERN:
        ring = council().numbers.duty_day
        flash(
            _("Kept. Act on it now: the portal tells nobody. Duty: %(number)s.", number=ring),
            "warning",
        )
    else:
        flash(_("Kept."))
