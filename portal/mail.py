"""The council’s mail server: where it is, how it is reached, and handing it one message."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import parseaddr
from typing import TYPE_CHECKING, Self
from urllib.parse import SplitResult, urlsplit

from feedback.errors import MailServerAway, MessageNotTaken, SettingsUnsound

if TYPE_CHECKING:
    import smtplib

PATIENCE_SECONDS = 10
_PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


@dataclass(frozen=True, slots=True)
class MailServer:
    """How to reach a mail server, over TLS where the address says so."""

    scheme: str
    host: str
    port: int
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Self | None:
        """Read where messages go; nothing set means that none are sent.

        Refuses an address or sender that cannot be one, and a password that would travel
        without TLS.
        """
        address, sender = (environ.get(name) or "" for name in ("PORTAL_MAIL", "PORTAL_MAIL_FROM"))
        user, password = (
            environ.get(name) or "" for name in ("PORTAL_MAIL_USER", "PORTAL_MAIL_PASSWORD")
        )
        if not address:
            return None
        parts = _parts(address)
        if not sender or "@" not in parseaddr(sender)[1] or not sender.isprintable():
            raise SettingsUnsound(
                "PORTAL_MAIL_FROM should be like heard@council.example, and is not."
            )
        if user and parts.scheme == "smtp":
            raise SettingsUnsound(
                "PORTAL_MAIL_USER needs smtps:// or smtp+starttls:// in PORTAL_MAIL: "
                "a password never travels in the open."
            )
        port = parts.port or _PORTS[parts.scheme]
        return cls(parts.scheme, parts.hostname or "", port, sender, user, password)

    def hand_over(self, message: EmailMessage) -> None:
        """Hand over one message.

        Refuses with ``MailServerAway`` when no server answers as it should, and with
        ``MessageNotTaken`` when it takes others but not this one.
        """
        import smtplib  # noqa: PLC0415  processes that only serve pages never need it

        refused = (
            smtplib.SMTPRecipientsRefused,
            smtplib.SMTPSenderRefused,
            smtplib.SMTPDataError,
            smtplib.SMTPNotSupportedError,
        )
        try:
            with self._session() as session:
                session.send_message(message)
        except refused as refusal:
            raise MessageNotTaken("The mail server did not take a message.") from refusal
        except (OSError, smtplib.SMTPException) as problem:
            raise MailServerAway("The mail server cannot be reached.") from problem

    def answers(self) -> bool:
        """Whether the server answers, over TLS and with our password where they are set."""
        import smtplib  # noqa: PLC0415  as above

        try:
            with self._session() as session:
                session.noop()
        except (OSError, smtplib.SMTPException):
            return False
        return True

    def _session(self) -> "smtplib.SMTP":
        import smtplib  # noqa: PLC0415  as above
        import ssl  # noqa: PLC0415  as above

        safe = ssl.create_default_context()
        if self.scheme == "smtps":
            session: smtplib.SMTP = smtplib.SMTP_SSL(
                self.host, self.port, timeout=PATIENCE_SECONDS, context=safe
            )
        else:
            session = smtplib.SMTP(self.host, self.port, timeout=PATIENCE_SECONDS)
        if self.scheme == "smtp+starttls":
            session.starttls(context=safe)
        if self.user:
            session.login(self.user, self.password)
        return session


def _parts(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        sound = parts.scheme in _PORTS and parts.hostname and (parts.port or 1)
    except ValueError:
        sound = False
    if not sound or parts.username or parts.path.strip("/") or parts.query or parts.fragment:
        raise SettingsUnsound(
            "PORTAL_MAIL should be like smtps://mail.council.example:465, and is not."
        )
    return parts
