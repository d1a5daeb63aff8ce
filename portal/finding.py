"""Finding somebody by what is remembered of their name: forgiving of accents, case and order."""

import unicodedata

LONGEST = 100
"""Letters of a search that are read."""


def wanted_words(typed: str) -> tuple[str, ...]:
    """Part what was typed into what must all be found."""
    return tuple(_plain(typed[:LONGEST]).split())


def holds_all(said: str, words: tuple[str, ...]) -> bool:
    """Whether every one of the words is somewhere in this."""
    plain = _plain(said)
    return all(word in plain for word in words)


def _plain(text: str) -> str:
    spread = unicodedata.normalize("NFKD", text.replace("’", "'").casefold())
    return "".join(sign for sign in spread if not unicodedata.combining(sign))
