"""Whom the portal believes of where a visitor comes from: the web servers we named alone."""

from dataclasses import replace

import pytest
from flask import Flask, request

from portal import create_app

MADE_UP = {"X-Forwarded-For": "192.0.2.66, 198.51.100.7", "X-Forwarded-Host": "elsewhere.example"}


@pytest.fixture
def behind(settings):
    """Put the portal together behind so many web servers."""
    made: list[Flask] = []

    def put_together(count: int) -> Flask:
        made.append(create_app(replace(settings, proxies=count)))
        return made[-1]

    yield put_together
    for app in made:
        app.extensions["heard.store"].engine.dispose()


def test_with_no_web_server_in_front_nobody_says_for_themselves_where_they_come_from(behind):
    with behind(0).test_client() as visitor:
        visitor.get("/", headers=MADE_UP, environ_base={"REMOTE_ADDR": "203.0.113.5"})

        assert request.remote_addr == "203.0.113.5"
        assert request.host == "localhost"


def test_behind_one_web_server_only_what_it_added_itself_counts(behind):
    with behind(1).test_client() as visitor:
        visitor.get("/", headers=MADE_UP, environ_base={"REMOTE_ADDR": "127.0.0.1"})

        assert request.remote_addr == "198.51.100.7"
