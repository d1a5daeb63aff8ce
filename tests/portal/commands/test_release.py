import csv
import json
import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from click.testing import CliRunner

from feedback.store import Store
from feedback.store.engine import connect
from feedback.store.keys import make_keys
from feedback.store.migrating import migrate
from feedback.store.models import Installation
from portal.cli import main
from tests import planted

EARLIER = {
    2022: {"PN1": 500, "PN2": 60, "PN3": 40, "PN4": 15, "PN5": 150, "PN6": 135, "PN7": 100},
    2023: {"PN1": 525, "PN2": 60, "PN3": 40, "PN4": 15, "PN5": 150, "PN6": 135, "PN7": 75},
    2024: {
        "PN0": 92,
        "PN1": 700,
        "PN2": 80,
        "PN3": 50,
        "PN4": 15,
        "PN5": 150,
        "PN6": 130,
        "PN7": 75,
    },
}
"""Made-up splits that give 88.5, 91 and 92.5 %, and 1,292 reviews in the last of these years."""
SEED = {"PN0": 255, "PN1": 520, "PN2": 61, "PN3": 38, "PN4": 12, "PN5": 212, "PN6": 200}


@pytest.fixture(autouse=True)
def instance(tmp_path, monkeypatch):
    """An installation with the seed report’s year in it, in the spring after."""
    monkeypatch.setenv("PORTAL_INSTANCE", str(tmp_path / "instance"))
    monkeypatch.delenv("PORTAL_DATABASE_URL", raising=False)
    make_keys(tmp_path / "instance" / "keys")
    engine = connect(f"sqlite:///{tmp_path / 'instance' / 'heard.sqlite'}")
    migrate(engine)
    with Store(engine).begin() as transaction:
        planted.reviews(transaction, {**SEED, "PN7": 100}, date(2025, 5, 6))
        transaction.add(Installation(id=1, made_up=True))
    engine.dispose()
    with time_machine.travel(datetime(2026, 4, 7, 9, 0, tzinfo=UTC), tick=False):
        yield tmp_path


def run(*arguments):
    return CliRunner().invoke(main, ["release", *arguments])


def test_the_seed_reports_year_leaves_as_90_2_and_1031_of_1143(tmp_path):
    run("close", "2025-26")

    made = run("make", "--period", "2025-26", "--out", str(tmp_path / "out"))

    assert made.exit_code == 0, made.output
    page = (tmp_path / "out" / "heard-2025-26.html").read_text("utf-8")
    assert "Children took part in 1,031 of 1,143 reviews: 90.2\N{NO-BREAK SPACE}%." in page
    with (tmp_path / "out" / "heard-2025-26.csv").open(encoding="utf-8", newline="") as file:
        took_part = next(row for row in csv.DictReader(file) if row["category"] == "took-part")
    assert (took_part["count"], took_part["base"], took_part["percent"]) == (
        "1031",
        "1143",
        "90.2",
    )


def test_what_is_hidden_and_what_choosing_it_cost_are_said_once(tmp_path):
    run("close", "2025-26")
    wanted = ("make", "--period", "2025-26", "--out")

    made, again = (run(*wanted, str(tmp_path / name)) for name in ("one", "two"))

    assert re.fullmatch(
        r"[\d,]+ of [\d,]+ numbers are hidden \([\d.]+ %\)\. Choosing them took [\d.]+ s,"
        r" [\d,]+ solves and [\d,]+ of 3,000,000 steps\.\n",
        made.stderr,
    )
    assert again.stderr == ""


def test_making_it_again_writes_the_same_bytes_elsewhere(tmp_path):
    run("close", "2025-26")
    run("make", "--period", "2025-26", "--out", str(tmp_path / "one"))
    with time_machine.travel(datetime(2026, 9, 1, tzinfo=UTC)):
        run("make", "--period", "2025-26", "--out", str(tmp_path / "two"))

    one, two = (
        {path.name: path.read_bytes() for path in (tmp_path / folder).iterdir()}
        for folder in ("one", "two")
    )
    assert one == two
    assert len(one) == 9


def test_the_annual_block_of_planted_years_holds_the_reports_figures(tmp_path):
    engine = connect(f"sqlite:///{tmp_path / 'instance' / 'heard.sqlite'}")
    with Store(engine).begin() as transaction:
        planted.lateness(transaction, late=8, wrong=4)
        planted.told_and_ready(transaction, told=653, ready=714, unknown=12)
        for year, codes in EARLIER.items():
            planted.reviews(transaction, codes, date(year, 5, 6))
    engine.dispose()
    for period in (*(f"{year}-{year - 1999}" for year in EARLIER), "2025-26"):
        run("close", period)
        run("make", "--period", period, "--out", str(tmp_path / period))

    block = (tmp_path / "2025-26" / "heard-2025-26-annual-report.html").read_text("utf-8")
    shares = re.findall(r"<td[^>]*>(\d\d\.\d)</td>", block[block.index("Table 3:") :])

    assert {"88.5", "91.0", "92.5", "90.2"} <= set(shares)
    assert "653 of 1,398 reviews: 46.7\N{NO-BREAK SPACE}%." in block
    assert "714 of 1,386 reviews: 51.5\N{NO-BREAK SPACE}%." in block

    assert "1,398 reviews were held in 2025-26: 106 more than the 1,292 of 2024-25." in block
    assert "1,031 of 1,143 reviews of children aged 4 or over" in block
    assert "90.2\N{NO-BREAK SPACE}%" in block
    assert "99.1\N{NO-BREAK SPACE}%" in block
    assert "1,386 of 1,394: 99.4\N{NO-BREAK SPACE}%." in block
    assert "98.1" not in block


