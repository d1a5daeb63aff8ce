"""A form being filled in: what was kept so far, the way through it, and what may be shown.

Answers are sealed to the letter one by one. What a page needs to find the way is opened;
what is *shown* is decided apart: an answer given in this very visit, or one that was given
when the child’s pictures already stood before it and this visit is behind them. Everything
else shows as *answered* only, and may be said again.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache, lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import bindparam, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from feedback.catalogue import Catalogue
from feedback.errors import ChangedMeanwhile
from feedback.questionnaire import WENT, Question, Questionnaire, Stage, Version
from feedback.services.visits import Expired, OpenVisit
from feedback.store import at_hand
from feedback.store.at_hand import DraftAtHand
from feedback.store.models import Door, Draft, DraftAnswer, DraftCreation, FilledBy, Helper
from feedback.store.sealing import Place, PublicKey
from feedback.store.upsert import put
from feedback.store.worded import Worded
from feedback.topics import deciding

TOUCHED_AGAIN = timedelta(hours=1)
Answer = tuple[str, ...]
_WORDING = json.JSONEncoder(ensure_ascii=False)


class Kept(NamedTuple):
    """One answer as it lies in the database."""

    sealed: bytes
    visit_id: UUID | None
    guarded: bool


@dataclass(frozen=True, slots=True)
class Form:
    """One child’s form, open in one visit and one transaction."""

    transaction: Session
    visit: OpenVisit
    draft: DraftAtHand
    questionnaire: Questionnaire
    kept: dict[str, Kept]
    opened: dict[str, Answer] = field(default_factory=dict, repr=False)
    ways: list[tuple[Question, ...]] = field(default_factory=list, repr=False)
    """The way through it, once it was looked for and until something else is said."""

    @property
    def passed(self) -> frozenset[str]:
        """Name the questions that were answered or missed; nothing is opened for it."""
        return _ids(self.questionnaire).intersection(self.kept)

    @property
    def answered(self) -> frozenset[str]:
        """Name the questions that hold an answer, whoever may see it."""
        return frozenset(self.everything()) - {WENT}

    def holds(self, question_id: str) -> bool:
        """Whether this question holds an answer, whoever may see it; no other is opened."""
        is_ours = question_id in self.kept and question_id in _ids(self.questionnaire)
        return is_ours and bool(self._open(question_id))

    @property
    def path(self) -> tuple[Question, ...]:
        """Return the questions this child meets, in order."""
        if not self.ways:
            self.ways.append(tuple(filter(self.meets, self.order)))
        return self.ways[0]

    @property
    def order(self) -> tuple[Question, ...]:
        """Return the questions in the order of this child’s topics, met or not."""
        topics = self.questionnaire.topics
        chosen = self._given([topics.id]).get(topics.id, ()) if topics else ()
        return self.questionnaire.order(chosen)

    def meets(self, question: Question) -> bool:
        """Whether this child meets a question; nothing is opened but what decides that."""
        if question.topic is None and question.when is None:
            return True
        said = self._given(deciding(self.questionnaire, question))
        return self.questionnaire.asks(question, said)

    @property
    def first_unanswered(self) -> Question | None:
        """Return where to go on: the first question neither answered nor missed."""
        left = (question for question in self.order if question.id not in self.kept)
        return next(filter(self.meets, left), None)

    def answers(self, ids: Iterable[str] | None = None) -> dict[str, Answer]:
        """Open the answers that may be shown in this visit, of these questions or of all."""
        wanted = self.passed if ids is None else ids
        return self._given(name for name in wanted if self.may_show(name))

    def may_show(self, question_id: str) -> bool:
        """Whether what was said here may be shown in this visit."""
        kept = self.kept.get(question_id)
        return kept is not None and is_shown(self.visit, kept)

    def everything(self) -> dict[str, Answer]:
        """Open every answer, shown or not, with what is known of an evaluation’s child.

        This is for sending and for finding the way, and never for a page.
        """
        return self._given(self.passed) | self._facts()

    def title_of(self, question: Question) -> str:
        """Choose the words for a child who was at the review, or for one who was away."""
        return question.title_for(self._facts())

    def keep(self, question_id: str, answer: Answer, *, now: datetime) -> None:
        """Keep an answer, refusing one that does not fit. A blank one is a missed question.

        Refuses with ``ChangedMeanwhile`` what was sent, begun or erased since it was read.
        """
        fit = self.questionnaire.accept({question_id: answer}).get(question_id, ())
        kept = _sealed(self.visit, self.draft.id, (question_id, fit))  # while nobody waits for it
        try:
            self.touch(now)
            _put(self.transaction, self.draft.id, question_id, kept)
        except IntegrityError as problem:
            raise ChangedMeanwhile("This form was sent or begun elsewhere.") from problem
        self.kept[question_id], self.opened[question_id] = kept, fit
        self.ways.clear()

    def miss(self, question_id: str, *, now: datetime) -> None:
        """Go past a question, which is as good as answering it."""
        self.keep(question_id, (), now=now)

    def who(self, filled_by: FilledBy, helper: Helper | None, *, now: datetime) -> None:
        """Say who is filling this in: the role, never the name."""
        self.note(filled_by=filled_by, helper=None if filled_by is FilledBy.CHILD else helper)
        if self.draft.is_kept:
            self.touch(now)

    def read_in(self, language: str, translation: str | None) -> None:
        """Note in which language this form is shown, and by its digest in which words."""
        self.note(language=language, translation=translation)

    def change_version(self, version: Version, *, catalogue: Catalogue, now: datetime) -> "Form":
        """Go on in another version. Answers to questions with the same ids stay."""
        other = catalogue.find(self.draft.stage, version)
        form = Form(self.transaction, self.visit, self.draft, other, self.kept)
        form.touch(now)
        return form

    def touch(self, now: datetime) -> None:
        """Note that something was said just now, to which text, and whether behind pictures."""
        facts: dict[str, object] = _text_of(self.questionnaire)
        if self.visit.door is not Door.OPEN:
            facts["without_pictures"] = True
        if now - self.draft.touched_at >= TOUCHED_AGAIN:
            facts["touched_at"] = now
        self.note(**facts)
        self.begin()

    def begin(self) -> None:
        """Write the form down: until something was said there is none."""
        at_hand.keep_draft(self.transaction, self.visit.letter.id, self.draft)

    def note(self, **facts: object) -> None:
        """Note what has changed about the form itself, which at most pages is nothing."""
        changed = {k: value for k, value in facts.items() if getattr(self.draft, k) != value}
        for name, value in changed.items():
            setattr(self.draft, name, value)
        if changed and self.draft.is_kept:
            _noting(frozenset(changed)).ask(self.transaction, noted=self.draft.id, **changed)

    def _given(self, ids: Iterable[str]) -> dict[str, Answer]:
        opened = {name: self._open(name) for name in ids if name in self.kept}
        return {name: answer for name, answer in opened.items() if answer}

    def _open(self, question_id: str) -> Answer:
        if question_id not in self.opened:
            sealed = self.kept[question_id].sealed
            plain = self.visit.key.open(sealed, place_of(self.draft.id, question_id))
            answer = tuple(json.loads(plain.decode()))
            fits = self.questionnaire.question(question_id).fits(answer)
            self.opened[question_id] = answer if fits else ()
        return self.opened[question_id]

    def _facts(self) -> dict[str, Answer]:
        went = self.visit.letter.went
        if went is None or self.draft.stage is not Stage.EVALUATION:
            return {}
        return {WENT: ("yes",) if went else ("no",)}


@lru_cache(maxsize=64)
def _ids(form: Questionnaire) -> frozenset[str]:
    return frozenset(question.id for question in form.questions)


@cache
def _noting(names: frozenset[str]) -> Worded:
    """Word it once: the language alone is noted whenever a child changes it."""
    values: dict[str, Any] = {name: bindparam(name) for name in sorted(names)}
    return Worded(update(Draft).where(Draft.id == bindparam("noted")).values(values))


def is_shown(visit: OpenVisit, kept: Kept | DraftCreation) -> bool:
    """Whether what was kept may be shown in this visit: given in it, or behind the pictures."""
    behind = kept.guarded and visit.door is Door.OPEN
    return behind or kept.visit_id == visit.id


def keep_sealed(
    transaction: Session, visit: OpenVisit | Expired, draft_id: UUID, said: tuple[str, Answer]
) -> None:
    """Seal an answer to the letter and write it, over what was said before."""
    _put(transaction, draft_id, said[0], _sealed(visit, draft_id, said))


def _sealed(visit: OpenVisit | Expired, draft_id: UUID, said: tuple[str, Answer]) -> Kept:
    question_id, answer = said
    plain = _WORDING.encode(answer).encode()
    sealed = PublicKey(visit.letter.public_key).seal(plain, place_of(draft_id, question_id))
    return Kept(sealed, visit.id, visit.gate.digest is not None)


def _put(transaction: Session, draft_id: UUID, question_id: str, kept: Kept) -> None:
    put(
        transaction,
        DraftAnswer,
        draft_id=draft_id,
        question=question_id,
        answer=kept.sealed,
        visit_id=kept.visit_id,
        guarded=kept.guarded,
    )


def _text_of(questionnaire: Questionnaire) -> dict[str, object]:
    """Name the text that the child is shown, as a draft notes it."""
    return {
        "questionnaire": questionnaire.id,
        "edition": questionnaire.edition,
        "digest": questionnaire.digest,
    }


def place_of(draft_id: UUID, question_id: str) -> Place:
    """Return where the answer to a question lies."""
    return Place("draft_answer", "answer", f"{draft_id}/{question_id}")
