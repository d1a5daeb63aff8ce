"""The web server: one program, a few threads a process, no visitor kept in memory."""

import gc
import sys
from functools import partial
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from werkzeug.test import Client

from feedback.errors import SettingsUnsound
from feedback.services.work import is_made_up
from feedback.store import Store
from feedback.store.engine import connect
from feedback.store.keys import read_keys
from feedback.store.roles import must_not_read_what_was_sent
from portal import create_app
from portal.commands.opening import Opened, moment
from portal.doors import Doors
from portal.keeper import Keeper
from portal.log_lines import Quiet, to_standard_error
from portal.one_handed import OneHanded
from portal.settings import Settings
from portal.walk_first import walk_first

THREADS = 4
_ANYBODYS = {
    Doors.BOTH: ("/", "/q", "/help", "/look", "/staff/sign-in"),
    Doors.CHILDREN: ("/", "/q", "/help", "/look"),
    Doors.STAFF: ("/staff/sign-in",),
}
_CHILDRENS_TEMPLATES = ("children/", "front/", "paper/", "components/", "layouts/", "errors/")
_NOT_OFFERED = ("webauthn",)
_NEW_THINGS = 20_000  # a page makes some thousands, and most are gone when it is


class Server(BaseApplication):  # type: ignore[misc]  # no types are shipped
    """Gunicorn, told everything here rather than by a file of its own."""

    def __init__(self, settings: Settings, options: dict[str, Any]) -> None:
        """Remember what to serve and how."""
        self.settings, self.options = settings, options
        super().__init__()

    def load_config(self) -> None:
        """Tell gunicorn its options."""
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:  # noqa: ANN401  a WSGI application
        """Put the portal together once, before the processes part."""
        _leave_out()
        app = create_app(self.settings)
        for name in _templates(app, self.settings.doors):
            app.jinja_env.get_template(name)
        _ask_once(app)
        if self.settings.doors.for_children:
            walk_first(app)
        if self.settings.metrics_token:
            app.extensions["heard.meters"].forget()
        _settle_memory()
        return app


def _leave_out() -> None:
    """Let what nobody here is offered be missing; its libraries know how to do without.

    The one for signing in would read in nine MiB for passkeys.
    """
    for name in _NOT_OFFERED:
        sys.modules.setdefault(name, None)  # type: ignore[arg-type]  # as Python says it is not there


def _templates(app: Flask, doors: Doors) -> list[str]:
    """Name what is drawn at these doors, to be ready before the processes part."""
    everything = app.jinja_env.list_templates()
    if doors.for_staff:
        return everything
    return [name for name in everything if name.startswith(_CHILDRENS_TEMPLATES)]


def _ask_once(app: Flask) -> None:
    """Ask for the pages that anybody may, so that what they read in is there for all processes.

    No process may go on with another’s line to the database.
    """
    visitor = Client(app)
    for page in _ANYBODYS[app.config["HEARD"].doors]:
        visitor.get(page)
    app.extensions["heard.store"].engine.dispose()


def _settle_memory() -> None:
    """Let the collector pass over what is there for good, which the processes then share."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_NEW_THINGS, *gc.get_threshold()[1:])


def run(settings: Settings, *, host: str, port: int, workers: int, working: bool) -> None:
    """Serve until told to stop, with a process beside it that does what is due.

    That one is started again when it ends.

    Refuses to start for real children while a number they may need to ring is blank.
    """
    must_be_complete(settings)
    to_standard_error()
    worker = Keeper(partial(_work, settings))
    if working:
        worker.start()
    options = {
        "bind": f"{host}:{port}",
        "workers": workers,
        "worker_class": OneHanded if settings.embedded else "gthread",
        "threads": THREADS,
        "preload_app": True,
        "accesslog": None,
        "errorlog": "-",
        "loglevel": "warning",
        "logger_class": Quiet,
        "control_socket_disable": True,
        "limit_request_line": 2048,
        "graceful_timeout": 20,
    }
    try:
        Server(settings, options).run()
    finally:
        worker.stop()


def must_be_complete(settings: Settings) -> None:
    """Refuse blank numbers to ring, unless everybody here is made up."""
    if settings.doors is Doors.STAFF and not settings.address:
        raise SettingsUnsound("PORTAL_ADDRESS: a letter must say where children come in.")
    missing = settings.council.numbers.missing()
    engine = connect(settings.database_url)
    try:
        if not settings.doors.for_staff:
            must_not_read_what_was_sent(engine)
        with Store(engine).look() as transaction:
            made_up = is_made_up(transaction)
    finally:
        engine.dispose()
    if missing and not made_up:
        blank = ", ".join(missing)
        raise SettingsUnsound(f"council.toml: a child must be able to ring; still blank: {blank}.")
    if settings.pseudo and not made_up:
        raise SettingsUnsound("PORTAL_PSEUDO is for trying out, and children here are real.")


def _work(settings: Settings) -> None:
    from portal.worker import work_for_ever  # noqa: PLC0415  only the worker needs it

    engine = connect(settings.database_url)
    work_for_ever(Opened(settings, Store(engine), read_keys(settings.keys), moment()))
