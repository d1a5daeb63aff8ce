"""The three secret pictures: chosen once, picked again to come back, or left out."""

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from feedback.errors import GateShut, GateTaken
from feedback.services import gate
from feedback.services.gate import HOW_MANY, PICTURES, TRIES, Three
from feedback.services.visits import OpenVisit
from feedback.store.models import Door
from portal.addresses import fixed
from portal.children import notes, steps
from portal.children.blueprint import bp
from portal.children.visit import acting, child, looking
from portal.storage import keys
from portal.whole import whole

_PICKED, _WRONG = "picked", "wrong"
_ASKS = "children/pictures.html"
"""The page that shows nothing of what was picked, only how many."""


@bp.get("/hand-over")
@child
def hand_over() -> ResponseReturnValue:
    """With a helper, ask first that the child alone holds the screen."""
    with looking() as here:
        version = here.visit.letter.version
        return render_template(
            "children/hand-over.html", version=version, back_url=fixed("children.hello")
        )


@bp.get("/pictures")
@child
def pictures() -> ResponseReturnValue:
    """Ask for the next picture, or show the three that were picked before they are kept.

    A child alone sees them on the page that follows anyway, which saves a tap; with a helper
    they have a page of their own, before the screen goes back.
    """
    with looking() as here:
        visit = here.visit
        if visit.door in {Door.OPEN, Door.WITHOUT}:
            # Back leads here after Send, and should not bring what was sent onto the screen.
            form = steps.begun(here)
            return redirect(steps.after_pictures(form) if form else fixed("children.hello"))
        noted = notes.read()
        picked = noted.get(_PICKED, [])
        page = _ASKS
        if not _chosen(visit) and len(picked) == HOW_MANY:
            if not noted.get("helped"):
                return redirect(fixed("children.who_sees"))
            page = "children/pictures-keep.html"
        if _chosen(visit) and gate.is_shut(visit):
            page = "children/pictures-rest.html"
        shown = {
            "again": _chosen(visit),
            "step": len(picked) + 1,
            "left": TRIES - visit.gate.wrong if noted.get(_WRONG) else 0,
            "names": PICTURES,
            "version": visit.letter.version,
            "back_url": fixed("children.hello"),
        }
        same = whole(page, shown) if page == _ASKS else None
        return render_template(page, **shown, picked=picked) if same is None else same


@bp.post("/pictures")
@child
def pick() -> ResponseReturnValue:
    """Take one more picture; with the third of a child who comes back, try them."""
    picked = notes.read().get(_PICKED, [])
    picture = request.form.get("picture", "")
    if request.form.get("do") == "again":
        notes.write(picked=None, wrong=None)
    elif picture in PICTURES and len(picked) < HOW_MANY:
        picked = [*picked, picture]
        notes.write(picked=picked, wrong=None)
        if len(picked) == HOW_MANY:
            return _all_picked((picked[0], picked[1], picked[2]))
    return redirect(fixed("children.pictures"), 303)


@bp.post("/pictures/keep")
@child
def keep_pictures() -> ResponseReturnValue:
    """Keep the three that were chosen."""
    picked = notes.read().get(_PICKED, [])
    if len(picked) != HOW_MANY:
        return redirect(fixed("children.pictures"), 303)
    notes.write(picked=None)
    try:
        with acting() as here:
            gate.choose(here.transaction, here.visit, tuple(picked), keys=keys())
            form = steps.begun(here)
            told = form is not None and not notes.read().get("helped")
            onwards = steps.onwards(form) if form and told else steps.after_pictures(form)
    except GateTaken:
        onwards = fixed("children.pictures")
    return redirect(onwards, 303)


@bp.post("/pictures/skip")
@child
def skip_pictures() -> ResponseReturnValue:
    """Go on without. The page has said what that means."""
    notes.write(picked=None, wrong=None)
    with acting() as here:
        gate.skip(here.transaction, here.visit)
        onwards = steps.after_pictures(steps.begun(here))
    return redirect(onwards, 303)


def _all_picked(three: Three) -> ResponseReturnValue:
    """Try them, when the child has pictures already. New ones are shown before they are kept."""
    with acting() as here:
        if not _chosen(here.visit):
            return redirect(fixed("children.pictures"), 303)
        try:
            right = gate.try_pictures(here.transaction, here.visit, three, keys=keys())
        except GateShut:
            right = False
        onwards = steps.after_pictures(steps.begun(here)) if right else fixed("children.pictures")
    notes.write(picked=None, wrong=None if right else True)
    return redirect(onwards, 303)


def _chosen(visit: OpenVisit) -> bool:
    """Whether three pictures were chosen, here or on another screen meanwhile."""
    return visit.gate.digest is not None
