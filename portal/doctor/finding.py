"""One thing the doctor looked at, how it is, and what to do."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How something is: well, worth a look, or wrong so that somebody may come to harm."""

    WELL = "well"
    LOOK = "look"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, how it is, and in a sentence what that means and what to do."""

    what: str
    state: State
    said: str


def well(what: str, said: str) -> Finding:
    """Say that something is as it should be."""
    return Finding(what, State.WELL, said)


def look(what: str, said: str) -> Finding:
    """Say that somebody should look at something, today or tomorrow."""
    return Finding(what, State.LOOK, said)


def wrong(what: str, said: str) -> Finding:
    """Say that something must be mended now."""
    return Finding(what, State.WRONG, said)
