"""What every answer tells the browser it may do: nothing, but for what comes from here."""

from flask import Flask, Response, current_app, request
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

_TWO_YEARS = 63_072_000
_OFF = (
    "accelerometer", "autoplay", "camera", "display-capture", "geolocation",
    "gyroscope", "hid", "identity-credentials-get", "idle-detection", "magnetometer", "microphone",
    "midi", "payment", "publickey-credentials-get", "screen-wake-lock", "serial", "usb",
    "xr-spatial-tracking",
)  # fmt: skip


def init_app(app: Flask) -> None:
    """Put the headers on every answer, mishaps included."""
    headers = dict(_secure().header_items())
    app.after_request(lambda response: _with(response, headers))


def _with(response: Response, headers: dict[str, str]) -> Response:
    for name, value in headers.items():
        response.headers.setdefault(name, value)
    if current_app.config["SESSION_COOKIE_SECURE"]:
        response.headers.setdefault(
            "Strict-Transport-Security",
            StrictTransportSecurity().max_age(_TWO_YEARS).include_subdomains().header_value,
        )
    if request.endpoint not in {"assets.file", "assets.style"}:
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def _secure() -> Secure:
    policy = ContentSecurityPolicy().default_src("'none'")
    for allow in (policy.script_src, policy.style_src, policy.img_src, policy.media_src):
        allow("'self'")
    policy.form_action("'self'").frame_ancestors("'none'").base_uri("'none'")
    permissions = PermissionsPolicy()
    for feature in _OFF:
        permissions.add_directive(feature)
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
