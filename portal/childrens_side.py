"""Everything that the children’s door serves: the public pages, the child’s own, and Listen."""

from flask import Flask

from portal import children, front, voices


def init_app(app: Flask) -> None:
    """Serve it."""
    voices.init_app(app)
    for audience in (front, children):
        app.register_blueprint(audience.bp)
