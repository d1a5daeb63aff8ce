"""Everything that the staff’s door serves. The children’s door never reads this in."""

from flask import Flask
from werkzeug.local import LocalProxy

from portal import (
    auditors,
    comments,
    duty,
    files_out,
    glass,
    insight,
    managers,
    nav,
    office,
    officers,
    people,
    returns,
    signing_in,
    staff_pages,
    translators,
    welcome,
    who_wrote,
)
from portal.addresses import fixed

_AUDIENCES = (
    staff_pages,
    officers,
    duty,
    office,
    managers,
    insight,
    comments,
    returns,
    translators,
    glass,
    people,
    who_wrote,
    auditors,
)
"""Whoever has pages of their own, those first that others build on."""


def init_app(app: Flask) -> None:
    """Serve it, and let its templates name who is there and the ways they have."""
    others = set(app.blueprints)
    signing_in.init_app(app)
    welcome.init_app(app)
    for pages in (*(audience.bp for audience in _AUDIENCES), insight.figures_pages.bp):
        app.register_blueprint(pages)
    for name in set(app.blueprints) - others:
        files_out.init_app(app, name)
        app.template_context_processors[name].append(_names)


def _names() -> dict[str, object]:
    return {
        "staff": LocalProxy(signing_in.signed_in),
        "nav": LocalProxy(nav.ways),
        "you_url": fixed("people.you"),
        "sign_out_url": fixed("security.logout"),
    }
