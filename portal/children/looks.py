"""Change how this looks: text, colours, spacing and stillness, kept in one small cookie."""

from collections.abc import Iterable

from flask import current_app, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice

from portal.access import anyone
from portal.children.back import way_back
from portal.children.blueprint import bp
from portal.look import COOKIE, SIZES, SPACES, THEMES, Look, chosen

_STILL, _MOVING = "still", "moving"


def _choices(values: Iterable[str], words: Iterable[object]) -> list[SelectChoice]:
    return [SelectChoice(value, word) for value, word in zip(values, words, strict=True)]


class LookForm(FlaskForm):  # type: ignore[misc]  # the library’s base is untyped to us
    """Four choices, each with the one in use marked: this is a setting and no answer."""

    size = RadioField(
        _("How big are the words?"),
        choices=_choices(SIZES, (_("Usual"), _("Bigger"), _("Big"), _("Very big"))),
    )
    theme = RadioField(
        _("Which colours?"),
        choices=_choices(
            THEMES, (_("Paper"), _("Dark"), _("Blue and cream"), _("Strong black and white"))
        ),
    )
    space = RadioField(
        _("How much room between words?"),
        choices=_choices(SPACES, (_("Usual"), _("More room"))),
    )
    still = RadioField(
        _("May things move?"),
        choices=_choices((_MOVING, _STILL), (_("A little"), _("Keep still"))),
    )


@bp.get("/look")
@anyone
def look() -> ResponseReturnValue:
    """Show the choices, and how the page looks with them."""
    now = chosen()
    still = _STILL if now.still else _MOVING
    form = LookForm(size=now.size, theme=now.theme, space=now.space, still=still)
    return render_template("children/look.html", form=form, back_url=way_back())


@bp.post("/look")
@anyone
def change_look() -> ResponseReturnValue:
    """Keep the look on this device, and show the page in it."""
    form = LookForm()
    wanted = _wanted(form) if form.validate() else chosen()
    answer = make_response(redirect(url_for(".look", back=way_back()), 303))
    secure = current_app.config["SESSION_COOKIE_SECURE"]
    answer.set_cookie(COOKIE, str(wanted), secure=secure, httponly=True, samesite="Strict")
    return answer


def _wanted(form: LookForm) -> Look:
    return Look(form.theme.data, form.size.data, form.space.data, still=form.still.data == _STILL)
