"""The network somebody comes from, under which wrong tries are counted."""

from flask import request

from feedback.services import guessing

_NO_ADDRESS = "0.0.0.0"  # noqa: S104  nothing listens there: somebody without an address


def network() -> str:
    """Return the network of whoever asks for this page."""
    return guessing.network_of(request.remote_addr or _NO_ADDRESS)
