"""The list of words is read whole or not at all, and says which rule is none."""

import pytest

from feedback.concerns.lexicon import Kind, read_lexicon
from feedback.concerns.spelling import clauses
from feedback.errors import LexiconUnsound


@pytest.fixture
def read(tmp_path):
    """Read a list that has this one rule."""

    def read(rule):
        kinds = "\n".join(f'[{kind}]\nrules = ["{rule}"]' for kind in Kind)
        path = tmp_path / "lexicon.toml"
        path.write_text(
            '[groups]\nme = ["me", "my head"]\n[never_after]\nwords = []\n'
            f"[ordinary]\nrules = []\n{kinds}"
        )
        return read_lexicon(path)

    return read


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("hits ~2", "a rule ends with a word"),
        ("", "a rule ends with a word"),
        ("~1 hits", "between words"),
        ("hits ~9 me", "~1 to ~5"),
        ("hits ~two me", "~1 to ~5"),
        ("hits @nobody", "no group called @nobody"),
    ],
)
def test_what_is_no_rule_is_refused_with_its_words(read, rule, said):
    with pytest.raises(LexiconUnsound, match=said):
        read(rule)


def test_a_rule_begins_with_each_of_its_first_words(read):
    lexicon = read("hits/kicks ~1 @me")

    assert lexicon.rules.keys() == {"hits", "kicks"}


def test_a_group_may_hold_words_that_stand_together(read):
    lexicon = read("@me hurts")

    assert lexicon.rules.keys() == {"me", "my"}


def test_beside_a_word_may_stand_a_group_or_words_together(read):
    lexicon = read("kicks/@me/fell_over ~1 again")

    assert lexicon.rules.keys() == {"kicks", "me", "my", "fell"}


def test_every_word_of_our_list_is_written_as_texts_are_read():
    """A rule in another spelling would never be found."""
    lexicon = read_lexicon()
    rules = [*lexicon.rules.values(), *lexicon.ordinary.values()]
    words = {
        word
        for several in rules
        for rule in several
        for step in rule.steps
        for word in [*step.words, *(part for choice in step.together for part in choice)]
    }

    assert [word for word in sorted(words) if clauses(word) != [[word]]] == []
