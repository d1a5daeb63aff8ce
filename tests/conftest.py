"""What every test may ask for."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from feedback.store import Store
from feedback.store.engine import connect
from feedback.store.keys import Keys, make_keys, read_keys
from feedback.store.migrating import migrate


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


@pytest.fixture
def database_url(migrated: Path, tmp_path: Path) -> str:
    shutil.copy(migrated, tmp_path / "heard.sqlite")
    return f"sqlite:///{tmp_path / 'heard.sqlite'}"


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
