"""Getting the service’s words into another language: one person writes, a second accepts.

Nothing counts as translated before a qualified second person accepted the very text; a
correction is a text of its own, which somebody else must accept. When the English changes,
the phrase is another phrase: what was accepted stands beside it as *stale*, to begin from.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.errors import TranslationUnsound
from feedback.phrases import Phrase
from feedback.services.guessing import LONDON
from feedback.store import audit
from feedback.store.audit import Act, Actor
from feedback.store.keys import Keys
from feedback.store.models import Staff, Step, TranslationStep

Forms = tuple[str, ...]
Said = tuple[Phrase, Forms]
_LONGEST = 200
_LIKE = 0.6


class Standing(StrEnum):
    """Where one phrase stands in one language."""

    ACCEPTED = "accepted"
    DRAFTED = "drafted"
    STALE = "stale"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Draft:
    """A text nobody accepted yet, and who wrote it: a person, or a machine."""

    forms: Forms
    by: str


@dataclass(frozen=True, slots=True)
class Done:
    """One step that somebody took, as it was written down."""

    step: Step
    texts: Forms
    person: str
    at: datetime
    context: str
    english: str
    desk: UUID | None = None
    """Who of the staff was signed in; nobody where a command took a file in."""

    desk_name: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One phrase in one language: the text it has, whose it is, and who accepted it.

    ``was`` is what was accepted of an English that has changed since: that, and the text.
    """

    phrase: Phrase
    standing: Standing
    forms: Forms = ()
    by: str = ""
    accepted_by: str = ""
    accepted_at: str = ""
    """Which member of staff was signed in when it was accepted."""

    accepted_on: date | None = None
    writers: frozenset[UUID] = frozenset()
    """Who of the staff was signed in when this very text was written."""

    was: tuple[str, Forms] | None = None


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who translates or reviews, with what right, and at whose desk."""

    name: str
    qualification: str
    actor: Actor
    keys: Keys
    now: datetime

    @property
    def staff_id(self) -> UUID | None:
        """Return the member of staff who was signed in; none where a command did it."""
        return None if self.actor == audit.COMMAND else UUID(self.actor.who)


@dataclass(frozen=True, slots=True)
class Book:
    """Everything that was done in one language, by phrase, in order."""

    language: str
    steps: Mapping[str, list[Done]]
    drafts: Mapping[str, Draft]
    """What came with the portal; the newest text of a person goes before it."""

    def text(self, phrase: Phrase) -> Draft | None:
        """Return the text that stands for a phrase now, accepted or not."""
        steps = self.steps.get(phrase.key, ())
        written = next((one for one in reversed(steps) if one.step is Step.DRAFTED), None)
        accepted = next((one for one in reversed(steps) if one.step is Step.ACCEPTED), None)
        if written is not None:
            return Draft(written.texts, written.person)
        came = self.drafts.get(phrase.key)
        if accepted is not None and (came is None or came.forms != accepted.texts):
            return Draft(accepted.texts, "")
        return came

    def wrote(self, phrase: Phrase, forms: Forms) -> tuple[Done, ...]:
        """Return every step in which somebody wrote this very text."""
        steps = self.steps.get(phrase.key, ())
        return tuple(one for one in steps if one.step is Step.DRAFTED and one.texts == forms)

    def accepted(self, phrase: Phrase) -> Done | None:
        """Return the step that accepted what stands now; none when there is a newer text."""
        steps = self.steps.get(phrase.key)
        return steps[-1] if steps and steps[-1].step is Step.ACCEPTED else None

    def line(self, phrase: Phrase, gone: Collection[Done]) -> Line:
        """Say where a phrase stands. ``gone`` is what was accepted of English that changed."""
        text, accepted = self.text(phrase), self.accepted(phrase)
        forms, by = (text.forms, text.by) if text else ((), "")
        if accepted is not None:
            return Line(
                phrase,
                Standing.ACCEPTED,
                accepted.texts,
                by,
                accepted_by=accepted.person,
                accepted_at=accepted.desk_name,
                accepted_on=accepted.at.astimezone(LONDON).date(),
            )
        before = _before(phrase, gone)
        if before is not None:
            was = before.english, before.texts
            return Line(phrase, Standing.STALE, forms or was[1], by, was=was)
        writers = frozenset(one.desk for one in self.wrote(phrase, forms) if one.desk)
        standing = Standing.DRAFTED if text else Standing.LEFT
        return Line(phrase, standing, forms, by, writers=writers)


def read_book(transaction: Session, language: str, drafts: Mapping[str, Draft]) -> Book:
    """Read everything that was done in one language, in one query."""
    return read_books(transaction, {language: drafts})[0]


def read_books(
    transaction: Session, languages: Mapping[str, Mapping[str, Draft]]
) -> tuple[Book, ...]:
    """Read what was done in several languages, each with its drafts, in one query for all."""
    wanted = (
        select(TranslationStep, Staff.name)
        .outerjoin(Staff, Staff.id == TranslationStep.entered_by)
        .where(TranslationStep.language.in_(languages))
        .order_by(TranslationStep.at, TranslationStep.id)
    )
    steps: dict[str, dict[str, list[Done]]] = {language: {} for language in languages}
    for row, desk_name in transaction.execute(wanted):
        steps[row.language].setdefault(row.phrase, []).append(_done(row, desk_name or ""))
    return tuple(Book(one, steps[one], drafts) for one, drafts in languages.items())


def lines(book: Book, phrases: Iterable[Phrase], *, every: Collection[str]) -> tuple[Line, ...]:
    """Say where each phrase stands. ``every`` names every phrase there is today by its key."""
    gone = [
        steps[-1]
        for key, steps in book.steps.items()
        if key not in every and steps[-1].step is Step.ACCEPTED
    ]
    return tuple(book.line(phrase, gone) for phrase in phrases)


def write(transaction: Session, book: Book, said: Said, *, by: Reviewer) -> None:
    """Write a text, or correct one. Somebody else must accept it before it counts."""
    phrase, forms = said
    phrase.must_carry(forms)
    _note(transaction, book, said, Step.DRAFTED, by)


def accept(transaction: Session, book: Book, said: Said, *, by: Reviewer) -> None:
    """Accept the very text that stands, as a qualified second person.

    Refuses with ``TranslationUnsound`` a text that changed meanwhile, one’s own by name or
    by account, one that lost what is filled in, a reviewer who does not say what makes them
    fit to judge, and one at whose desk nobody is signed in.
    """
    phrase, forms = said
    text = book.text(phrase)
    if text is None or text.forms != forms:
        raise TranslationUnsound("This text changed while you read it. Please look once more.")
    if not by.qualification.strip():
        raise TranslationUnsound("Say what makes the reviewer fit to judge, such as a diploma.")
    _must_be_another(text.by, book.wrote(phrase, forms), by)
    phrase.must_carry(forms)
    _note(transaction, book, said, Step.ACCEPTED, by)


def whole(book: Book, phrases: Iterable[Phrase]) -> dict[Phrase, Forms] | None:
    """Return the accepted text of every phrase, or nothing while one of them has none."""
    accepted = {phrase: book.accepted(phrase) for phrase in phrases}
    found = {phrase: step.texts for phrase, step in accepted.items() if step is not None}
    return found if len(found) == len(accepted) else None


def languages_begun(transaction: Session) -> tuple[str, ...]:
    """Name the languages in which anything was accepted, by their tags."""
    begun = select(TranslationStep.language).where(TranslationStep.step == Step.ACCEPTED)
    return tuple(transaction.scalars(begun.distinct().order_by(TranslationStep.language)))


def _must_be_another(author: str, wrote: Collection[Done], by: Reviewer) -> None:
    """Refuse whoever wrote it, by the name they gave and by the account they were signed in to."""
    if by.staff_id is None:
        raise TranslationUnsound("Somebody who is signed in accepts a text.")
    if any(_same(name, by.name) for name in (author, *(one.person for one in wrote))):
        raise TranslationUnsound(f"{by.name.strip()} wrote this, so somebody else must accept it.")
    if any(one.desk == by.staff_id for one in wrote):
        raise TranslationUnsound(
            "You were signed in when this was written, so somebody else must sign in"
            " and accept it."
        )


def _done(row: TranslationStep, desk_name: str) -> Done:
    return Done(
        step=row.step,
        texts=tuple(row.texts),
        person=row.person,
        at=row.at,
        context=row.context,
        english=row.english,
        desk=row.entered_by,
        desk_name=desk_name,
    )


def _note(transaction: Session, book: Book, said: Said, step: Step, by: Reviewer) -> None:
    phrase, forms = said
    if not by.name.strip() or max(len(by.name), len(by.qualification)) > _LONGEST:
        raise TranslationUnsound(f"Say who does this, in at most {_LONGEST} letters.")
    row = TranslationStep(
        language=book.language,
        phrase=phrase.key,
        context=phrase.context,
        english=phrase.english,
        texts=list(forms),
        step=step,
        person=by.name.strip(),
        qualification=by.qualification.strip(),
        entered_by=by.staff_id,
        at=by.now,
    )
    transaction.add(row)
    transaction.flush()
    act = Act(f"{step}-translation", TranslationStep.__tablename__, row.id)
    audit.write(transaction, by.actor, act, keys=by.keys, now=by.now)


def _before(phrase: Phrase, gone: Collection[Done]) -> Done | None:
    """Find what was accepted of the same place, in English that is most like this."""
    there = {one.english: one for one in gone if one.context == phrase.context}
    like = get_close_matches(phrase.english, list(there), n=1, cutoff=_LIKE) if there else ()
    return there[like[0]] if like else None


def _same(one: str, other: str) -> bool:
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())
