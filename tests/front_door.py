"""The running portal, and browsers before it, for tests that come in by the front door.

Apart from ``conftest.py`` so that tests of the domain never load the web.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache

from feedback.store.models import Duty
from portal import create_app
from portal.drawing import drawn
from portal.settings import Settings
from tests.addresses import work_out_once
from tests.browser import Browser
from tests.people import StaffBrowser, enrolled, signed_in

__all__ = (
    "app",
    "browser",
    "compiled",
    "duty_browser",
    "insight_browser",
    "office_browser",
    "officer_browser",
    "settings",
)

work_out_once()


@pytest.fixture
def settings(database_url: str, keys_folder: Path, tmp_path: Path) -> Settings:
    shutil.copytree(keys_folder, tmp_path / "keys")
    return Settings(
        instance=tmp_path, database_url=database_url, secure_cookies=False, testing=True
    )


@pytest.fixture(scope="session")
def compiled(tmp_path_factory) -> FileSystemBytecodeCache:
    """Templates once compiled, so that each test’s own portal need not do it again."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("compiled")))


@pytest.fixture
def app(settings: Settings, compiled: FileSystemBytecodeCache) -> Iterator[Flask]:
    app = create_app(settings)
    app.jinja_env.bytecode_cache = compiled
    yield app
    app.extensions["heard.store"].engine.dispose()
    drawn.cache_clear()  # a part that was drawn holds on to its whole portal


@pytest.fixture
def browser(app: Flask) -> Browser:
    """A child’s browser, or anybody’s who has not signed in."""
    return Browser(app.test_client())


@pytest.fixture
def officer_browser(app: Flask) -> StaffBrowser:
    return signed_in(app, enrolled(app, Duty.OFFICER))


@pytest.fixture
def office_browser(app: Flask) -> StaffBrowser:
    return signed_in(app, enrolled(app, Duty.OFFICE))


@pytest.fixture
def duty_browser(app: Flask) -> StaffBrowser:
    return signed_in(app, enrolled(app, Duty.SAFEGUARDING))


@pytest.fixture
def insight_browser(app: Flask) -> StaffBrowser:
    return signed_in(app, enrolled(app, Duty.PARTICIPATION))
