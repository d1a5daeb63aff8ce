"""Children’s spelling is brought to one spelling before anything is looked for."""

import pytest

from feedback.concerns.spelling import clauses


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("I DON’T", "i dont"),
        ("i don't", "i dont"),
        ("heeeeelp", "heelp"),
        ("no one cares any more", "noone cares anymore"),
        ("he smaked me", "he smacked me"),
        ("Élise", "elise"),
        ("my mom", "my mum"),
    ],
)
def test_a_word_is_read_in_one_spelling(written, read):
    assert clauses(written) == [read.split()]


def test_each_sentence_is_looked_at_by_itself():
    assert clauses("I like it. He hits me!\nok") == [
        ["i", "like", "it"],
        ["he", "hits", "me"],
        ["ok"],
    ]


def test_what_holds_no_word_is_nothing():
    assert clauses(" …?! ") == []
