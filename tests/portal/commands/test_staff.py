"""The council’s people are let in, given a new way in, and let go, by one command each."""

import re
import shutil

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from feedback.store import Store
from feedback.store.engine import connect
from feedback.store.models import Cover, Duty, Staff, StaffInvitation
from portal.cli import main

ADD = ("add", "--name", "Ada Quill", "--email", "ada@council.example", "--duty", "officer")


@pytest.fixture(autouse=True)
def store(tmp_path, monkeypatch, migrated, keys_folder):
    """An installation with nobody in it."""
    monkeypatch.setenv("PORTAL_INSTANCE", str(tmp_path / "instance"))
    monkeypatch.delenv("PORTAL_DATABASE_URL", raising=False)
    shutil.copytree(keys_folder, tmp_path / "instance" / "keys")
    shutil.copy(migrated, tmp_path / "instance" / "heard.sqlite")
    engine = connect(f"sqlite:///{tmp_path / 'instance' / 'heard.sqlite'}")
    yield Store(engine)
    engine.dispose()


def run(*words):
    return CliRunner().invoke(main, ["staff", *words])


def test_somebody_added_is_told_once_what_they_need(store):
    result = run(*ADD)

    assert result.exit_code == 0, result.output
    password = re.search(r"Password +(\S+)", result.output).group(1)
    assert len(password) == 24
    assert "otpauth://totp/Heard:" in result.output
    with store.look() as transaction:
        ada = transaction.scalars(select(Staff)).one()
        assert password not in ada.password
        assert {role.name for role in ada.roles} == {Duty.OFFICER}


def test_an_officer_is_named_who_reads_what_is_sent_past_another(store):
    run(*ADD)

    named, nobody = run("cover", "--email", "Ada@council.example"), run("cover", "--nobody")

    assert (named.exit_code, named.output) == (0, "They read it from today on.\n")
    assert (nobody.exit_code, nobody.output) == (0, "Safeguarding duty reads it.\n")
    with store.look() as transaction:
        assert [row.staff_id for row in transaction.scalars(select(Cover))] == [None]


def test_nobody_unknown_is_named_and_one_of_the_two_must_be_said():
    unknown, neither = run("cover", "--email", "ada@council.example"), run("cover")

    assert unknown.exit_code == 1
    assert unknown.output == "Error: No officer with that e-mail address can sign in.\n"
    assert neither.exit_code == 2


def test_nobody_is_added_twice():
    run(*ADD)

    result = run(*ADD)

    assert result.exit_code == 1
    assert result.output == "Error: Somebody with that e-mail address is enrolled already.\n"


def test_a_duty_we_do_not_know_is_refused():
    result = run("add", "--name", "Ada", "--email", "ada@council.example", "--duty", "king")

    assert result.exit_code == 2
    assert "'king' is not one of" in result.output


def test_somebody_who_lost_theirs_is_given_a_new_way_in():
    first = run(*ADD).output

    second = run("renew", "--email", "ada@council.example").output

    assert "Password" in second
    assert first != second


def test_somebody_who_leaves_can_no_longer_sign_in(store):
    run(*ADD)

    result = run("leave", "--email", "ada@council.example")

    assert result.output == "They can no longer sign in.\n"
    with store.look() as transaction:
        assert not transaction.scalars(select(Staff)).one().active


def test_nobody_unknown_can_leave():
    result = run("leave", "--email", "nobody@council.example")

    assert (result.exit_code, result.output) == (
        1, "Error: Nobody with that e-mail address is enrolled.\n",
    )  # fmt: skip


def test_somebody_is_invited_with_a_code_and_no_password_is_made(store):
    result = run("invite", *ADD[1:])

    assert result.exit_code == 0, result.output
    assert re.search(r"Code +\S{4}(-\S{4}){4}\n", result.output)
    assert "Password" not in result.output
    with store.look() as transaction:
        assert transaction.scalars(select(StaffInvitation.made_by)).one() is None
        assert transaction.scalars(select(Staff)).all() == []
