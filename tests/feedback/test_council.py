"""A council’s own name, words, numbers and clocks, and what its file is refused for."""

from datetime import date

import pytest

from feedback.council import CHILDLINE, EMERGENCY, Council, Numbers
from feedback.errors import SettingsUnsound
from feedback.glossary import Glossary

ROOM = "01632 960001"


@pytest.fixture
def file(tmp_path):
    return tmp_path / "council.toml"


def test_a_council_that_says_nothing_has_the_national_numbers_alone():
    numbers = Council().numbers

    assert (numbers.emergency, numbers.childline) == (EMERGENCY, CHILDLINE) == ("999", "0800 1111")
    assert numbers.missing() == ("duty_day", "duty_night", "advocate", "advocate_name")


def test_a_council_says_its_words_in_another_language_or_not_at_all(file):
    welsh = {"review": "a", "meeting": "m", "iro": "s", "social_worker": "g", "home": "c"}
    words = "\n".join(f'{name} = "{word}"' for name, word in welsh.items())
    file.write_text(f'[glossary]\niro = "chair"\n[glossary.cy]\n{words}\n', "utf-8")

    council = Council.read(file)

    assert council.glossary == Glossary(iro="chair")
    assert council.glossary_in("cy") == Glossary(**welsh)
    assert council.glossary_in("ar") is None


def test_a_number_of_spaces_is_still_missing():
    numbers = Numbers(duty_day="  ", duty_night=ROOM, advocate=ROOM, advocate_name="Somebody")

    assert numbers.missing() == ("duty_day",)


def test_a_council_s_file_gives_its_name_its_words_its_numbers_and_its_clocks(file):
    file.write_text(
        'name = "Example"\n[numbers]\nduty_day = "01632 960001"\n'
        '[glossary]\nreview = "big chat"\n[clocks]\nreminders = [7, 3]\n',
        "utf-8",
    )

    council = Council.read(file)

    assert council.name == "Example"
    assert council.numbers.duty_day == ROOM
    assert council.glossary.review == "big chat"
    assert council.clocks.reminders == (7, 3)


def test_a_council_names_the_days_on_which_it_is_closed(file):
    file.write_text("closed_days = [2026-12-24, 2026-12-29]", "utf-8")

    assert Council.read(file).closed_days == (date(2026, 12, 24), date(2026, 12, 29))


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('nmae = "Example"', "council.toml: there is no setting called 'nmae'."),
        ("name = 3", "council.toml: name is not the right kind of value."),
        ("numbers = 3", r"council.toml \[numbers\] should be a table of values."),
        ("[clocks]\nduty = 1", r"council.toml \[clocks\]: there is no setting called 'duty'."),
        ('[clocks]\nviews_read = "2"', "views_read"),
        ("glossary = 3", r"council.toml \[glossary\] should be a table of values."),
        ("glossaries = []", "there is no setting called 'glossaries'."),
        ('[glossary.cy]\nhome = "cartref"', r"\[glossary.cy\]: there is no word for review yet."),
        ('[glossary]\nhome = " "', "The glossary has no word for home."),
        ("closed_days = [20261224]", "closed_days should be days such as 2026-12-24."),
        ("closed_days = [2026-12-24T09:00:00]", "closed_days should be days such as 2026-12-24."),
        ("closed_days = 2026-12-24", "closed_days is not the right kind of value."),
        ("name = ", "council.toml cannot be read: "),
    ],
)
def test_what_a_council_s_file_is_refused_for_is_said_in_one_sentence(file, written, said):
    file.write_text(written, "utf-8")

    with pytest.raises(SettingsUnsound, match=said):
        Council.read(file)


def test_a_file_that_is_not_text_is_refused(file):
    file.write_bytes(b"\xff\xfe")

    with pytest.raises(SettingsUnsound, match=r"council\.toml cannot be read"):
        Council.read(file)


def test_a_file_that_is_not_there_is_refused_by_its_name_alone(file):
    with pytest.raises(SettingsUnsound, match=r"^council\.toml cannot be read") as refused:
        Council.read(file)

    assert str(file.parent) not in str(refused.value)
