"""The people in a child’s life as an answer: who, how close, and whether to see them more.

Each person travels as one text, ``near:more:Nan``, so that an answer stays a tuple of texts;
words about all of them travel as ``+::words``. Every part of a person may be left out.
"""

from collections.abc import Iterable
from dataclasses import dataclass

CLOSE = ("near", "middle", "far")
WISH = ("more", "same", "less", "not-sure")
UNSURE = "not-sure"
LONGEST_WHO = 60
_WORDS = "+"
_PARTS = 3


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody, in which ring they stand, and whether the child wants to see them more."""

    who: str = ""
    close: str = ""
    wish: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing at all was said."""
        return not (self.who.strip() or self.close or self.wish)

    @property
    def says_something(self) -> bool:
        """Whether this tells anybody anything: more than not being sure about nobody."""
        return bool(self.who.strip() or self.close or self.wish not in {"", UNSURE})


@dataclass(frozen=True, slots=True)
class People:
    """A whole answer: the people in the order they were said, and words about them."""

    persons: tuple[Person, ...] = ()
    words: str = ""


def written(people: People) -> tuple[str, ...]:
    """Write an answer as texts. Somebody of whom nothing was said falls away."""
    parts = [f"{p.close}:{p.wish}:{p.who}" for p in people.persons if not p.is_blank]
    return (*parts, f"{_WORDS}::{people.words}") if people.words.strip() else tuple(parts)


def read(answer: Iterable[str]) -> People:
    """Read an answer back, exactly as it was said."""
    split = (part.split(":", _PARTS - 1) for part in answer)
    parts = [part for part in split if len(part) == _PARTS]
    persons = (Person(who, close, wish) for close, wish, who in parts if close != _WORDS)
    words = [rest for close, _wish, rest in parts if close == _WORDS]
    return People(tuple(persons), words[0] if words else "")


def fits(answer: Iterable[str], *, most: int, longest_words: int) -> bool:
    """Whether this is such an answer, with at most so many people."""
    parts = [part.split(":", _PARTS - 1) for part in answer]
    persons = [part for part in parts if part[0] != _WORDS]
    words = [part for part in parts if part[0] == _WORDS]
    return (
        len(persons) <= most
        and len(words) <= 1
        and all(_is_a_person(part) for part in persons)
        and all(len(part) == _PARTS and len(part[2]) <= longest_words for part in words)
    )


def _is_a_person(part: list[str]) -> bool:
    if len(part) != _PARTS:
        return False
    close, wish, who = part
    return (
        close in {"", *CLOSE}
        and wish in {"", *WISH}
        and len(who) <= LONGEST_WHO
        and not Person(who, close, wish).is_blank
    )
