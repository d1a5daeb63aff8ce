"""Coming back after sending: the copy, who has read it, and what came of each ask."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from feedback.services import cards, look_back
from feedback.services.cards import ReadNote
from feedback.store.models import Door
from portal.children import adding, notes, read_back
from portal.children.blueprint import bp
from portal.children.visit import child, looking
from portal.storage import catalogue


@dataclass(frozen=True, slots=True)
class Added:
    """What was added after Send: when, what, and who has read it."""

    at: datetime
    said: list[read_back.Said]
    readers: list[ReadNote]


@bp.get("/what-happened")
@child
def what_happened() -> ResponseReturnValue:
    """Show what was sent and what came of it, as far as the pictures allow."""
    with looking() as here:
        if here.visit.door is Door.SHUT:
            return redirect(url_for(".pictures"))
        copy = look_back.copy_of(here.transaction, here.visit, catalogue=catalogue())
        shown = cards.read_all(here.transaction, here.visit)
        may_add = adding.may_add(here)
        if copy is None and not shown.asks:
            return redirect(url_for(".hello"))
        return render_template(
            "children/what-happened.html",
            copy=copy,
            said=read_back.with_asks(_said(copy, may_add=may_add), shown.asks),
            added=_added(copy, shown.read),
            readers=_readers(copy, shown.read),
            may_add=may_add,
            cards=shown,
            version=here.visit.letter.version,
            back_url=url_for(".hello"),
        )


def _said(copy: look_back.Copy | None, *, may_add: bool) -> list[read_back.Said]:
    if copy is None or copy.answers is None:
        return []
    return read_back.of_copy(copy, copy.answers, helped=_is_helped(), may_add=may_add)


def _added(copy: look_back.Copy | None, notes: Iterable[ReadNote]) -> list[Added]:
    """Read back what was added after Send, each with its moment and who has read it."""
    if copy is None:
        return []
    helped = _is_helped()
    return [
        Added(
            one.sent_at,
            read_back.of_addition(copy.questionnaire, one.answers, helped=helped),
            [note for note in notes if note.added == one.key],
        )
        for one in copy.added
    ]


def _readers(copy: look_back.Copy | None, notes: Iterable[ReadNote]) -> list[ReadNote]:
    """Tell who has read what stands under no heading of its own, each once as what they were."""
    apart = {one.key for one in copy.added} if copy else set()
    first: dict[tuple[str, str], ReadNote] = {}
    for note in notes:
        if note.added not in apart:
            first.setdefault((note.who, note.role), note)
    return list(first.values())


def _is_helped() -> bool:
    return bool(notes.read().get("helped"))
