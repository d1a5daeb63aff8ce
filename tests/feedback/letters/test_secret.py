import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.errors import WordsNotKnown
from feedback.letters.secret import Secret, make_secret, read_secret

secrets = st.integers(0, 2**40 - 1).map(Secret)
SECRET = Secret(0x12_3456_789A)


def swapped(number, at):
    return number[:at] + number[at + 1] + number[at] + number[at + 2 :]


def test_a_secret_is_drawn_from_all_of_40_bits():
    asked = []

    secret = make_secret(lambda below: asked.append(below) or 7)

    assert (asked, secret) == ([2**40], Secret(7))


@given(secrets)
def test_the_four_words_tell_the_secret(secret):
    assert len(secret.words) == 4
    assert read_secret(" ".join(secret.words)) == secret


@given(secrets)
def test_the_four_numbers_tell_the_same_secret(secret):
    assert all(re.fullmatch("[0-9]{4}", number) for number in secret.numbers)
    assert read_secret(" ".join(secret.numbers)) == secret


@pytest.mark.parametrize("bits", [0, 10**12 - 1, 10**12, 2**40 - 1])
def test_the_ends_of_the_range_are_told_too(bits):
    secret = Secret(bits)

    assert read_secret(" ".join(secret.numbers)) == read_secret(secret.spelling) == secret


@given(secrets, st.sampled_from(["", "  ", "-", ", ", ". ", "\n", " / ", "_"]))
def test_case_and_what_stands_between_do_not_matter(secret, between):
    numbers = between.join(secret.numbers)

    assert (
        read_secret(between.join(secret.words).upper() if between else secret.spelling) == secret
    )
    assert read_secret(f" {numbers}. ") == secret


@given(secrets, st.sampled_from([0x0660, 0x06F0, 0x0966, 0xFF10]))
def test_figures_of_every_script_are_figures(secret, nought):
    figures = "\u200f " + " ".join(secret.numbers)
    theirs = "".join(chr(nought + int(c)) if c.isdecimal() else c for c in figures)

    assert read_secret(theirs) == secret


def test_a_phone_may_lose_the_noughts_at_the_front():
    secret = Secret(1)

    assert secret.numbers[0] == "0000"
    assert read_secret(" ".join(str(int(number)) for number in secret.numbers)) == secret


def test_accents_that_a_keyboard_adds_do_not_matter():
    assert read_secret("Ácorn ápple bädger CÀCTUS").words == ("acorn", "apple", "badger", "cactus")


def test_words_typed_without_any_space_are_read_when_there_is_one_way():
    assert read_secret("acornapplebadgercactus").words == ("acorn", "apple", "badger", "cactus")
    assert read_secret("acorn applebadger cactus").words == ("acorn", "apple", "badger", "cactus")


def test_slips_that_leave_one_word_possible_are_forgiven():
    assert read_secret("Bagder appel cacttus drumm").words == ("badger", "apple", "cactus", "drum")


def test_the_order_of_the_words_counts():
    assert read_secret("acorn apple badger cactus") != read_secret("apple acorn badger cactus")


@pytest.mark.parametrize(
    ("typed", "places", "sentence"),
    [
        ("acorn qqqq badger cactus", (2,), "We do not know word 2."),
        ("acorn qqqq wwww cactus", (2, 3), "We do not know words 2 and 3."),
        ("qqqq acorn wwww zzzz", (1, 3, 4), "We do not know words 1, 3 and 4."),
        ("acorn apple badger", (), "There should be four words, or four numbers."),
        ("acorn apple badger cactus drum", (), "There should be four words, or four numbers."),
        ("", (), "There should be four words, or four numbers."),
        ("acorn " * 1000, (), "There should be four words, or four numbers."),
        ("1234 5678", (), "There should be four numbers of four figures."),
        ("12345 123 1234 1234 1", (), "There should be four numbers of four figures."),
    ],
)
def test_what_cannot_be_read_is_refused_by_its_place_and_never_by_its_words(
    typed, places, sentence
):
    with pytest.raises(WordsNotKnown) as refusal:
        read_secret(typed)

    assert refusal.value.places == places
    assert str(refusal.value) == sentence


@given(secrets, st.integers(0, 3), st.integers(0, 3), st.integers(1, 9))
def test_a_wrong_figure_is_noticed_and_its_number_named(secret, place, at, by):
    numbers = list(secret.numbers)
    number = numbers[place]
    numbers[place] = number[:at] + str((int(number[at]) + by) % 10) + number[at + 1 :]

    with pytest.raises(WordsNotKnown) as refusal:
        read_secret(" ".join(numbers))

    assert refusal.value.places == (place + 1,)


@given(secrets, st.integers(0, 3), st.integers(0, 2))
def test_two_figures_in_the_wrong_order_are_noticed_and_their_number_named(secret, place, at):
    numbers = list(secret.numbers)
    number = numbers[place]
    numbers[place] = swapped(number, at)

    if number[at] == number[at + 1]:
        assert read_secret(" ".join(numbers)) == secret
        return
    with pytest.raises(WordsNotKnown, match=f"There is a slip in number {place + 1}."):
        read_secret(" ".join(numbers))


def test_when_no_number_can_be_told_from_the_others_all_are_named():
    one, other = Secret(0).numbers, Secret(10**12).numbers

    with pytest.raises(WordsNotKnown, match=r"numbers 1, 2, 3 and 4\."):
        read_secret(" ".join([*one[:2], *other[2:]]))


def test_numbers_beyond_all_secrets_are_refused():
    beyond = Secret(2**40)

    with pytest.raises(WordsNotKnown, match="There is a slip in the numbers"):
        read_secret(" ".join(beyond.numbers))


def test_a_key_is_made_of_the_one_spelling():
    secret = read_secret("ACORN-APPLE-BADGER-CACTUS")

    assert secret.spelling == "acorn apple badger cactus"
    assert secret.material == b"acorn apple badger cactus"


def test_a_secret_is_never_seen_in_a_log():
    assert repr(SECRET) == "Secret()"
