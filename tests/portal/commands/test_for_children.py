from datetime import UTC, datetime

import pytest
import time_machine
from click.testing import CliRunner
from sqlalchemy import select

from feedback.store import Store
from feedback.store.engine import connect
from feedback.store.keys import make_keys
from feedback.store.migrating import migrate
from feedback.store.models import AuditRow
from portal.cli import main
from tests import released
from tests.reports import SEED, whole_year


@pytest.fixture(autouse=True)
def engine(tmp_path, monkeypatch):
    """An installation in which the seed report’s year was released."""
    monkeypatch.setenv("PORTAL_INSTANCE", str(tmp_path / "instance"))
    monkeypatch.delenv("PORTAL_DATABASE_URL", raising=False)
    make_keys(tmp_path / "instance" / "keys")
    engine = connect(f"sqlite:///{tmp_path / 'instance' / 'heard.sqlite'}")
    migrate(engine)
    with Store(engine).begin() as transaction:
        released.enter(transaction, whole_year("2025-26", SEED))
    with time_machine.travel(datetime(2026, 6, 1, 9, 0, tzinfo=UTC), tick=False):
        yield engine
    engine.dispose()


def run(*arguments):
    return CliRunner().invoke(main, ["release", "for-children", *arguments])


def test_the_year_is_written_for_children_and_opening_quotes_is_in_the_log(tmp_path, engine):
    made = run("--period", "2025-26", "--out", str(tmp_path / "out"))

    assert made.exit_code == 0, made.output
    page = (tmp_path / "out" / "heard-2025-26-for-children.html").read_text("utf-8")
    assert "Children had their say in 1,031 reviews." in page
    assert (tmp_path / "out" / "heard-2025-26-for-children.css").exists()
    with Store(engine).look() as transaction:
        assert transaction.scalars(select(AuditRow.act).order_by(AuditRow.place)).all() == [
            "opened-quotes"
        ]


def test_writing_it_again_into_the_same_folder_changes_nothing(tmp_path):
    first = run("--period", "2025-26", "--out", str(tmp_path / "out"))
    again = run("--period", "2025-26", "--out", str(tmp_path / "out"))

    assert (first.exit_code, again.exit_code) == (0, 0)
    assert first.output == again.output


@pytest.mark.parametrize(
    ("period", "said"),
    [
        ("2024-25", "No summary of this year has been made"),
        ("2025-26Q1", "No summary of this year has been made"),
        ("last year", "is not a period"),
    ],
)
def test_what_was_not_released_is_refused_in_one_sentence(tmp_path, period, said):
    refused = run("--period", period, "--out", str(tmp_path / "out"))

    assert refused.exit_code == 1
    assert said in refused.stderr
    assert refused.stderr.count("\n") == 1
    assert not (tmp_path / "out").exists()
