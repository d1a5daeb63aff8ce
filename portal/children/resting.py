"""Take a break: all is kept, and how to come back. Nothing ticks."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from feedback.questionnaire import Stage
from feedback.store.models import Door
from portal.children import steps
from portal.children.back import way_back
from portal.children.blueprint import bp
from portal.children.visit import child, looking
from portal.storage import LONDON


@bp.get("/break")
@child
def rest() -> ResponseReturnValue:
    """Say that all is kept, and offer to rest here or to leave and come back."""
    with looking() as here:
        form = steps.begun(here)
        if form is None:
            return redirect(url_for(".hello"))
        letter = here.visit.letter
        last = letter.closes_at.astimezone(LONDON).date()
        return render_template(
            "children/break.html",
            pictures=here.visit.door is Door.OPEN,
            last=letter.evaluation_until if form.questionnaire.kind is Stage.EVALUATION else last,
            version=form.questionnaire.version,
            back_url=way_back(),
        )
