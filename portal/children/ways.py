"""Another way to be asked: the child changes to another version whenever they like."""

from dataclasses import replace

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from feedback.questionnaire import Questionnaire, Version
from feedback.services.form import Form
from portal import language
from portal.children import steps
from portal.children.back import way_back
from portal.children.blueprint import bp
from portal.children.visit import acting, child, looking
from portal.languages import ENGLISH
from portal.saying import named
from portal.storage import catalogue, now

_OFFERED = (Version.PICTURES, Version.EASY, Version.SHORT, Version.LONGER, Version.FULL)


@bp.get("/another-way")
@child
def ways() -> ResponseReturnValue:
    """Offer every version by name and length. No ages."""
    with looking() as here:
        form = steps.begun(here)
        if form is None or steps.is_watched(form):
            return redirect(url_for(".hello"))
        return render_template(
            "children/ways.html",
            offered=_offered(form),
            chosen=form.questionnaire.version,
            version=form.questionnaire.version,
            back_url=way_back(),
        )


@bp.post("/another-way")
@child
def change_way() -> ResponseReturnValue:
    """Go on in another version. What was said stays where it fits."""
    with acting() as here:
        form = steps.form_of(here)
        try:
            version = Version(request.form.get("version", ""))
        except ValueError as problem:
            raise BadRequest from problem
        if version not in _OFFERED or steps.is_watched(form):
            raise BadRequest
        changed = steps.shown(form.change_version(version, catalogue=catalogue(), now=now()))
        onwards = steps.onwards(changed) if changed.passed else url_for(".who_sees")
    return redirect(onwards, 303)


def _offered(form: Form) -> list[Questionnaire]:
    kind = form.questionnaire.kind
    held = [catalogue().find(kind, version) for version in _OFFERED]
    return [replace(one, name=named(one)) for one in held if _is_readable(one)]


def _is_readable(form: Questionnaire) -> bool:
    """Whether a form is there in the language the child reads."""
    reading = language.chosen()
    return reading is ENGLISH or language.shelf().speaks(reading.tag, form.id)
