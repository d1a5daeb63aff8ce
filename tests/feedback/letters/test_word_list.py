from hashlib import sha256
from pathlib import Path

import pytest
from rapidfuzz.distance import OSA

from feedback.letters.word_list import all_words, meant, parted, place_of

HERE = Path(__file__).parent
LOCKED = "44b6d060d1162e63f3d269e078c6f9731e63496083b684f51d336db63d6dd38e"


def listed(name):
    lines = (HERE / name).read_text("utf-8").splitlines()
    return {word for line in lines if not line.startswith("#") for word in line.split()}


def test_there_are_1024_words_and_so_ten_bits_in_each():
    assert len(set(all_words())) == len(all_words()) == 1024


def test_the_list_is_locked_because_letters_are_out():
    assert sha256("\n".join(all_words()).encode()).hexdigest() == LOCKED


def test_every_word_is_short_and_in_plain_small_letters():
    assert [w for w in all_words() if not (3 <= len(w) <= 6 and w.isascii() and w.islower())] == []


def test_no_two_words_share_their_first_four_letters():
    assert len({word[:4] for word in all_words()}) == 1024


def test_no_word_begins_another():
    words = all_words()

    assert [
        (w, other) for w in words for other in words if w != other and other.startswith(w)
    ] == []


def test_no_two_words_are_one_slip_apart():
    words = all_words()

    assert [
        (one, other)
        for n, one in enumerate(words)
        for other in words[n + 1 :]
        if OSA.distance(one, other, score_cutoff=1) <= 1
    ] == []


def test_no_word_sounds_like_another_word():
    assert set(all_words()) & listed("homophones.txt") == set()


def test_no_word_could_hurt_or_names_a_person():
    assert set(all_words()) & listed("banned.txt") == set()


def slips_of(word):
    """Leave out, mistype and swap each letter in turn."""
    for at in range(len(word)):
        before, letter, after = word[:at], word[at], word[at + 1 :]
        yield before + after
        yield before + (chr(ord(letter) + 1) if letter < "z" else "a") + after
        yield before + after[:1] + letter + after[1:]


@pytest.fixture(scope="module")
def slips():
    words = all_words()[::3]
    return [(word, meant(slip)) for word in words for slip in slips_of(word)]


def test_no_slip_is_ever_taken_for_another_word(slips):
    assert {(word, told) for word, told in slips if told not in {word, None}} == set()


def test_most_slips_still_tell_the_word(slips):
    assert sum(told is not None for _, told in slips) / len(slips) > 0.85


@pytest.mark.parametrize("word", all_words()[::17])
def test_a_word_is_itself(word):
    assert meant(word) == word
    assert all_words()[place_of(word)] == word


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("bagder", "badger"),
        ("badg", "badger"),
        ("badgersareround", "badger"),
        ("yoghurt", "yogurt"),
        ("qqqq", None),
        ("", None),
    ],
)
def test_a_word_is_meant_when_only_one_can_be(typed, word):
    assert meant(typed) == word


def test_a_slip_between_two_words_is_not_guessed():
    between = "acor"

    assert [w for w in all_words() if OSA.distance(w, between) == 1] == ["acorn", "actor"]
    assert meant(between) is None


def test_words_typed_without_spaces_are_parted():
    assert parted("acornapple") == ("acorn", "apple")
    assert parted("acornap") == ()
    assert parted("") == ()
