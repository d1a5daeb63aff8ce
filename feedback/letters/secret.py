"""The secret of a letter: 40 bits, printed as four words and again as four numbers.

A number has three figures and a check digit. Four times three figures hold 10^12 secrets and
2^40 is a little more, so the check digits say the last bit: in one letter all four numbers
lead to the same remainder, 0 or 1. A slip in a number makes it lead elsewhere than its three
companions, so every wrong figure and every swap is noticed, and we know in which number.
(A check that needs no companions cannot be had: at most 1,000 numbers of four figures differ
from one another in two places, and ten bits are 1,024.)
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from feedback.errors import WordsNotKnown
from feedback.letters.check_digit import remainder, with_check_digit
from feedback.letters.typed import runs
from feedback.letters.word_list import all_words, meant, parted, place_of

PARTS = 4
BITS = 40
_BITS_OF_A_WORD = 10
_FIGURES = 4
_TOLD = _FIGURES - 1
_IN_FIGURES = 10 ** (PARTS * _TOLD)


@dataclass(frozen=True, slots=True)
class Secret:
    """What opens a letter. It is never logged: its repr is silent."""

    bits: int = field(repr=False)

    @property
    def words(self) -> tuple[str, ...]:
        """Return the four words, in the order that counts."""
        steps = range(BITS - _BITS_OF_A_WORD, -1, -_BITS_OF_A_WORD)
        return tuple(all_words()[self.bits >> step & (1 << _BITS_OF_A_WORD) - 1] for step in steps)

    @property
    def numbers(self) -> tuple[str, ...]:
        """Return the same as four numbers of four figures."""
        last_bit, told = divmod(self.bits, _IN_FIGURES)
        figures = f"{told:0{PARTS * _TOLD}d}"
        return tuple(
            with_check_digit(figures[start : start + _TOLD], leading_to=last_bit)
            for start in range(0, len(figures), _TOLD)
        )

    @property
    def spelling(self) -> str:
        """Return the one spelling from which a letter’s key is derived."""
        return " ".join(self.words)

    @property
    def material(self) -> bytes:
        """Return the spelling as bytes."""
        return self.spelling.encode()


def make_secret(randbelow: Callable[[int], int]) -> Secret:
    """Draw a secret with a source such as ``secrets.randbelow``."""
    return Secret(randbelow(1 << BITS))


def read_secret(text: str) -> Secret:
    """Read the four words or the four numbers as somebody typed them.

    Forgives case, accents, spaces, punctuation, figures of any script, and slips that leave
    only one word possible. Never guesses: otherwise WordsNotKnown says which places.
    """
    typed = runs(text)
    if typed and all(run.isdecimal() for run in typed):
        return _from_numbers(typed)
    return _from_words(typed)


def _from_words(typed: Sequence[str]) -> Secret:
    if len(typed) != PARTS:
        typed = parted("".join(typed))
    if len(typed) != PARTS:
        raise WordsNotKnown("There should be four words, or four numbers.")
    words = [meant(run) for run in typed]
    wrong = [place for place, word in enumerate(words, 1) if word is None]
    if wrong:
        raise _not_known("We do not know word", wrong)
    bits = 0
    for word in filter(None, words):
        bits = bits << _BITS_OF_A_WORD | place_of(word)
    return Secret(bits)


def _from_numbers(typed: Sequence[str]) -> Secret:
    if len(typed) == PARTS and max(map(len, typed)) <= _FIGURES:
        typed = [run.zfill(_FIGURES) for run in typed]
    figures = "".join(typed)
    if len(figures) != PARTS * _FIGURES:
        raise WordsNotKnown("There should be four numbers of four figures.")
    numbers = [figures[start : start + _FIGURES] for start in range(0, len(figures), _FIGURES)]
    told = "".join(number[:_TOLD] for number in numbers)
    bits = _agreed(numbers) * _IN_FIGURES + int(told)
    if bits >> BITS:
        raise WordsNotKnown("There is a slip in the numbers.")
    return Secret(bits)


def _agreed(numbers: Sequence[str]) -> int:
    """Return the remainder that all numbers lead to, or refuse those that do not."""
    leads = [remainder(number) for number in numbers]
    astray = [{n for n, lead in enumerate(leads, 1) if lead != bit} for bit in (0, 1)]
    fewest = min(map(len, astray))
    if fewest:
        wrong = set.intersection(*(places for places in astray if len(places) == fewest))
        raise _not_known("There is a slip in number", sorted(wrong) or range(1, PARTS + 1))
    return leads[0]


def _not_known(problem: str, places: Sequence[int]) -> WordsNotKnown:
    *others, last = map(str, places)
    named = f"s {', '.join(others)} and {last}" if others else f" {last}"
    return WordsNotKnown(f"{problem}{named}.", places=tuple(places))
