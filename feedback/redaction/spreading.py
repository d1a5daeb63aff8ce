"""What is masked along with a name: its other half, the street it lies in, what hangs on it."""

from feedback.redaction.context import AFTER_PLACE, WHERE
from feedback.redaction.judging import Fate, Verdict
from feedback.redaction.patterns import STREETS
from feedback.redaction.reasons import Reason
from feedback.redaction.tokens import Token

_LONGEST_PARTICLES = 3
_PARTICLES = frozenset(
    ["de", "la", "le", "du", "des", "von", "van", "der", "den", "di", "da", "del", "el", "al",
     "bin", "ibn", "bint", "super", "sub", "cum", "juxta", "en", "y", "mac", "mc", "ap", "dos"]
)  # fmt: skip
_PLACES = frozenset(
    [Reason.NOT_PLAIN, Reason.PLACE, Reason.CAPITAL, Reason.LIKE_KNOWN, Reason.NAME]
)
_BEFORE_PLACE = frozenset(
    ["north", "south", "east", "west", "great", "upper", "lower", "market", "saint", "st", "royal",
     "port", "mount", "bishops", "kings", "castle", "long", "high", "stoke"]
)  # fmt: skip
_BETWEEN = frozenset(
    ["the", "my", "our", "a", "this", "that", "in", "on", "of", "long", "hours", "his", "her",
     "their", "your", "an", "some", "all"]
)  # fmt: skip
_NAMES = frozenset([Reason.KNOWN, Reason.LIKE_KNOWN, Reason.NAME, Reason.TITLE, Reason.CAPITAL])


_NAMED = _NAMES | {Reason.NOT_PLAIN, Reason.PLACE, Reason.ADDRESS}
_LONGEST_STREET = 2
_ADDRESS = Verdict(Fate.MASK, Reason.ADDRESS)


def spread(text: str, words: list[Token], verdicts: list[Verdict]) -> None:
    """Change the verdicts on words that would give a masked neighbour away."""
    _spread_over_hyphens(text, words, verdicts)
    _spread_over_particles(words, verdicts)
    _spread_over_places(text, words, verdicts)
    _spread_over_addresses(text, words, verdicts)


def _spread_over_hyphens(text: str, words: list[Token], verdicts: list[Verdict]) -> None:
    """Take along what hangs on a name by a hyphen: *Ellie-May*, *Chester-le-Street*."""
    for places in (range(1, len(words)), range(len(words) - 1, 0, -1)):
        for place in places:
            one, other = (place - 1, place) if places.step > 0 else (place, place - 1)
            joined = text[words[place - 1].end : words[place].start] in {"-", "‐", "‑"}
            if (
                joined
                and verdicts[one].fate is Fate.MASK
                and verdicts[other].fate is not Fate.MASK
            ):
                verdicts[other] = verdicts[one]


def _spread_over_particles(words: list[Token], verdicts: list[Verdict]) -> None:
    """Take along what stands between the halves of a name: *van der Berg*, *Ashby de la Zouch*."""
    for first in range(len(words) - 2):
        last = first + 1
        while last < len(words) - 1 and words[last].base in _PARTICLES:
            last += 1
        ends = verdicts[first].fate is verdicts[last].fate is Fate.MASK
        if last > first + 1 and ends and last - first <= _LONGEST_PARTICLES:
            verdicts[first + 1 : last] = [verdicts[first]] * (last - first - 1)


def _spread_over_places(text: str, words: list[Token], verdicts: list[Verdict]) -> None:
    """Take along the plain half of a place in small letters: *great yarmouth*, *skegness bay*."""
    for place, word in enumerate(words):
        if place and text[words[place - 1].end : word.start] in {" ", "-"}:
            half, whole = place - 1, place
            if word.base in AFTER_PLACE:
                half, whole = place, place - 1
            if verdicts[half].reason is not None and verdicts[half].fate is Fate.MASK:
                continue
            if verdicts[whole].reason not in _PLACES:
                continue
            before = words[place - 2].base if place > 1 else ""
            if half == place or _opens_place(words[half], before):
                verdicts[half] = Verdict(Fate.MASK, Reason.PLACE)
                if verdicts[whole].reason is Reason.NOT_PLAIN:
                    verdicts[whole] = verdicts[half]


def _opens_place(word: Token, before: str) -> bool:
    if word.base in _BEFORE_PLACE:
        return True
    return before in WHERE and not word.owns and word.base not in _BETWEEN


def _spread_over_addresses(text: str, words: list[Token], verdicts: list[Verdict]) -> None:
    """Take along the street behind a name, and the number before it: *14 Larch Close*."""
    for place, word in enumerate(words):
        if STREETS.fullmatch(word.base) and place:
            run = _run(text, words, verdicts, place)
            if run < place:
                verdicts[run : place + 1] = [_ADDRESS] * (place + 1 - run)
        elif word.has_digit and place + 1 < len(words):
            beside = text[word.end : words[place + 1].start].strip(" ,") == ""
            if beside and verdicts[place + 1].reason in _NAMES:
                verdicts[place] = _ADDRESS


def _run(text: str, words: list[Token], verdicts: list[Verdict], street: int) -> int:
    """Return where the address that ends in a street begins, or the street’s own place."""
    first = street
    while first and _beside(text, words[first - 1], words[first]):
        before = words[first - 1]
        if before.has_digit:
            return first - 1
        if not _may_name_a_street(before, verdicts[first - 1], street - first):
            break
        first -= 1
    named = verdicts[first].fate is Fate.MASK and first < street
    return first if named else street


def _may_name_a_street(word: Token, verdict: Verdict, between: int) -> bool:
    if word.owns or between >= _LONGEST_STREET:
        return False
    return verdict.reason in _NAMED or (
        verdict.fate is not Fate.MASK and word.base not in _BETWEEN
    )


def _beside(text: str, one: Token, other: Token) -> bool:
    return text[one.end : other.start] in {" ", ", ", "-"}
