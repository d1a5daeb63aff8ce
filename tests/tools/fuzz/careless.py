"""The control: a portal with pages that nobody should ever write."""

from flask import Flask, Response, redirect

from feedback.council import Council
from portal import create_app
from portal.access import anyone
from portal.settings import Settings
from tests.tools.demo_town import DemoTown
from tests.tools.fuzz.holding import mark


def careless(town: DemoTown) -> Flask:
    """Return a portal for the same town, with one page for each thing that can go wrong."""
    number = town.letters[0].number
    app = create_app(Settings(town.instance, town.url, Council(), secure_cookies=False))
    pages = {
        "/raises": lambda: 1 // 0,
        "/tells": lambda: f"<title>x</title>{mark(number)}",
        "/entitled": lambda: f"<title>{mark(number)}</title>",
        "/leads": lambda: redirect("https://elsewhere.example/"),
        "/shows": lambda: "Traceback (most recent call last)",
        "/keeps": lambda: Response("x", headers={"Cache-Control": "max-age=9"}),
        "/unguarded": lambda: Response("x", headers={"Content-Security-Policy": "default-src *"}),
        "/marked": _with_cookie,
    }
    for path, page in pages.items():
        app.add_url_rule(path, path.strip("/"), anyone(page))
    app.config["CARELESS"] = tuple(pages)
    return app


def _with_cookie() -> Response:
    answer = Response("x")
    answer.set_cookie("heard", "x")
    return answer
