"""The way in for somebody who was invited: their code, their authenticator, their password."""

from flask import Blueprint, Flask

from portal.access import newcomer
from portal.staff_waits import waiting
from portal.welcome.steps import authenticator, enter, entering, password


def init_app(app: Flask) -> None:
    """Serve its pages. Whoever guesses at a code waits."""
    pages = Blueprint("welcome", __name__, url_prefix="/staff")
    slow = waiting(enter, entering)
    for path, name, page in (
        ("/welcome", "enter", slow),
        ("/welcome/authenticator", "authenticator", authenticator),
        ("/welcome/password", "password", password),
    ):
        pages.add_url_rule(path, name, newcomer(page), methods=["GET", "POST"])
    app.register_blueprint(pages)


__all__ = ("init_app",)
