"""What a made-up child answers. It follows from the seed, and nobody said it."""

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from random import Random

from feedback.people import CLOSE, WISH, People, Person, written
from feedback.questionnaire import Kind, Question, Role

MISSED = 0.12
_ANCHOR_WEIGHTS = {"yes": 62, "bit": 20, "no": 10, "not-sure": 8}
_SAFE_WEIGHTS = {"yes": 940, "not-always": 30, "no": 10, "not-saying": 20}
_SEVERAL = (1, 1, 2)
_TOPICS = (1, 2, 3)
_ASKS = (0, 0, 1, 1, 2)
_PEOPLE = (1, 2, 2, 3, 5)


@dataclass(frozen=True, slots=True)
class Sayings:
    """The sentences a rehearsal draws from."""

    words: tuple[str, ...]
    people: tuple[str, ...]
    who_comes: tuple[str, ...]
    asks: tuple[str, ...]
    about: tuple[str, ...]
    """What each of the asks is about, in their order."""
    told: tuple[str, ...]
    reasons: tuple[str, ...]

    @classmethod
    def read(cls) -> "Sayings":
        """Read the sentences from the file beside this one."""
        text = (files("feedback.services.rehearse") / "sayings.toml").read_text("utf-8")
        return cls(**{key: tuple(values) for key, values in tomllib.loads(text).items()})


def answer(random: Random, question: Question, sayings: Sayings) -> tuple[str, ...]:
    """Answer one question, or miss it."""
    if random.random() < MISSED and question.role is not Role.TOPICS:
        return ()
    if question.kind is Kind.WORDS:
        who_comes = question.role is Role.WHO_COMES
        return (random.choice(sayings.who_comes if who_comes else sayings.words),)
    if question.kind is Kind.PEOPLE:
        return _people(random, question, sayings)
    if question.kind is Kind.ASKS:
        return tuple(random.sample(sayings.asks, min(random.choice(_ASKS), question.most or 1)))
    return _chosen(random, question)


def _people(random: Random, question: Question, sayings: Sayings) -> tuple[str, ...]:
    names = random.sample(sayings.people, min(random.choice(_PEOPLE), question.most or 1))
    persons = (Person(name, random.choice(CLOSE), random.choice(WISH)) for name in names)
    return written(People(tuple(persons)))


def _chosen(random: Random, question: Question) -> tuple[str, ...]:
    values = question.values
    if question.role is Role.SAFE:
        return _weighted(random, _SAFE_WEIGHTS)
    if question.anchor is not None:
        return _weighted(random, _ANCHOR_WEIGHTS)
    if question.kind in {Kind.CHOICES, Kind.FEELINGS, Kind.TOPICS}:
        counts = _TOPICS if question.kind is Kind.TOPICS else _SEVERAL
        return tuple(random.sample(values, min(random.choice(counts), len(values))))
    return (random.choice(values),)


def _weighted(random: Random, weights: dict[str, int]) -> tuple[str, ...]:
    return (random.choices(list(weights), weights=list(weights.values()))[0],)
