"""The whole portal, put together."""

from flask import Flask
from flask_wtf import CSRFProtect
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from portal import (
    access,
    assets,
    characters,
    context,
    drawing,
    errors,
    headers,
    language,
    lean,
    limits,
    meters,
    pages,
    sessions,
    signing,
    storage,
    whole,
)
from portal.doors import Doors
from portal.settings import Settings


def compose(settings: Settings) -> Flask:
    """Put the portal together, refusing to start if any page is left unguarded."""
    app = lean.Portal("portal", static_folder=None)
    app.jinja_environment = drawing.Pages
    app.config.from_mapping(settings.for_flask())
    if settings.proxies:
        _trust_proxies(app, settings.proxies)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True

    storage.init_app(app, settings)
    sessions.init_app(app)
    limits.init_app(app)
    signing.init_app()
    CSRFProtect(app)
    language.init_app(app, settings)
    drawing.init_app(app)
    whole.init_app(app)
    assets.init_app(app)
    context.init_app(app)
    headers.init_app(app)
    errors.init_app(app)
    characters.init_app(app)
    _measure(app, settings)

    app.register_blueprint(pages.bp)
    _open(app, settings.doors)

    lean.init_app(app)
    access.check_every_page_is_guarded(app)
    return app


def _measure(app: Flask, settings: Settings) -> None:
    """Count what is answered, where monitoring may ask for it; else nothing is counted."""
    if settings.metrics_token:
        counted = meters.Meters()
        app.extensions["heard.meters"] = counted
        app.wsgi_app = meters.Counting(app.wsgi_app, counted)  # type: ignore[method-assign]  # as Flask advises


def _open(app: Flask, doors: Doors) -> None:
    """Serve the sides whose doors are opened here; the other is not even read in."""
    if doors.for_children:
        from portal import childrens_side  # noqa: PLC0415  as said

        childrens_side.init_app(app)
    if doors.for_staff:
        from portal import staffs_side  # noqa: PLC0415  as said

        staffs_side.init_app(app)


def _trust_proxies(app: Flask, count: int) -> None:
    """Believe what so many web servers in front say of the visitor, and nobody else.

    Without this a child’s network would be the web server’s own, and one guesser
    would make every child wait.
    """
    app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # Flask’s own advice
        app.wsgi_app, x_for=count, x_proto=count, x_host=count
    )
