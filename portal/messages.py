"""Telling staff by e-mail that something waits, and nothing about what or whose it is."""

from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid, parseaddr

from feedback.council import Council
from feedback.errors import MailServerAway, MessageNotTaken
from feedback.services.deliver import Outgoing, deliver
from feedback.services.notify import notify
from feedback.store import Store
from feedback.store.models import Urgency
from portal.commands.opening import Opened
from portal.logs import log
from portal.mail import MailServer

_SUBJECTS = {
    Urgency.NOW: "{service}: somebody is needed now",
    Urgency.SOON: "{service}: something is waiting for you",
}
_BODY = """\
{opening}

Open {service} the way you always do, and sign in. This message says no more on purpose, and
holds no link. Nobody reads what is sent back to it.
"""
_OPENINGS = {
    Urgency.NOW: "Something needs a person now, and nobody has taken it on yet.",
    Urgency.SOON: "Something is waiting for you.",
}


def tell_staff(store: Store, installation: Opened, *, now: datetime) -> None:
    """Work out whom to tell, and hand over whatever waits, if there is a mail server.

    What waits is handed over also where working it out failed.
    """
    server, council = installation.settings.mail, installation.council
    if server is None:
        return
    try:
        notify(store, clocks=council.clocks, now=now, closed=council.closed_days)
    finally:
        _hand_over(store, server, council, now=now)


def _hand_over(store: Store, server: MailServer, council: Council, *, now: datetime) -> None:
    done = deliver(store, lambda outgoing: _carry(outgoing, server, council, now), now=now)
    if done.away:
        log.error("the mail server cannot be reached")
    if done.not_taken:
        log.error("the mail server did not take %(count)s messages", {"count": done.not_taken})


def worded(outgoing: Outgoing, *, sender: str, council: Council, now: datetime) -> EmailMessage:
    """Write the message. It is the same for everybody and everything of its urgency."""
    told = {"service": council.service_name, "opening": _OPENINGS[outgoing.urgency]}
    message = EmailMessage()
    message["From"], message["To"] = sender, outgoing.to
    message["Subject"] = _SUBJECTS[outgoing.urgency].format_map(told)
    message["Date"] = format_datetime(now)
    message["Message-ID"] = make_msgid(domain=parseaddr(sender)[1].rpartition("@")[2])
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(_BODY.format_map(told))
    return message


def _carry(outgoing: Outgoing, server: MailServer, council: Council, now: datetime) -> None:
    """Write one message and hand it over. What befalls it otherwise befalls no other message."""
    try:
        server.hand_over(worded(outgoing, sender=server.sender, council=council, now=now))
    except (MailServerAway, MessageNotTaken):
        raise
    except Exception as problem:  # an address that no library takes apart, say
        log.error("a message could not be written: %(kind)s", {"kind": type(problem).__name__})
        raise MessageNotTaken("A message could not be written.") from problem