def test_closing_twice_is_said_and_harms_nothing():
    assert run("close", "2025-26Q1").output == "2025-26Q1 is closed.\n"
    assert run("close", "2025-26Q1").output == "2025-26Q1 was closed already.\n"


def test_what_is_still_open_is_said_on_closing(tmp_path):
    engine = connect(f"sqlite:///{tmp_path / 'instance' / 'heard.sqlite'}")
    with Store(engine).begin() as transaction:
        planted.reviews(transaction, {"null": 2}, date(2025, 8, 5))
    engine.dispose()

    closed = run("close", "2025-26Q2")

    assert closed.exit_code == 0
    assert closed.stderr == "Still open: Some reviews are held without a confirmed code.\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("close", "2025-05"), "is not a period"),
        (("close", "2026-27Q1"), "2026-27Q1 is not over: its last day is 30 June 2026"),
        (("make", "--period", "2025-04..2025-09", "--out", "o"), "is not a period"),
        (("make", "--period", "2025-26Q1", "--out", "o"), "2025-26Q1 is not closed"),
        (("make", "--period", "2026-27", "--out", "o"), "2026-27 is not closed"),
    ],
)
def test_what_cannot_be_done_is_refused_in_one_sentence(tmp_path, monkeypatch, arguments, said):
    monkeypatch.chdir(tmp_path)

    refused = run(*arguments)

    assert refused.exit_code == 1
    assert said in refused.stderr
    assert refused.stderr.count("\n") == 1
    assert not (tmp_path / "o").exists()


def test_a_file_in_the_way_is_kept_and_nothing_is_released(tmp_path):
    run("close", "2025-26")
    (tmp_path / "heard-2025-26.csv").write_text("mine")

    refused = run("make", "--period", "2025-26", "--out", str(tmp_path))

    assert refused.exit_code == 1
    assert "heard-2025-26.csv is there already" in refused.stderr
    assert (tmp_path / "heard-2025-26.csv").read_text() == "mine"
    assert not (tmp_path / "heard-2025-26.html").exists()
    assert "closed, not released" in run("list").output


def test_periods_are_listed_with_where_they_stand(tmp_path):
    run("close", "2025-26Q1")
    run("make", "--period", "2025-26Q1", "--out", str(tmp_path / "out"))

    listed = run("list").output.splitlines()

    assert listed == [
        "2026-27    not over",
        "2026-27Q1  not over",
        "2025-26    over, not closed",
        "2025-26Q4  over, not closed",
        "2025-26Q3  over, not closed",
        "2025-26Q2  over, not closed",
        "2025-26Q1  released",
    ]


def test_a_release_is_verified_as_it_was_frozen_and_as_somebody_holds_it(tmp_path):
    run("close", "2025-26")
    run("make", "--period", "2025-26", "--out", str(tmp_path / "out"))
    asked = ("verify", "--period", "2025-26")

    frozen, held = run(*asked), run(*asked, "--files", str(tmp_path / "out"))
    certificate = tmp_path / "out" / "heard-2025-26.certificate.json"

    assert (frozen.exit_code, held.exit_code) == (0, 0)
    assert json.loads(frozen.stdout)["period"] == "2025-26"
    assert json.loads(certificate.read_bytes())["hidden"] > 0


def test_files_that_were_changed_are_refused_without_a_number(tmp_path):
    run("close", "2025-26")
    run("make", "--period", "2025-26", "--out", str(tmp_path / "out"))
    figures = tmp_path / "out" / "heard-2025-26.csv"
    figures.write_bytes(figures.read_bytes() + b"x")

    refused = run("verify", "--period", "2025-26", "--files", str(tmp_path / "out"))

    assert refused.exit_code == 1
    assert refused.stderr.startswith("Refused: ")
    assert refused.stdout == ""


def test_a_release_is_withdrawn_with_a_note_once_and_stays_on_the_ledger(tmp_path):
    run("close", "2025-26")
    run("make", "--period", "2025-26", "--out", str(tmp_path / "out"))
    asked = ("withdraw", "--period", "2025-26", "--note")

    silent, first, again = run(*asked, " "), run(*asked, "Made too early."), run(*asked, "No.")
    told = run("ledger", "--period", "2025-26").output

    assert "Say why it is withdrawn" in silent.stderr
    assert first.output == "2025-26 is withdrawn.\n"
    assert again.output == "2025-26 was withdrawn already.\n"
    assert "withdrawn" in run("list").output
    assert re.search(r"participation +took-part +1,031", told)
    assert "[c]" in told


@pytest.mark.parametrize(
    "arguments",
    [("withdraw", "--period", "2025-26", "--note", "Why."), ("ledger", "--period", "2025-26")],
)
def test_of_what_never_left_nothing_is_withdrawn_or_read(arguments):
    assert "There is no release of 2025-26." in run(*arguments).stderr


def test_what_others_told_is_taken_in_printed_and_refused_by_line_and_field(tmp_path):
    file = tmp_path / "facts.csv"
    line = "2025-26,codes,,PN4,10-14,National table 4a"
    file.write_text(f"period,table,row,column,count,source\n{line}\n", "utf-8")

    first, again = run("facts", str(file)), run("facts", str(file))
    told = run("facts").output
    file.write_text(f"period,table,row,column,count,source\n{line.replace('PN4', 'PN9')}\n")
    refused = run("facts", str(file))

    assert first.output == "1 new, 0 changed, 0 known already.\n"
    assert again.output == "0 new, 0 changed, 1 known already.\n"
    assert re.search(r"2025-26 +codes +PN4: 10–14 +National table 4a", told)
    assert refused.exit_code == 1
    assert "facts.csv: line 2, column: codes has no column “PN9”" in refused.stderr
    assert run("facts").output == told
