"""Compiling what was accepted whole, form by form, and saying how far each language is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from feedback.phrases import Phrase
from feedback.services import translate
from feedback.services.translate import Book, Line, Standing
from feedback.store import Store
from portal.languages import BY_TAG
from portal.translating import compiled
from portal.translating.compiled import Forms
from portal.translating.drafts import came_with_it
from portal.translating.gathering import gathered

Whole = dict[tuple[str, str], Mapping[Phrase, Forms]]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one form is in one language."""

    domain: str
    accepted: int
    drafted: int
    stale: int
    total: int

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left."""
        return self.accepted == self.total


def book_of(store: Store, tag: str) -> Book:
    """Read the book of one language, with the drafts that came with the portal."""
    with store.look() as transaction:
        return translate.read_book(transaction, tag, came_with_it(tag))


def books_of(store: Store, tags: Iterable[str]) -> tuple[Book, ...]:
    """Read the books of several languages at once, in their order."""
    with store.look() as transaction:
        return translate.read_books(transaction, {tag: came_with_it(tag) for tag in tags})


def lines_of(book: Book, domain: str) -> tuple[Line, ...]:
    """Say where each phrase of a form stands."""
    return translate.lines(book, gathered()[domain], every=every_key())


def progress(book: Book) -> tuple[Progress, ...]:
    """Say how far each form is."""
    return tuple(_progress(domain, lines_of(book, domain)) for domain in gathered())


def compile_whole(store: Store, folder: Path) -> tuple[tuple[str, str], ...]:
    """Write every catalogue that is whole, and name them. Where nothing was begun, nothing is."""
    whole: Whole = {}
    with store.look() as transaction:
        begun = translate.languages_begun(transaction)
    for tag in begun:
        if tag in BY_TAG:
            whole |= _whole(book_of(store, tag))
    if whole or compiled.stamp(folder):
        compiled.write(folder, whole)
    return tuple(sorted(whole))


def _whole(book: Book) -> Whole:
    found = {domain: translate.whole(book, phrases) for domain, phrases in gathered().items()}
    return {(book.language, domain): said for domain, said in found.items() if said is not None}


@cache
def every_key() -> frozenset[str]:
    """Return the name of every phrase there is, worked out once: the pages ask for each form."""
    return frozenset(phrase.key for phrases in gathered().values() for phrase in phrases)


def _progress(domain: str, lines: tuple[Line, ...]) -> Progress:
    standings = [line.standing for line in lines]
    return Progress(
        domain,
        accepted=standings.count(Standing.ACCEPTED),
        drafted=standings.count(Standing.DRAFTED),
        stale=standings.count(Standing.STALE),
        total=len(standings),
    )
