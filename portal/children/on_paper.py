"""I would rather do this on paper: whom to ask, and forms that hold nothing of anybody."""

from dataclasses import replace

from flask import abort, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from feedback.questionnaire import Stage
from portal import language
from portal.access import anyone
from portal.children.back import way_back
from portal.children.blueprint import bp
from portal.languages import ENGLISH
from portal.paper.layouts import PRINTED, in_words
from portal.paper.sheets import every_form, needs, sheet_of
from portal.saying import named


@bp.get("/on-paper")
@anyone
def on_paper() -> ResponseReturnValue:
    """Say who prints a form, and let anybody print an empty one."""
    reading = language.chosen().tag
    held = [one for one in every_form() if one.kind is not Stage.WATCHING]
    forms = [replace(one, name=named(one)) for one in held]
    return render_template(
        "children/on-paper.html",
        forms=forms,
        in_english=[one.id for one in held if not language.is_whole(reading, *needs(one.id))],
        english=ENGLISH.name,
        back_url=way_back(),
    )


@bp.get("/on-paper/<name>/<layout>")
@anyone
def empty_paper(name: str, layout: str) -> ResponseReturnValue:
    """Show one empty form, ready to be printed, and never one that is half in English."""
    language.only_if_whole(*needs(name))
    known = {str(one): one for one in PRINTED}
    if layout not in known:
        abort(404)
    return render_template(
        "paper/print.html",
        sheets=[sheet_of(name, known[layout])],
        heading=_("A form on paper"),
        notice=_("To have it on paper, print this page."),
        others=[
            (words, url_for(".empty_paper", name=name, layout=other))
            for other, words in in_words().items()
            if other in PRINTED
        ],
        back_url=url_for(".on_paper"),
        back_words=_("Back"),
        leaving=True,
    )
