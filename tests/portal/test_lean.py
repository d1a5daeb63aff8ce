"""What signing in does at every page of staff it leaves undone on children’s."""

from http import HTTPStatus

import pytest
from flask import Response, g
from werkzeug.exceptions import BadRequest
from werkzeug.test import create_environ

from portal.access import anyone
from portal.lean import Answer


def test_a_childs_page_is_not_asked_which_staff_it_is(app):
    with app.test_client() as browser:
        browser.get("/")
        assert "identity" not in g

        browser.get("/staff/sign-in")
        assert "identity" in g


def test_what_every_template_may_name_is_named_once(app):
    everywhere = app.template_context_processors[None]

    assert len(everywhere) == len(set(everywhere))
    for audience in app.blueprints:
        assert not set(app.template_context_processors[audience]) & set(everywhere)


def test_a_page_of_ours_is_called_as_it_is(app):
    page = app.view_functions["children.front"]

    assert app.ensure_sync(page) is page


ANSWERS = (
    ("words", 200, {}),
    ("", 303, {"Location": "/ask/home?checking=yes#person-2"}),
    ("", 302, {"Location": "/ask/zu hören?said=ü"}),
    ("words", 200, {"Content-Location": "/hören"}),
    ("", 204, {}),
    ("words", 304, {"Content-Language": "cy"}),
    (iter([b"one", b"two"]), 200, {}),
)


@pytest.mark.parametrize("sent", ANSWERS, ids=lambda sent: f"{sent[1]} {sent[2]}")
def test_an_answer_says_what_the_librarys_own_would(sent):
    body, status, headers = sent
    environ = create_environ("/ask/home")

    ours = Answer(body, status, headers).get_wsgi_headers(environ)

    assert sorted(ours) == sorted(Response(body, status, headers).get_wsgi_headers(environ))


@pytest.mark.parametrize("root", ["", "/heard"])
@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8000", "Bücher.example", "[::1]:80"])
@pytest.mark.parametrize("path", ["/ask/home", "//staff", "", "/ask/ü?checking=yes&said=ü"])
def test_an_address_is_found_and_built_as_the_library_does(app, root, host, path):
    environ = create_environ(path, f"http://x{root}") | {"HTTP_HOST": host}
    asked = app.request_class(environ)

    ours = app.create_url_adapter(asked)

    theirs = app.url_map.bind_to_environ(environ, subdomain="")
    assert _of(ours) == _of(theirs)


@pytest.mark.parametrize("host", ["a..b", "x" * 64])
def test_a_host_that_cannot_be_is_refused(app, host):
    asked = app.request_class(create_environ("/") | {"HTTP_HOST": host})

    with pytest.raises(BadRequest):
        app.create_url_adapter(asked)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_nothing_is_sent_without_a_token(app, method):
    app.add_url_rule("/sent", "sent", anyone(lambda: ""), methods=[method])

    assert app.test_client().open("/sent", method=method).status_code == HTTPStatus.BAD_REQUEST


def _of(adapter):
    """What an adapter knows; where an address goes on after a slash is no part of it."""
    known = {**vars(adapter), "path_info": f"/{adapter.path_info.lstrip('/')}"}
    return known | {"query_args": adapter.query_args or ""}
