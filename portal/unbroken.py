"""A number and its sign stay on one line: “90” at the end of a line and “%” below is misread."""


def unbroken(words: str) -> str:
    """Return the words with each per cent sign held to its number."""
    return words.replace(" %", "\N{NO-BREAK SPACE}%")
