"""How much a page may be sent, and that nothing of it lies on a disk meanwhile."""

import tempfile
from io import BytesIO

import pytest
from flask import Request

from portal.limits import InMemory

_BOUNDARY = "line"


def _form(file: bytes) -> bytes:
    head = (
        f"--{_BOUNDARY}\r\nContent-Disposition: form-data; name=voice; filename=v\r\n"
        "Content-Type: audio/webm\r\n\r\n"
    )
    return head.encode() + file + f"\r\n--{_BOUNDARY}--\r\n".encode()


def test_a_file_never_touches_the_disk(monkeypatch):
    def refuse(*_given, **_more):
        raise AssertionError("a file was put on the disk")

    for name in ("TemporaryFile", "SpooledTemporaryFile", "NamedTemporaryFile", "mkstemp"):
        monkeypatch.setattr(tempfile, name, refuse)
    body = _form(b"x" * 1_500_000)
    environ = {
        "REQUEST_METHOD": "POST",
        "CONTENT_TYPE": f"multipart/form-data; boundary={_BOUNDARY}",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": BytesIO(body),
    }

    request = InMemory(environ)
    request.max_content_length = 2_000_000

    assert isinstance(request.files["voice"].stream, BytesIO)
    assert len(request.files["voice"].read()) == 1_500_000


def test_the_portal_uses_it(app):
    assert app.request_class is InMemory


@pytest.mark.parametrize(
    "said", ["", "a=1; b=2", 'a="1\\073 2"; a=3;;=x', "ü=ü; heard=x.y-z_; é", None]
)
def test_cookies_are_read_as_the_library_reads_them(said):
    environ = {} if said is None else {"HTTP_COOKIE": said}

    ours, theirs = InMemory(environ).cookies, Request(environ).cookies

    assert list(ours.items(multi=True)) == list(theirs.items(multi=True))
