"""Settings are safe when forgotten, and a wrong one is named."""

from pathlib import Path

import pytest

from feedback.errors import SettingsUnsound
from portal.settings import Settings


def test_with_nothing_said_everything_lies_in_the_instance_folder():
    settings = Settings.from_environment({})

    assert settings.instance == Path("instance").resolve()
    assert settings.database_url == f"sqlite:///{settings.instance / 'heard.sqlite'}"
    assert settings.keys == settings.instance / "keys"
    assert settings.embedded


def test_keys_may_lie_elsewhere(tmp_path):
    settings = Settings.from_environment({"PORTAL_KEYS": str(tmp_path)})

    assert settings.keys == tmp_path


def test_with_nothing_said_cookies_travel_over_a_secure_connection_alone():
    flask = Settings.from_environment({}).for_flask()

    assert flask["SESSION_COOKIE_SECURE"] is True
    assert flask["SESSION_COOKIE_HTTPONLY"] is True
    assert flask["SESSION_COOKIE_SAMESITE"] == "Strict"


def test_a_database_elsewhere_is_not_an_embedded_one():
    url = "postgresql+psycopg://heard@example/heard"

    settings = Settings.from_environment({"PORTAL_DATABASE_URL": url})

    assert settings.database_url == url
    assert not settings.embedded


def test_a_council_s_file_in_the_instance_folder_is_read(tmp_path):
    (tmp_path / "council.toml").write_text('name = "Borough of Example"', "utf-8")

    settings = Settings.from_environment({"PORTAL_INSTANCE": str(tmp_path)})

    assert settings.council.name == "Borough of Example"


def test_a_council_s_file_may_lie_elsewhere(tmp_path):
    (tmp_path / "ours.toml").write_text('name = "Borough of Example"', "utf-8")

    settings = Settings.from_environment({"PORTAL_COUNCIL": str(tmp_path / "ours.toml")})

    assert settings.council.name == "Borough of Example"


def test_a_council_s_file_that_was_named_and_is_not_there_is_refused(tmp_path):
    with pytest.raises(SettingsUnsound, match=r"ours\.toml cannot be read"):
        Settings.from_environment({"PORTAL_COUNCIL": str(tmp_path / "ours.toml")})


def test_neither_yes_nor_no_is_refused_by_name():
    with pytest.raises(SettingsUnsound, match="PORTAL_SECURE_COOKIES should be yes or no"):
        Settings.from_environment({"PORTAL_SECURE_COOKIES": "maybe"})


def test_an_empty_setting_is_one_that_was_forgotten():
    settings = Settings.from_environment({"PORTAL_SECURE_COOKIES": "", "PORTAL_INSTANCE": ""})

    assert settings.secure_cookies
    assert settings.instance.name == "instance"


def test_the_address_on_letters_is_a_whole_one_without_a_path():
    given = {"PORTAL_ADDRESS": "https://heard.example/"}

    assert Settings.from_environment(given).address == "https://heard.example"
    assert Settings.from_environment({}).address == ""


@pytest.mark.parametrize("address", ["heard.example", "https://heard.example/q", "https://a b"])
def test_an_address_that_cannot_stand_on_a_letter_is_refused_by_name(address):
    with pytest.raises(SettingsUnsound, match="PORTAL_ADDRESS should be like https://"):
        Settings.from_environment({"PORTAL_ADDRESS": address})


@pytest.mark.parametrize("token", ["short", "a" * 31, "with spaces " * 5])
def test_a_token_that_somebody_could_guess_is_refused_and_never_printed(token):
    with pytest.raises(SettingsUnsound, match="PORTAL_METRICS_TOKEN"):
        Settings.from_environment({"PORTAL_METRICS_TOKEN": token})

    assert "a" * 32 not in repr(Settings.from_environment({"PORTAL_METRICS_TOKEN": "a" * 32}))
