"""Heard: how children, officers and the office meet the service on a screen."""

from flask import Flask

from portal.settings import Settings


def create_app(settings: Settings) -> Flask:
    """Put the portal together, refusing to start if anything about it is unsound."""
    from portal.composition import compose  # noqa: PLC0415  commands need no pages

    return compose(settings)
