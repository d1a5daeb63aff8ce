"""The return is made whole into a folder, or every reason why not is listed."""

import shutil
from datetime import UTC, datetime

import pytest
import time_machine
from click.testing import CliRunner
from sqlalchemy import update

from feedback.participation import Indicator
from feedback.store import Store
from feedback.store.engine import connect
from feedback.store.keys import read_keys
from feedback.store.models import Review
from portal.cli import main
from tests.feedback.caseload.caseloads import HEADER_ROW, IN_CARE_ROW, folder
from tests.feedback.services.imports import NOW, take_in

HELD = "0042,10/05/2010,01/03/2026,PN1"


@pytest.fixture(autouse=True)
def store(tmp_path, monkeypatch, migrated, keys_folder):
    """An installation with one child and one held review of 2025-26."""
    monkeypatch.setenv("PORTAL_INSTANCE", str(tmp_path / "instance"))
    monkeypatch.delenv("PORTAL_DATABASE_URL", raising=False)
    shutil.copytree(keys_folder, tmp_path / "instance" / "keys")
    shutil.copy(migrated, tmp_path / "instance" / "heard.sqlite")
    engine = connect(f"sqlite:///{tmp_path / 'instance' / 'heard.sqlite'}")
    rows = {"header": [HEADER_ROW], "episodes": [IN_CARE_ROW], "reviews": [HELD]}
    take_in(Store(engine), read_keys(keys_folder), folder(**rows))
    with time_machine.travel(datetime(2026, 11, 23, 9, tzinfo=UTC), tick=False):
        yield Store(engine)
    engine.dispose()


def confirm(store):
    with store.begin() as transaction:
        transaction.execute(update(Review).values(code=Indicator.PN1, confirmed_at=NOW))


def make(out, year="2026"):
    return CliRunner().invoke(main, ["return903", "--year", year, "--out", str(out)])


def test_the_three_files_are_made_for_this_account_alone(store, tmp_path):
    confirm(store)

    made = make(tmp_path / "out")

    assert made.exit_code == 0, made.output
    assert made.stdout == "1 reviews, in episodes.csv, header.csv, reviews.csv.\n"
    files = sorted((tmp_path / "out").iterdir())
    assert [path.name for path in files] == ["episodes.csv", "header.csv", "reviews.csv"]
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
    assert files[2].read_bytes() == b"CHILD,DOB,REVIEW,REVIEW_CODE\n" + HELD.encode() + b"\n"


def test_with_anything_unsettled_there_is_a_list_and_no_file(tmp_path):
    made = make(tmp_path / "out")

    assert made.exit_code == 1
    assert made.stdout == "child 0042, review of 01/03/2026: no code has been confirmed\n"
    assert made.stderr == "Error: Not everything is settled, so no file was made.\n"
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("year", "sentence"),
    [
        ("2027", "2026-27 is not over, its last day is 31 March 2027: no return is made."),
        ("2019", "No review of 2018-19 belongs in a return: no file is made."),
        ("26", "26 is not a year that a collection year can end in."),
    ],
)
def test_a_year_that_cannot_be_returned_is_refused_in_one_sentence(tmp_path, year, sentence):
    refused = make(tmp_path / "out", year)

    assert refused.exit_code == 1
    assert refused.stderr == f"Error: {sentence}\n"
    assert not (tmp_path / "out").exists()


def test_a_year_that_is_no_number_is_wrong_usage(tmp_path):
    assert make(tmp_path / "out", "2025-26").exit_code == 2


def test_a_return_never_writes_over_another(store, tmp_path):
    confirm(store)
    out = tmp_path / "out"
    out.mkdir()
    (out / "header.csv").write_text("mine")

    refused = make(out)

    assert refused.exit_code == 1
    assert "header.csv is there already" in refused.stderr
    assert [path.name for path in out.iterdir()] == ["header.csv"]
