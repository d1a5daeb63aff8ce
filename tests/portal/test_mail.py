"""Messages reach a real mail server, over TLS where asked, and hold nothing of any child."""

import socket
from contextlib import contextmanager
from datetime import timedelta
from uuid import uuid4

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as Inbox
from aiosmtpd.smtp import AuthResult
from sqlalchemy import select

from feedback.council import Council
from feedback.errors import MailServerAway, MessageNotTaken, SettingsUnsound
from feedback.services.deliver import Outgoing
from feedback.services.notify import notify
from feedback.store.models import Duty, Message, Role, Staff, Urgency
from portal import messages
from portal.commands.opening import Opened
from portal.mail import MailServer
from portal.messages import tell_staff, worded
from portal.settings import Settings
from tests.road import NOW, Road

SENDER = "Heard <heard@council.example>"


class Post(Inbox):
    """Keeps every message it is handed, and refuses one address."""

    def __init__(self):
        super().__init__()
        self.came = []

    def handle_message(self, message):
        self.came.append(message)

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802
        if address.startswith("nobody"):
            return "550 no such box"
        envelope.rcpt_tos.append(address)
        return "250 OK"


@contextmanager
def post_office(*, scheme="smtp", more=None, **options):
    """Run a real mail server on this machine for as long as this lasts."""
    office, port = Post(), _free_port()
    controller = Controller(office, hostname="127.0.0.1", port=port, ready_timeout=60, **options)
    controller.start()
    try:
        told = {"PORTAL_MAIL": f"{scheme}://localhost:{port}", "PORTAL_MAIL_FROM": SENDER}
        office.server = MailServer.from_environment(told | dict(more or {}))
        yield office
    finally:
        controller.stop(no_assert=True)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return found.getsockname()[1]


def message(to="robin@council.example", urgency=Urgency.NOW):
    return worded(Outgoing(uuid4(), to, urgency), sender=SENDER, council=Council(), now=NOW)


def test_a_message_arrives_as_it_was_written():
    with post_office() as office:
        office.server.hand_over(message())

    (came,) = office.came
    assert came["To"] == "robin@council.example"
    assert came["Subject"] == "Heard: somebody is needed now"
    assert came["Auto-Submitted"] == "auto-generated"
    assert came["Message-ID"].endswith("@council.example>")


@pytest.mark.parametrize("urgency", Urgency)
def test_a_message_is_the_same_for_everybody_and_leads_nowhere(urgency):
    first, second = message("a@council.example", urgency), message("b@council.example", urgency)

    assert first.get_content() == second.get_content()
    assert "http" not in first.get_content()


def test_one_address_that_is_not_taken_is_told_from_a_server_that_is_away():
    with post_office() as office, pytest.raises(MessageNotTaken):
        office.server.hand_over(message("nobody@council.example"))
    with pytest.raises(MailServerAway):
        office.server.hand_over(message())


def test_an_address_that_no_library_takes_apart_keeps_nobody_else_from_being_told(
    store, keys, database_url, tmp_path, caplog
):
    road = Road(store, keys, tmp_path)
    with store.begin() as transaction:
        transaction.get_one(Staff, road.officer_id).email = "robin@council.example"
        odd = Staff(name="Odd", email="duty@[")
        transaction.add(odd)
        transaction.flush()
        transaction.add(
            Message(staff_id=odd.id, cause="a", urgency=Urgency.NOW, made_at=NOW, next_at=NOW)
        )
    road.has_sent(worries="The dark")

    with post_office() as office:
        there = Opened(Settings(tmp_path, database_url, mail=office.server), store, keys, NOW)
        tell_staff(store, there, now=NOW)

    assert [came["To"] for came in office.came] == ["robin@council.example"]
    assert "a message could not be written: AttributeError" in caplog.messages
    assert "duty@[" not in caplog.text


def test_it_goes_over_tls_from_the_first_byte(tls):
    with post_office(scheme="smtps", ssl_context=tls) as office:
        office.server.hand_over(message())

    assert len(office.came) == 1


def test_it_goes_over_tls_with_a_password_where_the_server_asks_for_both(tls):
    asked = []

    def let_in(_server, _session, _envelope, _mechanism, told):
        asked.append((told.login, told.password))
        return AuthResult(success=True)

    login = {"PORTAL_MAIL_USER": "heard", "PORTAL_MAIL_PASSWORD": "a long one"}
    with post_office(
        scheme="smtp+starttls",
        more=login,
        tls_context=tls,
        require_starttls=True,
        auth_required=True,
        authenticator=let_in,
    ) as office:
        office.server.hand_over(message())

    assert len(office.came) == 1
    assert asked == [(b"heard", b"a long one")]


