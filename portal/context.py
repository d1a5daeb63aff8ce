"""What every template may name. Nothing is asked of the store until it is used."""

from functools import lru_cache
from typing import Any

from flask import Flask, current_app, request
from werkzeug.local import LocalProxy

from feedback.store.models import Installation
from portal import dates, language, look
from portal.addresses import fixed
from portal.columns import in_columns
from portal.sessions import STAFF_PATH, is_staff_side
from portal.storage import settings, store
from portal.tongues import tongues
from portal.unbroken import unbroken

_MADE_UP = "heard.made-up"


def made_up() -> bool:
    """Whether this is a rehearsal or a demo. Asked once, for an installation stays what it is."""
    known: dict[str, Any] = current_app.extensions
    if _MADE_UP not in known:
        with store().look() as transaction:
            installation = transaction.get(Installation, 1)
            known[_MADE_UP] = installation is not None and installation.made_up
    return bool(known[_MADE_UP])


def of_everybody() -> dict[str, object]:
    """Return what everybody may be shown who is on this page, in this language and look."""
    doors, reading = settings().doors, language.chosen()
    return {
        "council": language.council(),
        "look": look.chosen(),
        "here": request.path,
        "language": reading.tag,
        "direction": reading.direction,
        "made_up": LocalProxy(made_up),
        **(_ways(request.script_root) if doors.for_children else {}),
        "front_url": fixed("children.front") if is_childrens_page() else STAFF_PATH,
    }


def _everything() -> dict[str, object]:
    return {**of_everybody(), "tongues": LocalProxy(tongues)}


def is_childrens_page() -> bool:
    """Whether this page, a mishap’s too, belongs to the children’s side."""
    doors = settings().doors
    return doors.for_children and not (doors.for_staff and is_staff_side(request.path))


@lru_cache(maxsize=8)
def _ways(_root: str) -> dict[str, str]:
    """Return the ways that every page may show, wherever the portal is mounted."""
    return {
        "help_url": fixed("children.help_now"),
        "talk_url": fixed("children.talk", whom="someone"),
        "advocate_url": fixed("children.talk", whom="advocate"),
        "look_url": fixed("children.look"),
        "leave_url": fixed("children.leave"),
    }


def init_app(app: Flask) -> None:
    """Give the names to every template, and dates in words."""
    app.context_processor(_everything)
    app.jinja_env.filters.update(dates.FILTERS, in_columns=in_columns, unbroken=unbroken)
