"""What every answer tells the browser it may do: nothing, but for what comes from here."""

from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask, Response
from secure import Secure
from secure.headers import (
    ContentSecurityPolicy,
    CrossOriginOpenerPolicy,
    CrossOriginResourcePolicy,
    CustomHeader,
    PermissionsPolicy,
    ReferrerPolicy,
    StrictTransportSecurity,
    XContentTypeOptions,
    XFrameOptions,
)

Answering = Callable[..., Iterable[bytes]]
"""A WSGI application."""

_TWO_YEARS = 63_072_000
_MOST = 64
_OFF = (
    "accelerometer", "autoplay", "camera", "display-capture", "geolocation",
    "gyroscope", "hid", "identity-credentials-get", "idle-detection", "magnetometer", "microphone",
    "midi", "payment", "publickey-credentials-get", "screen-wake-lock", "serial", "usb",
    "xr-spatial-tracking",
)  # fmt: skip


def with_microphone(response: Response) -> Response:
    """Let this one page use the microphone, when somebody presses Record."""
    response.headers["Permissions-Policy"] = _MICROPHONE
    return response


def init_app(app: Flask) -> None:
    """Put the headers on every answer, mishaps included."""
    headers = [*_secure().header_items(), ("Cache-Control", "no-store")]
    if app.config["SESSION_COOKIE_SECURE"]:
        insist = StrictTransportSecurity().max_age(_TWO_YEARS).include_subdomains()
        headers.append(("Strict-Transport-Security", insist.header_value))
    app.wsgi_app = OnEveryAnswer(app.wsgi_app, headers)  # type: ignore[method-assign]  # as Flask advises


class OnEveryAnswer:
    """Adds what a page did not say otherwise, once, as the answer leaves.

    A dozen headers are looked for among few; asked one by one they cost more than the query
    that finds a child’s visit.
    """

    def __init__(self, app: Answering, headers: Iterable[tuple[str, str]]) -> None:
        """Wrap the whole portal."""
        self.app = app
        self.headers = [(name.lower(), (name, value)) for name, value in headers]
        self._beside: dict[tuple[str, ...], list[tuple[str, str]]] = {}

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """Answer as the portal does, with the headers."""

        def begin(status: str, headers: list[tuple[str, str]], *problem: Any) -> Any:  # noqa: ANN401  WSGI’s own
            said = tuple([name for name, _value in headers])
            rest = self._beside.get(said) or self._rest(said)
            return start_response(status, [*headers, *rest], *problem)

        return self.app(environ, begin)

    def _rest(self, said: tuple[str, ...]) -> list[tuple[str, str]]:
        """Return what is added beside these, looked for once: no page names headers of its own."""
        named = {name.lower() for name in said}
        rest = [header for name, header in self.headers if name not in named]
        if len(self._beside) < _MOST:
            self._beside[said] = rest
        return rest


def _secure(*, recording: bool = False) -> Secure:
    policy = ContentSecurityPolicy().default_src("'none'")
    for allow in (policy.script_src, policy.style_src, policy.img_src, policy.media_src):
        allow("'self'")
    if recording:
        policy.media_src("blob:")
    policy.form_action("'self'").frame_ancestors("'none'").base_uri("'none'")
    permissions = PermissionsPolicy()
    for feature in _OFF:
        mine = ("self",) if recording and feature == "microphone" else ()
        permissions.add_directive(feature, *mine)
    return Secure(
        csp=policy,
        permissions=permissions,
        referrer=ReferrerPolicy().no_referrer(),
        xcto=XContentTypeOptions(),
        xfo=XFrameOptions().deny(),
        coop=CrossOriginOpenerPolicy().same_origin(),
        corp=CrossOriginResourcePolicy().same_origin(),
        custom=[CustomHeader("X-Robots-Tag", "noindex, nofollow")],
    )


MAY_ASK_US = f"{_secure().headers['Content-Security-Policy']}; connect-src 'self'"
"""The policy of a page whose script sends it, so that a weak connection takes no words away."""
MAY_RECORD = f"{_secure(recording=True).headers['Content-Security-Policy']}; connect-src 'self'"
"""The same for the page that records: it plays back what lies in its own memory."""
_MICROPHONE = _secure(recording=True).headers["Permissions-Policy"]
