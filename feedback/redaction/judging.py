"""What becomes of one word: masked, doubtful, or left standing, and why.

In this order: other letters, numbers, known names, names, words that are also names, words
with a capital, and what is not in the plain vocabulary. Only what is left stands.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache

from feedback.redaction.context import (
    ACTS,
    AFTER_PLACE,
    MOVES,
    SCHOOLS,
    TITLES,
    WHERE,
    Stands,
    stands,
)
from feedback.redaction.known import Known
from feedback.redaction.reasons import Reason
from feedback.redaction.tokens import Token
from feedback.redaction.vocabulary import (
    Kind,
    dictionary,
    kind_of,
    listed_words,
    plain_words,
    words_in,
)

_NUMBERED = re.compile(
    r"\d{1,3}(?:st|nd|rd|th|yrs?|x|am|pm|p|mins?|hrs?|k|s|h|m|ish)?|y(?:ear)?\d{1,2}|\d+[.:]\d+"
)
_ALWAYS = frozenset(["i", "im", "id", "ive", "ill", "x"])
_STYLE_FROM = 5
_STYLE_SHARE = 0.6
_KINDS_OF_SCHOOL = frozenset(["my", "the", "primary", "secondary", "nursery", "school", "our"])
_NEAR_FROM, _RARE = 5, 20_000
_WORDS_TOO = frozenset([Kind.PLAIN, Kind.SURNAME, Kind.ALSO_NAME])


class Fate(Enum):
    """What becomes of a word."""

    STAND = auto()
    DOUBT = auto()
    MASK = auto()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of one word, and why; what stands has no reason."""

    fate: Fate
    reason: Reason | None = None


