"""The names a case or a council knows, in every form a child may write them.

Nicknames, possessives, misspellings, joined (*kayleighmae*, *mrshollis*) and split (*kay leigh*).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Self

from feedback.redaction.tokens import tokens
from feedback.redaction.vocabulary import nicknames

_NOT_A_NAME = frozenset(
    ["the", "of", "and", "at", "in", "on", "for", "a", "an", "my", "school", "primary", "academy",
     "high", "college", "junior", "juniors", "infant", "infants", "secondary", "nursery", "church",
     "house", "home", "road", "street", "lane", "close", "avenue", "drive", "way", "court", "mr",
     "mrs", "ms", "miss", "dr", "c", "e", "rc", "ce", "mum", "dad", "nan", "auntie", "aunty",
     "uncle", "nana", "gran", "grandad", "care", "children", "childrens", "council", "team",
     "ltd", "centre", "sixth", "form", "community", "catholic"]
)  # fmt: skip
_TITLES = ("mr", "mrs", "ms", "miss", "dr", "auntie", "aunty", "uncle", "nan")
_SHORTEST = 2
_SHORTEST_LIKE = 4
_LONG = 7

Names = Mapping[str, object]


@dataclass(frozen=True)
class Known:
    """Names known, each as its words in small plain letters."""

    names: frozenset[tuple[str, ...]] = frozenset()

    @classmethod
    def of(cls, given: Names) -> Self:
        """Take names under any keys: texts, lists of texts, or nothing."""
        return cls.of_names(_texts(given.values()))

    @classmethod
    def of_names(cls, names: Iterable[str]) -> Self:
        """Take names as they are written."""
        split = (tuple(token.base for token in tokens(name)) for name in names)
        return cls(frozenset(words for words in split if words))

    @cached_property
    def parts(self) -> frozenset[str]:
        """Return every single word that gives somebody away, nicknames among them."""
        own = {
            word
            for words in self.names
            for word in words
            if len(word) >= _SHORTEST and (word not in _NOT_A_NAME or len(words) == 1)
        }
        return frozenset(own | {other for word in own for other in nicknames().get(word, ())})

    @cached_property
    def joined(self) -> frozenset[str]:
        """Return the names written as one word."""
        whole = {"".join(words) for words in self.names if len(words) > 1}
        last = {words[-1] for words in self.names}
        titled = {title + name for title in _TITLES for name in last}
        pairs = {a + b for words in self.names for a, b in pairwise(words)}
        return frozenset(whole | titled | pairs) | self.parts

    @cached_property
    def phrases(self) -> Mapping[str, list[tuple[str, ...]]]:
        """Return names of two words and more by their first, without words such as *school*."""
        found: dict[str, list[tuple[str, ...]]] = {}
        for words in self.names:
            own = tuple(word for word in words if word not in _NOT_A_NAME)
            if len(own) > 1:
                found.setdefault(own[0], []).append(own)
        return found

    @cached_property
    def _choices(self) -> list[str]:
        return sorted(part for part in self.parts if len(part) >= _SHORTEST_LIKE)

    def has(self, word: str) -> bool:
        """Whether this very word is a known name, a nickname, or a name written as one."""
        return word in self.joined

    def nearly(self, word: str) -> bool:
        """Whether this is a known name with a slip of the pen in it."""
        if word not in self._judged:
            slips = 2 if len(word) >= _LONG else 1
            from rapidfuzz import process  # noqa: PLC0415  four MiB, for whoever masks
            from rapidfuzz.distance import OSA  # noqa: PLC0415  as above

            found = process.extractOne(
                word, self._choices, scorer=OSA.distance, score_cutoff=slips
            )
            self._judged[word] = found is not None
        return len(word) >= _SHORTEST_LIKE and self._judged[word]

    @cached_property
    def _judged(self) -> dict[str, bool]:
        return {}


def _texts(values: Iterable[object]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, Mapping):
            yield from _texts(value.values())
        elif isinstance(value, Iterable):
            yield from _texts(value)
