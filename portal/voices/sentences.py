"""A sentence as it is spoken, and the name of the file that holds it.

The name is made of the exact words, so that a recording can never say something else than
the page. Only what a voice cannot tell is evened out: how the letters are encoded (NFC)
and how much room is between the words.
"""

import re
from collections.abc import Iterator
from hashlib import sha256
from unicodedata import normalize

NAME_LENGTH = 20
_ENDS = re.compile(r"(?<=[.!?…؟۔።])\s+")


def sentences(text: str) -> Iterator[str]:
    """Part a text into its sentences, evened out; what has no letter or figure is silent."""
    for part in _ENDS.split(even(text)):
        if any(letter.isalnum() for letter in part):
            yield part


def even(text: str) -> str:
    """Even out what a voice cannot tell."""
    return " ".join(normalize("NFC", text).split())


def name_of(sentence: str, language: str) -> str:
    """Name the recording of a sentence in a language, without the ending of its file."""
    return sha256(f"{language}\n{even(sentence)}".encode()).hexdigest()[:NAME_LENGTH]
