"""The measure beside it: a bare Flask page of 6 KB out of Jinja, as Gunicorn serves it.

It has no database, no session, no forms, no headers of its own and no keys. Whatever is asked
for, by GET or by POST, is answered with the one page: ``python -m benchmarks.bare --port N``.
With ``--one-handed`` it is served as the portal is, by a process whose hand at the door answers.
"""

import argparse
from typing import Any

from flask import Flask, render_template, request
from gunicorn.app.base import BaseApplication

from portal.one_handed import OneHanded
from portal.serving import THREADS

CHOICES = tuple(f"Answer number {number}" for number in range(1, 13))


def create_app() -> Flask:
    """Make the bare application."""
    app = Flask(__name__)

    @app.route("/", defaults={"path": ""}, methods=["GET", "POST"])
    @app.route("/<path:path>", methods=["GET", "POST"])
    def page(path: str) -> str:
        said = request.form.get("said", "")
        return render_template("bare.html", path=path, choices=CHOICES, said=said)

    return app


class _Server(BaseApplication):  # type: ignore[misc]  # no types are shipped
    def __init__(self, options: dict[str, Any]) -> None:
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return create_app()


def main() -> None:
    """Serve it with the same program, and as many threads and processes, as the portal."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--one-handed", action="store_true")
    told = parser.parse_args()
    options = {
        "bind": f"127.0.0.1:{told.port}",
        "workers": told.workers,
        "worker_class": OneHanded if told.one_handed else "gthread",
        "threads": THREADS,
        "preload_app": True,
        "accesslog": None,
        "loglevel": "warning",
        "control_socket_disable": True,
    }
    _Server(options).run()


if __name__ == "__main__":
    main()
