"""An installation to be backed up, all that is in it, and files that are like backups."""

import os
import shutil
import tarfile

import pytest
from sqlalchemy import select

from feedback.store.engine import connect
from feedback.store.keys import read_keys
from feedback.store.models import Base
from feedback.store.strongbox import lock
from tests import databases
from tests.road import NOW, Road

CONTENTS = {
    "made_at": NOW.isoformat(), "database": "", "revision": "0001", "rows": {}, "digests": {}
}  # fmt: skip
"""What says of a backup what is in it, with nothing in it."""


@pytest.fixture
def postgresqls_own_programs(monkeypatch):
    """Have pg_dump where a council’s machine has it."""
    if databases.URL in os.environ:
        monkeypatch.setenv("PATH", f"{databases.find_binaries()}{os.pathsep}{os.environ['PATH']}")


def installation(store, keys_folder, instance):
    """Make a running installation in which Mia has sent what worries her."""
    instance.mkdir()
    shutil.copytree(keys_folder, instance / "keys")
    (instance / "council.toml").write_text('name = "Borough of Example"', "utf-8")
    mia = Road(store, read_keys(instance / "keys"), instance)
    mia.has_sent(worries="The dark")
    return mia


def everything(url: str) -> dict[str, list[tuple]]:
    engine = connect(url)
    try:
        with engine.connect() as connection:
            return {
                table.name: sorted(map(repr, connection.execute(select(table))))
                for table in Base.metadata.sorted_tables
            }
    finally:
        engine.dispose()


def packed(place, folder, target):
    """Lock a folder as if it were a backup."""
    with tarfile.open(folder / "packed.tar", "w") as tar:
        tar.add(folder / "all", arcname=".")
    lock(folder / "packed.tar", target, place.keys)
    return target
