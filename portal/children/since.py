"""Before a child says how it was: what came of what they asked for, behind the pictures."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from feedback.questionnaire import Stage
from feedback.services import cards
from feedback.services.cards import Asked
from feedback.services.form import Form
from portal.children import steps
from portal.children.blueprint import bp
from portal.children.visit import Here, child, looking


@bp.get("/since")
@child
def since() -> ResponseReturnValue:
    """Show what changed since, newest first, and go on to the questions."""
    with looking() as here:
        form = steps.begun(here)
        if form is None:
            return redirect(url_for(".hello"))
        asks = came_of(here, form)
        if not asks:
            return redirect(steps.onwards(form))
        return render_template(
            "children/since.html",
            asks=asks,
            version=form.questionnaire.version,
            onwards=steps.onwards(form),
            back_url=url_for(".who_sees"),
        )


def came_of(here: Here, form: Form) -> tuple[Asked, ...]:
    """Find what this child asked for, newest first; nothing outside an evaluation."""
    if form.questionnaire.kind is not Stage.EVALUATION:
        return ()
    asks = cards.read_all(here.transaction, here.visit).asks
    return tuple(sorted(asks, key=lambda ask: ask.of, reverse=True))
