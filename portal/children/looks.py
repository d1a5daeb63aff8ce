"""Change how this looks: text, colours, spacing and stillness, kept in a cookie of four words."""

from flask import current_app, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import RadioField

from portal.access import anyone
from portal.children.back import way_back
from portal.children.blueprint import bp
from portal.look import COOKIE, SIZES, SPACES, THEMES, Look, chosen


class LookForm(FlaskForm):  # type: ignore[misc]  # the library’s base is untyped to us
    """Four choices, each with the one in use marked: this is a setting and no answer."""

    size = RadioField(
        _("How big are the words?"),
        choices=[*zip(SIZES, (_("Usual"), _("Bigger"), _("Big"), _("Very big")), strict=True)],
    )
    theme = RadioField(
        _("Which colours?"),
        choices=[
            *zip(
                THEMES,
                (_("Paper"), _("Dark"), _("Blue and cream"), _("Strong black and white")),
                strict=True,
            )
        ],
    )
    space = RadioField(
        _("How much room between words?"),
        choices=[*zip(SPACES, (_("Usual"), _("More room")), strict=True)],
    )
    still = RadioField(
        _("May things move?"), choices=[("no", _("A little")), ("yes", _("Keep still"))]
    )


@bp.get("/look")
@anyone
def look() -> ResponseReturnValue:
    """Show the choices, and how the page looks with them."""
    now = chosen()
    form = LookForm(
        size=now.size, theme=now.theme, space=now.space, still="yes" if now.still else "no"
    )
    return render_template("children/look.html", form=form, back_url=way_back())


@bp.post("/look")
@anyone
def change_look() -> ResponseReturnValue:
    """Keep the look on this device, and show the page in it."""
    form = LookForm()
    parts = (form.theme.data, form.size.data, form.space.data)
    wanted = Look.read(".".join([*map(str, parts), "still" if form.still.data == "yes" else ""]))
    answer = make_response(redirect(url_for(".look", back=way_back()), 303))
    secure = current_app.config["SESSION_COOKIE_SECURE"]
    answer.set_cookie(COOKIE, str(wanted), secure=secure, httponly=True, samesite="Strict")
    return answer
