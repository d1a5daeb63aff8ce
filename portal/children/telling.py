"""Before the first question: who will see this, in three points, and how to leave."""

from collections.abc import Sequence

from flask import redirect, render_template
from flask.typing import ResponseReturnValue

from feedback.questionnaire import Stage
from feedback.services.gate import HOW_MANY
from feedback.store.models import Door
from portal.addresses import fixed
from portal.children import notes, since, steps
from portal.children.blueprint import bp
from portal.children.visit import child, looking
from portal.drawing import component
from portal.whole import whole


def three(picked: Sequence[str]) -> str:
    """Draw the three pictures that were picked, for this visitor alone."""
    return component("components/three.html", "three", picked)


@bp.get("/who-sees")
@child
def who_sees() -> ResponseReturnValue:
    """Say who will see this and when we must tell somebody. Nobody is promised a secret.

    A child who has just picked three pictures alone sees them here once; Start keeps them.
    """
    with looking() as here:
        form = steps.begun(here)
        if form is None:
            return redirect(fixed("children.hello"))
        helped = steps.is_helped(form)
        picked = notes.read().get("picked", []) if here.visit.door is Door.NEW else []
        shows = len(picked) == HOW_MANY and not helped
        shown = {
            "shows": shows,
            "private": form.questionnaire.kind is Stage.EVALUATION,
            "watched": steps.is_watched(form),
            "looks_away": helped and steps.private_on(form) is not None,
            "was_away": here.visit.letter.went is False,
            "minutes": form.questionnaire.minutes,
            "version": form.questionnaire.version,
            "onwards": fixed("children.since")
            if since.came_of(here, form)
            else steps.onwards(form),
            "back_url": fixed("children.hello"),
        }
        own = {"picked": three(picked) if shows else ""}
        page = whole("children/who-sees.html", shown, own=own)
        return page or render_template("children/who-sees.html", **shown, **own)


@bp.get("/just-you")
@child
def just_you() -> ResponseReturnValue:
    """Before what is between the child and us, ask a helper to hand the screen over."""
    with looking() as here:
        form = steps.begun(here)
        if form is None:
            return redirect(fixed("children.hello"))
        private = steps.private_on(form)
        return render_template(
            "children/just-you.html",
            onwards=steps.to(private) if private else fixed("children.check"),
            version=form.questionnaire.version,
            back_url=None,
        )
