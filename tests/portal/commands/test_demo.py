"""The demo plays a small council once, prints its letters and sign-ins, and waits."""

import re

import pytest
from click.testing import CliRunner
from sqlalchemy import create_engine, text

from feedback.questionnaire import Version
from feedback.store.models import Duty
from portal.cli import main


@pytest.fixture
def command(monkeypatch, tmp_path):
    monkeypatch.setenv("PORTAL_INSTANCE", str(tmp_path / "instance"))
    monkeypatch.delenv("PORTAL_DATABASE_URL", raising=False)
    runner = CliRunner()
    return lambda *words: runner.invoke(main, words)


def letters_in(output):
    return re.findall(r"^  ([a-z]+), ([a-z]+) +(\d{6})  (\w+ \w+ \w+ \w+)", output, re.MULTILINE)


def test_the_demo_prints_a_letter_for_each_form_and_a_sign_in_for_each_duty(command, tmp_path):
    first = command("demo", "--no-serve")
    again = command("demo", "--no-serve")

    letters = letters_in(first.output)
    children = [str(version) for version in Version if version is not Version.WATCHING]
    assert first.exit_code == 0
    assert [version for form, version, *_ in letters if form == "consultation"] == children
    assert [version for form, version, *_ in letters if form == "evaluation"] == children
    assert all(f"  {duty} " in first.output for duty in Duty)
    assert letters_in(again.output) == letters
    assert (tmp_path / "instance" / "demo.json").stat().st_mode & 0o077 == 0

    refused = command("rehearse", "--children", "2", "--reviews", "2")
    assert refused.exit_code == 1
    assert refused.output == "Error: A rehearsal was played here; choose an empty instance.\n"


def test_the_demo_never_mixes_with_real_children(command, tmp_path):
    command("work", "--once")
    engine = create_engine(f"sqlite:///{tmp_path / 'instance' / 'heard.sqlite'}")
    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO child (id, number, language, interpreter, easier, at_a_distance,"
                " unaccompanied, short_breaks_only, in_last_import)"
                " VALUES ('0' , '566910', 'en', 0, 0, 0, 0, 0, 1)"
            )
        )
    engine.dispose()

    refused = command("demo", "--no-serve")

    assert refused.exit_code == 1
    assert "nothing is rehearsed beside them" in refused.output
    assert not (tmp_path / "instance" / "demo.json").exists()


def test_notes_of_a_demo_beside_something_real_are_refused(command, tmp_path):
    command("work", "--once")
    (tmp_path / "instance" / "demo.json").write_text("{}")

    refused = command("demo", "--no-serve")

    assert refused.exit_code == 1
    assert "not made up" in refused.output


def test_a_rehearsal_prints_its_counts_and_nothing_else(command):
    done = command("rehearse", "--children", "2", "--reviews", "3", "--seed", "4")

    assert done.exit_code == 0
    assert '"made_up": true' in done.stdout
    assert '"reviews": 3' in done.stdout


def test_the_log_of_a_rehearsal_is_whole_and_a_changed_row_is_found(command, tmp_path):
    command("rehearse", "--children", "1", "--reviews", "1", "--months", "3")
    whole = command("audit", "verify")
    engine = create_engine(f"sqlite:///{tmp_path / 'instance' / 'heard.sqlite'}")
    with engine.begin() as connection:
        connection.execute(text("DROP TRIGGER audit_keeps_update"))
        connection.execute(text("UPDATE audit SET who = 'nobody' WHERE place = 2"))
    engine.dispose()
    broken = command("audit", "verify")

    assert (whole.exit_code, broken.exit_code) == (0, 1)
    assert re.fullmatch(r"The log is whole: \d+ rows.\n", whole.output)
    assert broken.output == "Error: The log is broken at row 2.\n"


def test_an_authenticator_code_has_six_digits_and_a_wrong_key_one_sentence(command):
    code, wrong = (
        command("staff", "code", "JBSWY3DPEHPK3PXPJBSWY3DP"),
        command("staff", "code", "!"),
    )

    assert re.fullmatch(r"\d{6}\n", code.output)
    assert (wrong.exit_code, wrong.output) == (
        1,
        "Error: That is not the key of an authenticator.\n",
    )
