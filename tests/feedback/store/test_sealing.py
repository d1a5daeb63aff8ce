from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.errors import KeyMissing, SealBroken
from feedback.store.sealing import Place, PrivateKey, open_with, unwrap, wrap

HERE = Place("child", "named", "1")
SECRET = bytes(range(32))
NONCE = bytes(12)


@given(plain=st.binary(max_size=2_000))
def test_what_is_sealed_to_a_key_opens_with_it_as_it_was(plain):
    key = PrivateKey.new()

    sealed = key.public.seal(plain, HERE)

    assert key.open(sealed, HERE) == plain


def test_the_same_words_sealed_twice_look_nothing_alike():
    key = PrivateKey.new().public

    assert key.seal(b"I miss my dog.", HERE) != key.seal(b"I miss my dog.", HERE)


def test_a_sealed_value_shows_nothing_of_its_words():
    sealed = PrivateKey.new().public.seal(b"I miss my dog.", HERE)

    assert b"dog" not in sealed


@pytest.mark.parametrize(
    "elsewhere",
    [Place("draft", "named", "1"), Place("child", "born", "1"), Place("child", "named", "2")],
)
def test_a_sealed_value_moved_to_another_place_does_not_open(elsewhere):
    key = PrivateKey.new()
    sealed = key.public.seal(b"Mia", HERE)

    with pytest.raises(SealBroken, match="moved or changed"):
        key.open(sealed, elsewhere)


def test_two_rows_whose_values_were_swapped_both_refuse_to_open():
    key, one, other = PrivateKey.new(), uuid4(), uuid4()
    of_one = key.public.seal(b"Mia", Place("child", "named", one))
    of_other = key.public.seal(b"Ada", Place("child", "named", other))

    for sealed, row in ((of_one, other), (of_other, one)):
        with pytest.raises(SealBroken):
            key.open(sealed, Place("child", "named", row))


@given(where=st.integers(min_value=10), bit=st.integers(min_value=0, max_value=7))
def test_a_sealed_value_in_which_one_bit_was_changed_does_not_open(where, bit):
    key = PrivateKey.new()
    sealed = bytearray(key.public.seal(b"Mia", HERE))
    sealed[10 + where % (len(sealed) - 10)] ^= 1 << bit

    with pytest.raises(SealBroken):
        key.open(bytes(sealed), HERE)


def test_a_sealed_value_cut_short_does_not_open():
    key = PrivateKey.new()
    sealed = key.public.seal(b"Mia", HERE)

    with pytest.raises(SealBroken):
        key.open(sealed[:20], HERE)


def test_a_value_that_was_never_sealed_is_refused_by_the_name_of_its_column():
    with pytest.raises(SealBroken, match=r"child\.named is not a sealed one"):
        PrivateKey.new().open(b"Mia", HERE)


def test_a_value_sealed_to_a_key_that_is_not_here_says_that_the_key_is_missing():
    sealed = PrivateKey.new().public.seal(b"Mia", HERE)

    with pytest.raises(KeyMissing, match=r"key for child\.named is not on this machine"):
        PrivateKey.new().open(sealed, HERE)


def test_a_value_names_the_key_it_was_sealed_to_so_that_keys_can_change():
    old, new = PrivateKey.new(), PrivateKey.new()
    both = {key.public.id: key for key in (old, new)}

    assert open_with(both, old.public.seal(b"before", HERE), HERE) == b"before"
    assert open_with(both, new.public.seal(b"after", HERE), HERE) == b"after"


def test_a_private_key_never_prints_itself():
    key = PrivateKey(SECRET)

    assert repr(SECRET)[2:-1] not in repr(key)
    assert SECRET.hex() not in repr(key)


def test_a_wrapped_key_comes_out_under_the_secret_that_wrapped_it():
    wrapped = wrap(b"key", SECRET, HERE, nonce=NONCE)

    assert unwrap(wrapped, SECRET, HERE) == b"key"


@pytest.mark.parametrize(
    ("secret", "place"),
    [(bytes(32), HERE), (SECRET, Place("letter", "qr_wrapped", "2"))],
)
def test_a_wrapped_key_stays_wrapped_for_another_secret_or_in_another_row(secret, place):
    wrapped = wrap(b"key", SECRET, HERE, nonce=NONCE)

    with pytest.raises(SealBroken, match="does not open this"):
        unwrap(wrapped, secret, place)
