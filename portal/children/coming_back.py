"""Coming back after sending: the copy, who has read it, and what came of each ask."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from feedback.services import cards, look_back
from feedback.store.models import Door
from portal.children import notes, read_back
from portal.children.blueprint import bp
from portal.children.visit import child, looking
from portal.storage import catalogue


@bp.get("/what-happened")
@child
def what_happened() -> ResponseReturnValue:
    """Show what was sent and what came of it, as far as the pictures allow."""
    with looking() as here:
        if here.visit.door is Door.SHUT:
            return redirect(url_for(".pictures"))
        copy = look_back.copy_of(here.transaction, here.visit, catalogue=catalogue())
        shown = cards.read_all(here.transaction, here.visit)
        if copy is None and not shown.asks:
            return redirect(url_for(".hello"))
        return render_template(
            "children/what-happened.html",
            copy=copy,
            said=_said(copy),
            cards=shown,
            version=here.visit.letter.version,
            back_url=url_for(".hello"),
        )


def _said(copy: look_back.Copy | None) -> list[read_back.Said]:
    if copy is None or copy.answers is None:
        return []
    helped = bool(notes.read().get("helped"))
    return read_back.of_copy(copy.questionnaire, copy.answers, helped=helped)
