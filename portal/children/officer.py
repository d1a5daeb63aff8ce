"""The face of the officer whom a child’s page names, where that officer shows it."""

from flask import abort
from flask.typing import ResponseReturnValue

from feedback.errors import VisitOver
from feedback.services import shown_portrait
from feedback.services.cards import Hello
from portal.addresses import fixed
from portal.children.blueprint import bp
from portal.children.visit import Here, child, looking
from portal.creations import shown_photo


@bp.get("/officer")
@child
def officer() -> ResponseReturnValue:
    """Send the photograph of the officer of this visit’s own letter; nothing chooses another."""
    try:
        with looking() as here:
            content = shown_portrait.of_letter(here.transaction, here.visit.letter)
    except VisitOver:
        abort(404)  # a picture ends no visit: what was typed beside it may still be saved
    return shown_photo(content) if content else abort(404)


def portrait_url(here: Here, greeting: Hello | None) -> str:
    """Return where the officer’s photograph is, if this page names them and they show one."""
    named = greeting is not None and bool(greeting.officer)
    if named and shown_portrait.is_there(here.transaction, here.visit.letter):
        return fixed("children.officer")
    return ""
