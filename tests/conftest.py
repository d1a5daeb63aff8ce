"""What every test may ask for."""

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings as trying
from passlib.totp import AppWallet
from sqlalchemy.orm import Session

from feedback.services.passwords import ARGON2
from feedback.store import Store
from feedback.store.engine import connect
from feedback.store.keys import Keys, make_keys, read_keys
from feedback.store.migrating import migrate
from tests import databases
from tests.chromium import MISSING, find_chromium, find_whole
from tests.statements import word_once

if TYPE_CHECKING:
    from playwright.sync_api import Browser as Chromium
    from playwright.sync_api import Playwright

ON_EVERY_DATABASE = {"database_url", "empty_database_url"}
ON_POSTGRESQL_ALONE = {"door_url", "desk_url"}
_SERVER = pytest.StashKey[ExitStack]()
_DEAR, _CHEAP = dict(ARGON2), {"memory_cost": 64, "time_cost": 1, "parallelism": 1}


trying.register_profile("heard", deadline=None)  # a busy machine is not a wrong rule
trying.load_profile("heard")
word_once()


def pytest_addoption(parser):
    parser.addoption(
        "--database",
        choices=("sqlite", "postgresql"),
        default="sqlite",
        help="where the store lies; on postgresql only tests that touch the store are run",
    )


def pytest_configure(config):
    """Start one server for the whole run; those who help to run it find its address."""
    if config.getoption("--database") == "postgresql" and databases.URL not in os.environ:
        config.stash[_SERVER] = ExitStack()
        address = config.stash[_SERVER].enter_context(databases.server())
        os.environ[databases.URL] = address


def pytest_unconfigure(config):
    if _SERVER in config.stash:
        del os.environ[databases.URL]
        config.stash[_SERVER].close()


def pytest_collection_modifyitems(config, items):
    """On PostgreSQL, run what touches the store, might differ there, and needs no browser.

    What takes long comes first, or the other processes of the run would wait for it at the end.
    """
    wanted = _touches_the_store
    if config.getoption("--database") == "sqlite":
        wanted = _needs_no_accounts
    kept = [item for item in items if wanted(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = sorted(kept, key=lambda item: item.get_closest_marker("long") is None)


def _touches_the_store(item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    elsewhere = item.get_closest_marker("browser") or item.get_closest_marker("one_database")
    return bool(fixtures & ON_EVERY_DATABASE) and not elsewhere


def _needs_no_accounts(item) -> bool:
    return not set(getattr(item, "fixturenames", ())) & ON_POSTGRESQL_ALONE


@pytest.fixture(scope="session", autouse=True)
def _passwords_are_quick_to_check() -> Iterator[None]:
    """Somebody signs in before every other test: what guessing costs is asked where it is told."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in _CHEAP.items():
            patch.setitem(ARGON2, name, value)
        patch.setattr(AppWallet, "encrypt_cost", 4)
        yield


@pytest.fixture
def passwords_cost_what_they_should(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords as the portal keeps them; asked for before whoever has one."""
    for name, value in _DEAR.items():
        monkeypatch.setitem(ARGON2, name, value)


@pytest.fixture(scope="session")
def browser_program() -> str:
    """A real Chromium, without windows where there is one."""
    return _there(find_chromium())


@pytest.fixture(scope="session")
def whole_browser() -> str:
    """A Chromium that keeps what browsers keep."""
    return _there(find_whole())


def _there(program: str | None) -> str:
    """Return what was found. Where nothing may be left out, its absence is a failure."""
    if program is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(MISSING)
    return program


@pytest.fixture(scope="session")
def playwright(browser_program: str) -> Iterator["Playwright"]:  # noqa: ARG001  it must be there
    """What drives browsers: one for a process, which cannot hold two."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  most tests need none

    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def chromium(playwright: "Playwright", browser_program: str) -> Iterator["Chromium"]:
    """One real browser for every test that asks for it."""
    from tests.journeys.watching import QUIET  # noqa: PLC0415  as above

    chromium = playwright.chromium.launch(executable_path=browser_program, args=QUIET)
    yield chromium
    chromium.close()


@pytest.fixture(scope="session")
def keys_folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("keys")
    make_keys(folder)
    return folder


@pytest.fixture(scope="session")
def keys(keys_folder: Path) -> Keys:
    return read_keys(keys_folder)


@pytest.fixture(scope="session")
def migrated(tmp_path_factory) -> Path:
    """An empty database of today’s schema, copied for each test rather than made again."""
    path = tmp_path_factory.mktemp("migrated") / "heard.sqlite"
    engine = connect(f"sqlite:///{path}")
    migrate(engine)
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def emptied() -> Iterator[databases.Emptied]:
    """The one database of this process on PostgreSQL."""
    emptied = databases.Emptied(os.environ[databases.URL])
    yield emptied
    emptied.drop()


@pytest.fixture
def database_url(request, tmp_path: Path) -> Iterator[str]:
    """A database of today’s schema with nothing in it."""
    if databases.URL in os.environ:
        with request.getfixturevalue("emptied").lent() as url:
            yield url
    else:
        shutil.copy(request.getfixturevalue("migrated"), tmp_path / "heard.sqlite")
        yield f"sqlite:///{tmp_path / 'heard.sqlite'}"


@pytest.fixture
def door_url(database_url: str) -> str:
    """The same database as the account of the children’s door meets it. On PostgreSQL alone."""
    return databases.as_account(database_url, databases.DOOR)


@pytest.fixture
def desk_url(database_url: str) -> str:
    """The same database as the account of staff’s door meets it. On PostgreSQL alone."""
    return databases.as_account(database_url, databases.DESK)


@pytest.fixture
def empty_database_url(tmp_path: Path) -> Iterator[str]:
    """A database that no migration has seen yet."""
    if address := os.environ.get(databases.URL):
        with databases.database(address, like=databases.EMPTY) as url:
            yield url
    else:
        yield f"sqlite:///{tmp_path / 'empty.sqlite'}"


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    engine = connect(database_url)
    yield Store(engine)
    engine.dispose()


@pytest.fixture
def transaction(store: Store) -> Iterator[Session]:
    with store.begin() as transaction:
        yield transaction


@pytest.fixture
def now() -> datetime:
    """A Tuesday in term time, in the afternoon."""
    return datetime(2026, 3, 3, 14, 30, tzinfo=UTC)
