"""The portal as a browser meets it from outside: its address, certificate and headers."""

import ssl
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from email.message import Message
from email.utils import parsedate_to_datetime
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, HTTPSHandler, Request, build_opener

from portal.doctor.finding import Finding, look, well, wrong
from portal.settings import Settings

_PAGE, _NUMBERS = "/health/live", "/metrics"
_NOTHING: Mapping[str, str] = {}
_PATIENCE_SECONDS = 10
_SKEW = timedelta(minutes=1)
_NEEDED = ("Content-Security-Policy", "Strict-Transport-Security", "Referrer-Policy")


class _Stays(HTTPRedirectHandler):
    """Follows nowhere: what leads elsewhere is a finding."""

    def redirect_request(self, *_args: object) -> None:
        """Return no request to follow with."""


def look_over(settings: Settings, *, now: datetime) -> Iterator[Finding]:
    """Ask for one page at the address on the letters, as a browser would."""
    address = settings.address
    if not address:
        yield look(
            "address", "PORTAL_ADDRESS is not set; letters name what the office’s browser shows."
        )
        return
    if not address.startswith("https://"):
        yield wrong("address", f"{address} is not secure; words would travel in the open.")
        return
    try:
        headers = _ask(address)
    except HTTPError as answer:
        yield wrong(
            "address", f"{address} answers with {answer.code} where it should say it runs."
        )
        return
    except (URLError, OSError) as problem:
        yield wrong("address", f"{address} cannot be reached: {_why(problem)}.")
        return
    yield from _judged(address, headers, now)
    if settings.metrics_token:
        yield _numbers(address, settings.metrics_token)


def _numbers(address: str, token: str) -> Finding:
    """Ask for monitoring’s numbers from outside, where nobody should get them."""
    try:
        _ask(address, _NUMBERS, {"Authorization": f"Bearer {token}"})
    except OSError:
        return well("metrics", "they are told within, and not at the address on the letters.")
    return wrong("metrics", f"{address}{_NUMBERS} tells them; let the web server shut it.")


def _ask(address: str, page: str = _PAGE, headers: Mapping[str, str] = _NOTHING) -> Message:
    opener = build_opener(_Stays, HTTPSHandler(context=ssl.create_default_context()))
    asked = Request(address + page, headers=dict(headers))  # noqa: S310  https alone comes here
    with opener.open(asked, timeout=_PATIENCE_SECONDS) as answer:
        found: Message = answer.headers
        return found


def _judged(address: str, headers: Message, now: datetime) -> Iterator[Finding]:
    missing = [name for name in _NEEDED if name not in headers]
    if missing:
        lost = ", ".join(missing)
        yield wrong("address", f"{lost} is lost on the way; let the web server pass headers on.")
    elif "no-store" not in headers.get("Cache-Control", ""):
        yield wrong(
            "address", "pages may be kept on the way; let the web server pass no-store on."
        )
    else:
        yield well("address", f"{address} is secure and its headers arrive.")
    if headers["Date"] and abs(parsedate_to_datetime(headers["Date"]) - now) > _SKEW:
        yield wrong(
            "clock", "the web server’s clock and this one’s differ; set both by the network."
        )


def _why(problem: OSError) -> str:
    reason = getattr(problem, "reason", problem)
    if isinstance(reason, ssl.SSLCertVerificationError):
        return "its certificate is not one that browsers trust"
    return getattr(reason, "strerror", None) or "it does not answer"