def test_a_server_that_cannot_prove_who_it_is_gets_nothing(tls, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE")

    office = post_office(scheme="smtp+starttls", tls_context=tls)
    with office as office, pytest.raises(MailServerAway):
        office.server.hand_over(message())

    assert office.came == []


def test_what_a_child_sent_is_told_without_a_word_of_it_and_without_their_name(
    store, keys, database_url, tmp_path
):
    """From Send to the officer’s post, with the mail server away when it was sent."""
    road = Road(store, keys, tmp_path)
    with store.begin() as transaction:
        transaction.get_one(Staff, road.officer_id).email = "robin@council.example"
        role = transaction.get(Role, Duty.SAFEGUARDING) or Role(name=Duty.SAFEGUARDING)
        transaction.add(Staff(name="Duty", email="duty@council.example", roles=[role]))
    road.has_sent(worries="Zanzibar", safe="no")
    with post_office() as office:
        gone = office.server
    installation = Opened(Settings(tmp_path, database_url, mail=gone), store, keys, NOW)
    tell_staff(store, installation, now=NOW)

    with post_office() as office:
        there = Opened(Settings(tmp_path, database_url, mail=office.server), store, keys, NOW)
        for minute in range(1, 4):
            tell_staff(store, there, now=NOW + timedelta(minutes=minute))

    assert {(came["To"], came["Subject"]) for came in office.came} == {
        ("duty@council.example", "Heard: somebody is needed now"),
        ("robin@council.example", "Heard: something is waiting for you"),
    }
    assert len(office.came) == 2
    for came in office.came:
        whole = came.as_string()
        for secret in ("Zanzibar", "Mia", "Amelia", "Quill", "safe", road.issued.letter.number):
            assert secret not in whole


def test_what_waits_goes_out_also_when_working_out_what_else_to_tell_fails(
    store, keys, database_url, tmp_path, monkeypatch
):
    road = Road(store, keys, tmp_path)
    with store.begin() as transaction:
        transaction.get_one(Staff, road.officer_id).email = "robin@council.example"
    road.has_sent(worries="The dark")
    with post_office() as office:
        there = Opened(Settings(tmp_path, database_url, mail=office.server), store, keys, NOW)
        notify(store, clocks=there.council.clocks, now=NOW)

        def fail(*_all, **_more):
            raise ValueError("something that nobody foresaw")

        monkeypatch.setattr(messages, "notify", fail)
        with pytest.raises(ValueError, match="nobody foresaw"):
            tell_staff(store, there, now=NOW)

    assert [came["To"] for came in office.came] == ["robin@council.example"]


def test_without_a_mail_server_nothing_is_sent_and_nothing_piles_up(
    store, keys, database_url, tmp_path
):
    Road(store, keys, tmp_path).has_sent(worries="The dark")

    tell_staff(store, Opened(Settings(tmp_path, database_url), store, keys, NOW), now=NOW)

    with store.look() as transaction:
        assert transaction.scalars(select(Message)).all() == []


@pytest.mark.parametrize(
    ("told", "problem"),
    [
        ({"PORTAL_MAIL": "mail.council.example"}, "PORTAL_MAIL should be like"),
        ({"PORTAL_MAIL": "http://mail.council.example"}, "PORTAL_MAIL should be like"),
        ({"PORTAL_MAIL": "smtps://a:secret@mail.example"}, "PORTAL_MAIL should be like"),
        ({"PORTAL_MAIL": "smtps://mail.example:port"}, "PORTAL_MAIL should be like"),
        ({"PORTAL_MAIL": "smtps://mail.example"}, "PORTAL_MAIL_FROM should be like"),
        (
            {"PORTAL_MAIL": "smtps://mail.example", "PORTAL_MAIL_FROM": "heard"},
            "PORTAL_MAIL_FROM should be like",
        ),
        (
            {"PORTAL_MAIL": "smtps://mail.example", "PORTAL_MAIL_FROM": "a@b.example\r\nBcc: c@d"},
            "PORTAL_MAIL_FROM should be like",
        ),
        (
            {
                "PORTAL_MAIL": "smtp://mail.example",
                "PORTAL_MAIL_FROM": SENDER,
                "PORTAL_MAIL_USER": "heard",
            },
            "a password never travels in the open",
        ),
    ],
)
def test_what_cannot_be_a_mail_server_is_refused_by_name_and_without_the_password(told, problem):
    with pytest.raises(SettingsUnsound, match=problem) as refused:
        Settings.from_environment(told)

    assert "secret" not in str(refused.value)


def test_the_usual_ports_need_not_be_named():
    told = {"PORTAL_MAIL_FROM": SENDER}
    ports = {
        scheme: MailServer.from_environment(
            told | {"PORTAL_MAIL": f"{scheme}://mail.example"}
        ).port
        for scheme in ("smtp", "smtp+starttls", "smtps")
    }

    assert ports == {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
