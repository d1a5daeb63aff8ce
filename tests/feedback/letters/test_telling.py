"""A letter’s secret is found in whatever a child writes around it, and in little else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.letters.secret import BITS, Secret
from feedback.letters.telling import secrets_in
from feedback.letters.typed import runs

SECRETS = st.integers(0, (1 << BITS) - 1).map(Secret)
AROUND = st.sampled_from(["", "My letter says", "Mum said: look!", "123", "…"])


@given(secret=SECRETS, before=AROUND, after=AROUND)
def test_the_four_words_are_found_wherever_they_stand(secret, before, after):
    words = ", ".join(secret.words).upper()

    assert secret in list(secrets_in(f"{before}\n{words} {after}"))


@given(secret=SECRETS)
def test_the_four_numbers_are_found_too(secret):
    assert secret in list(secrets_in(f"It says {' '.join(secret.numbers)} there"))


def test_what_children_write_holds_none():
    said = (
        "I like my room and the dog. I want to see my brother more. Call 0800 1111 or 1234 5678."
    )

    assert list(secrets_in(said)) == []


def test_four_numbers_that_do_not_belong_together_are_none():
    assert list(secrets_in("1111 2222 3333 4445")) == []


@pytest.mark.parametrize("sign", [chr(place) for place in range(128)])
def test_plain_letters_and_figures_are_read_as_among_any_others(sign):
    typed = f"Oak{sign}4071 tree"

    assert runs(typed) == runs(f"{typed} é")[:-1]