STAND = Verdict(Fate.STAND)


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges the words of one text. ``capitals_tell`` is false where nearly every word has one."""

    words: Sequence[Token]
    known: Known
    capitals_tell: bool

    @classmethod
    def of(cls, words: Sequence[Token], known: Known) -> "Judge":
        """Look first at how the whole is written."""
        longer = [word for word in words if len(word.base) > 1 and not word.begins]
        longer = [word for word in longer if kind_of(word.base) is Kind.PLAIN]
        capitals = sum(word.capital for word in longer)
        all_of_them = len(longer) >= _STYLE_FROM and capitals >= _STYLE_SHARE * len(longer)
        return cls(words, known, capitals_tell=not all_of_them)

    def verdicts(self) -> list[Verdict]:
        """Judge every word, each knowing what became of the one before."""
        found: list[Verdict] = []
        for place in range(len(self.words)):
            found.append(self._verdict(place, found[-1] if found else STAND))
        return found

    def _verdict(self, place: int, before: Verdict) -> Verdict:
        word = self.words[place]
        if not word.latin:
            return _mask(Reason.SCRIPT)
        if word.has_digit:
            return STAND if _is_small_number(word) else _mask(Reason.NUMBER)
        if self._is_known(word):
            return self._known(place)
        return self._unknown_to_us(place, before)

    def _is_known(self, word: Token) -> bool:
        return any(self.known.has(form) for form in _forms(word))

    def _known(self, place: int) -> Verdict:
        word = self.words[place]
        if kind_of(word.base) not in _WORDS_TOO:
            return _mask(Reason.KNOWN)
        if self._stands_out(word) or self._stands(place) is Stands.LIKE_A_NAME:
            return _mask(Reason.KNOWN)
        return Verdict(Fate.DOUBT, Reason.ALSO_KNOWN)

    def _unknown_to_us(self, place: int, before: Verdict) -> Verdict:
        word, kind = self.words[place], self._kind(place)
        if word.base in TITLES:
            return STAND
        if self._follows_title(place, kind) or kind is Kind.GIVEN:
            return _mask(Reason.NAME if kind is Kind.GIVEN else Reason.TITLE)
        if kind is Kind.UNKNOWN:
            return self._not_plain(place)
        if kind in {Kind.MOSTLY_NAME, Kind.ALSO_NAME}:
            return self._also_a_name(place, kind)
        return self._plain_or_surname(place, kind, before)

    def _plain_or_surname(self, place: int, kind: Kind, before: Verdict) -> Verdict:
        word = self.words[place]
        if self._stands_out(word) and (word.base not in capitals() or self._names_school(place)):
            return _mask(Reason.CAPITAL)
        if kind is Kind.SURNAME and self._follows_a_name(place, before):
            return _mask(Reason.NAME)
        if kind is Kind.SURNAME and (self._acts(place) or self._is_where(place)):
            return Verdict(Fate.DOUBT, Reason.ALSO_NAME)
        return self._plain(word)

    def _names_school(self, place: int) -> bool:
        """Whether a word such as *Foster* is a name after all, because a school has it."""
        after = self.words[place + 1 : place + 2]
        named = bool(after) and after[0].capital and after[0].base in SCHOOLS
        return named and self.words[place].base not in _KINDS_OF_SCHOOL

    def _acts(self, place: int) -> bool:
        """Whether what begins a sentence does what people do: *Farrow never reads it*."""
        word = self.words[place]
        return word.capital and (word.owns or self._base(place + 1) in ACTS)

    def _is_where(self, place: int) -> bool:
        """Whether it stands where a place stands, in small letters too: *back to reading*."""
        before, word, after = (self._base(near) for near in (place - 1, place, place + 1))
        if before in WHERE or (before == "to" and self._base(place - 2) in MOVES):
            return True
        place_of_two = word in AFTER_PLACE and kind_of(before) is Kind.SURNAME
        return place_of_two or (after in AFTER_PLACE and before != "the")

    def _not_plain(self, place: int) -> Verdict:
        word = self.words[place]
        if len(word.base) == 1 and not self._stands_out(word):
            return STAND
        if self.known.nearly(word.base):
            return _mask(Reason.LIKE_KNOWN)
        if self._stands_out(word):
            return _mask(Reason.CAPITAL)
        return _mask(Reason.PLACE if self._is_where(place) else Reason.NOT_PLAIN)

    def _also_a_name(self, place: int, kind: Kind) -> Verdict:
        word, how = self.words[place], self._stands(place)
        if self._stands_out(word) and not word.shouted and word.base not in capitals():
            return _mask(Reason.NAME)
        if how is Stands.LIKE_A_NAME:
            return _mask(Reason.NAME)
        if how is Stands.LIKE_A_WORD and kind is Kind.ALSO_NAME:
            return STAND
        if how is Stands.UNCLEAR and kind is Kind.MOSTLY_NAME:
            return _mask(Reason.NAME)
        return Verdict(Fate.DOUBT, Reason.ALSO_NAME)

    def _plain(self, word: Token) -> Verdict:
        rare = dictionary().get(word.base, 0) < _RARE and word.base not in listed_words()
        if rare and len(word.base) >= _NEAR_FROM and self.known.nearly(word.base):
            return Verdict(Fate.DOUBT, Reason.NEAR_KNOWN)
        return STAND

    def _kind(self, place: int) -> Kind:
        word = self.words[place]
        kinds = [kind_of(form) for form in _forms(word)]
        names = {Kind.GIVEN, Kind.MOSTLY_NAME} if kinds[0] is Kind.UNKNOWN else {Kind.GIVEN}
        if word.base not in listed_words() and names & set(kinds):
            return Kind.GIVEN
        shortened = not word.owns and word.whole.replace("'", "") in plain_words()
        return Kind.PLAIN if shortened else kinds[0]

    def _stands_out(self, word: Token) -> bool:
        """Whether its capital says *name*: inside a sentence, and not one of many."""
        if not self.capitals_tell or not word.capital or word.begins or word.base in _ALWAYS:
            return False
        return not (word.shouted and kind_of(word.base) in _WORDS_TOO)

    def _follows_title(self, place: int, kind: Kind) -> bool:
        before, word = self._base(place - 1), self.words[place]
        if before not in TITLES or (before == "miss" and kind is Kind.PLAIN and not word.capital):
            return False
        return not (kind is Kind.PLAIN and word.base in capitals() and not word.capital)

    def _follows_a_name(self, place: int, before: Verdict) -> bool:
        names = {Reason.KNOWN, Reason.LIKE_KNOWN, Reason.NAME, Reason.CAPITAL}
        return before.reason in names and not self.words[place - 1].owns and self._next_to(place)

    def _next_to(self, place: int) -> bool:
        return self.words[place].start - self.words[place - 1].end == 1

    def _stands(self, place: int) -> Stands:
        word = self.words[place]
        before = "" if word.begins else self._base(place - 1)
        return stands(before, word.base, self._base(place + 1), owns=word.owns)

    def _base(self, place: int) -> str:
        if not 0 <= place < len(self.words):
            return ""
        return self.words[place].whole.replace("'", "")


@cache
def capitals() -> frozenset[str]:
    """Return the words a capital does not make into a name."""
    return frozenset(words_in("capitals.txt"))


def _mask(reason: Reason) -> Verdict:
    return Verdict(Fate.MASK, reason)


def _is_small_number(word: Token) -> bool:
    return word.base in plain_words() or _NUMBERED.fullmatch(word.base) is not None


def _forms(word: Token) -> tuple[str, ...]:
    """Return the word, and without an s where an apostrophe may be missing."""
    if word.base.endswith("s") and not word.owns:
        return (word.base, word.base[:-1])
    return (word.base,)
