"""Attackers, and what must hold of any text at all."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from feedback.redaction import Known, redact
from feedback.redaction.tokens import plainly, tokens
from feedback.redaction.vocabulary import Kind, given_names, kind_of, nicknames, plain_words

NAMES = ["Kayleigh", "Zuzanna", "Ifeoluwa", "Reuben", "Aaliyah"]
KNOWN = Known.of_names(NAMES)
ORDINARY = ["i", "told", "my", "friend", "that", "was", "not", "fair", "and", "then", "we", "went"]

TRICKS = {
    "an invisible joiner": lambda name: f"{name[:3]}\u200b{name[3:]}",
    "a soft hyphen": lambda name: f"{name[:3]}\u00ad{name[3:]}",
    "a joiner at the end": lambda name: f"{name}\u200d",
    "marks set apart": lambda name: "".join(f"{letter}\u0301" for letter in name),
    "a Cyrillic a": lambda name: name.replace("a", "а").replace("e", "е"),
    "full width": lambda name: "".join(chr(ord(letter) + 0xFEE0) for letter in name),
    "letters in circles": lambda name: "".join(chr(ord(c.upper()) - 65 + 0x24B6) for c in name),
    "letters of flags": lambda name: "".join(chr(ord(c.upper()) - 65 + 0x1F1E6) for c in name),
    "mathematical letters": lambda name: "".join(chr(ord(c.lower()) - 97 + 0x1D4EA) for c in name),
    "numbers for letters": lambda name: name.replace("e", "3").replace("a", "4"),
    "spaces": " ".join,
    "dots": ".".join,
    "hyphens": "-".join,
    "stars": "*".join,
    "capitals": str.upper,
    "mixed capitals": str.swapcase,
    "drawn out": lambda name: name[0] + name[1] * 6 + name[2:],
    "two letters swapped": lambda name: name[0] + name[2] + name[1] + name[3:],
    "a letter twice": lambda name: name[:2] + name[1:],
    "a title stuck on": lambda name: f"mrs{name}",
    "stuck to another": lambda name: f"{name}kayleigh",
    "an underscore": lambda name: f"{name}_x",
    "an apostrophe": lambda name: f"{name[:2]}'{name[2:]}",
    "in brackets": lambda name: f"({name})",
    "in quotes": lambda name: f"“{name}”",
    "after a slash": lambda name: f"me/{name}/you",
    "a web address": lambda name: f"{name}.com",
}


@pytest.mark.parametrize("trick", TRICKS)
@pytest.mark.parametrize("name", NAMES)
def test_a_known_name_is_not_to_be_read_whatever_is_done_to_it(trick, name):
    written = TRICKS[trick](name)

    found = redact(f"i told {written} that", KNOWN).text

    assert written not in found
    assert plainly(name) not in re.sub(r"[^a-z]", "", plainly(found))


@pytest.mark.parametrize("name", sorted(given_names())[::40])
def test_a_given_name_in_small_letters_never_stands_unmarked(name):
    for text in (f"i told {name} that", f"{name} was there", f"my mate {name}s bike"):
        found = redact(text)
        assert any(piece.reason for piece in found.pieces), text


@given(some.text(max_size=120))
@settings(max_examples=60)
def test_any_text_can_be_put_together_again_and_is_masked_alike_each_time(text):
    found = redact(text, KNOWN)

    assert "".join(piece.words for piece in found.pieces) == text
    assert redact(text, KNOWN) == found
    assert all(piece.reason for piece in found.masked)
    assert [piece.start for piece in found.pieces] == sorted(p.start for p in found.pieces)


@given(some.text(alphabet=some.characters(categories=["Lo", "Lu", "Ll"]), min_size=1, max_size=30))
@settings(max_examples=60)
def test_no_letter_of_another_alphabet_is_ever_shown(text):
    shown = redact(text).text

    assert not [
        letter for letter in shown if letter.isalpha() and any(not t.latin for t in tokens(letter))
    ]


@given(
    some.lists(some.sampled_from(ORDINARY), min_size=1, max_size=8),
    some.sampled_from(NAMES),
    some.integers(0, 8),
    some.sampled_from(sorted(set(TRICKS) - {"in brackets"})),
)
@settings(max_examples=60)
def test_wherever_a_known_name_stands_it_goes_and_the_plain_words_stay(words, name, place, trick):
    written = TRICKS[trick](name)
    text = " ".join([*words[:place], written, *words[place:]])

    found = redact(text, KNOWN)

    assert written not in found.text
    assert sum(piece.words.count(" ") for piece in found.masked) <= written.count(" ") + 2


@given(some.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=4, max_size=14))
@settings(max_examples=100)
def test_a_word_stands_only_because_it_is_plain(word):
    stands = redact(f"the {word} thing").text == f"the {word} thing"

    assert not stands or kind_of(word) is not Kind.UNKNOWN


def test_masking_again_what_was_masked_takes_out_no_more_of_it():
    once = redact("kayleigh went to zorgling on 12 May and ring 07700 900123", KNOWN).text

    assert redact(once.replace("[name]", "").replace("[word]", ""), KNOWN).doubtful == ()


def test_no_name_stands_among_the_plain_words():
    assert not plain_words() & given_names()
    assert "kay" in nicknames()["kayleigh"]
    assert not [
        name for name in nicknames() if kind_of(name) is Kind.PLAIN and name in given_names()
    ]


@pytest.mark.parametrize(
    "text", ["word " * 800, "a" * 4000, "a.b_1@" * 660, "1 2-3 " * 660, "A-" * 2000, "’" * 4000]
)
def test_the_longest_text_is_masked_in_a_moment(text):
    redact("warm", KNOWN)

    begun = time.process_time()
    redact(text, KNOWN)

    assert time.process_time() - begun < 3
