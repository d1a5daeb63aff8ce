"""What libraries do at every page, done only where it is needed.

A child’s page waits for all of it. Signing in remembers and counts on staff’s pages alone; no
page of ours is a coroutine.
"""

from collections.abc import Callable
from typing import Any

from flask import Flask

from portal import current
from portal.sessions import is_staff_side

_STAFFS_OWN = ("flask_login.", "flask_limiter.", "flask_principal")


class Portal(Flask):
    """Flask, which is not asked at every function whether it is a coroutine: none is."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function as it is."""
        return func


def init_app(app: Flask) -> None:
    """Leave children’s pages alone with what is staff’s. Comes after everything else."""
    for hooks in (app.before_request_funcs, app.after_request_funcs, app.teardown_request_funcs):
        everywhere: list[Any] = hooks.get(None, [])
        everywhere[:] = [
            _on_staffs_side(hook) if _is_staffs(hook) else hook for hook in everywhere
        ]
    given = app.template_context_processors
    for audience in app.blueprints:
        given[audience] = [one for one in given[audience] if one not in given[None]]


def _is_staffs(hook: Any) -> bool:  # noqa: ANN401  a function, a method or part of one
    function = getattr(hook, "func", hook)
    return str(function.__module__).startswith(_STAFFS_OWN)


def _on_staffs_side(hook: Callable[..., Any]) -> Callable[..., Any]:
    def careful(*given: Any) -> Any:  # noqa: ANN401  the response, or what went wrong, or nothing
        here = current.environ()
        if here is not None and is_staff_side(here["PATH_INFO"]):
            return hook(*given)
        return given[0] if given else None

    return careful
