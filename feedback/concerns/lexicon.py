"""The words that make a text be read first, from a file, each rule proved when it is read."""

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from feedback.errors import LexiconUnsound

_FILE = Path(__file__).with_name("lexicon.toml")
_LONGEST_GAP = 5
Choice = tuple[str, ...]
"""One way to say a step: a word, or words that stand together."""


@dataclass(frozen=True, slots=True)
class Step:
    """How many words may come between, and what must come then: a word, or words together."""

    gap: int
    words: frozenset[str]
    together: tuple[Choice, ...]

    @property
    def first_words(self) -> frozenset[str]:
        """Return every word it may begin with."""
        return self.words | {choice[0] for choice in self.together}


class Kind(StrEnum):
    """Of what a text may speak. A category of harm, and never a fact about a child."""

    PHYSICAL = "physical"
    EMOTIONAL = "emotional"
    SEXUAL = "sexual"
    EXPLOITATION = "exploitation"
    NEGLECT = "neglect"
    SELF_HARM = "self-harm"
    RUNNING = "running"
    DOMESTIC = "domestic"
    BULLYING = "bullying"
    ONLINE = "online"
    PLACEMENT = "placement"
    SUBSTANCES = "substances"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Rule:
    """Words in order. The first step has no gap before it."""

    kind: Kind
    steps: tuple[Step, ...]
    ends_with: frozenset[str]
    """Every word that its last step may begin with."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every rule under each word it may begin with."""

    rules: dict[str, list[Rule]]
    ordinary: dict[str, list[Rule]]
    never_after: frozenset[str]


def read_lexicon(path: Path = _FILE) -> Lexicon:
    """Read a lexicon. Refuses with ``LexiconUnsound``, naming the rule, what is not one."""
    data = tomllib.loads(path.read_text("utf-8"))
    groups = data["groups"]
    told = [(kind, rule) for kind in Kind for rule in data[kind]["rules"]]
    return Lexicon(
        rules=_by_first_word(_rule(kind, rule, groups) for kind, rule in told),
        ordinary=_by_first_word(
            _rule(Kind.OTHER, rule, groups) for rule in data["ordinary"]["rules"]
        ),
        never_after=frozenset(data["never_after"]["words"]),
    )


def _by_first_word(rules: Iterator[Rule]) -> dict[str, list[Rule]]:
    found: defaultdict[str, list[Rule]] = defaultdict(list)
    for rule in rules:
        for first in rule.steps[0].first_words:
            found[first].append(rule)
    return dict(found)


def _rule(kind: Kind, told: str, groups: Mapping[str, Any]) -> Rule:
    steps: list[Step] = []
    gap = 0
    for part in told.split():
        if part.startswith("~"):
            gap = _gap(part, told, begun=bool(steps))
        else:
            steps.append(_step(gap, tuple(_choices(part, told, groups))))
            gap = 0
    if gap or not steps:
        raise LexiconUnsound(f"{told!r}: a rule ends with a word.")
    return Rule(kind, tuple(steps), steps[-1].first_words)


def _step(gap: int, choices: Sequence[Choice]) -> Step:
    words = frozenset(choice[0] for choice in choices if len(choice) == 1)
    return Step(gap, words, tuple(choice for choice in choices if len(choice) > 1))


def _gap(part: str, told: str, *, begun: bool) -> int:
    number = part.removeprefix("~")
    if not begun or not number.isdecimal() or not 1 <= int(number) <= _LONGEST_GAP:
        raise LexiconUnsound(f"{told!r}: {part} should be ~1 to ~{_LONGEST_GAP}, between words.")
    return int(number)


def _choices(part: str, told: str, groups: Mapping[str, Sequence[str]]) -> Iterator[Choice]:
    for said in part.split("/"):
        if not said.startswith("@"):
            yield tuple(said.split("_"))
        elif said[1:] in groups:
            yield from (tuple(words.split()) for words in groups[said[1:]])
        else:
            raise LexiconUnsound(f"{told!r}: there is no group called {said}.")
