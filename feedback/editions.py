"""The lock on our questionnaires: an edition that was asked once never changes again."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Self

from feedback.errors import QuestionnaireUnsound
from feedback.questionnaire import Questionnaire

LOCK = "editions.lock"


@dataclass(frozen=True, slots=True)
class Locked:
    """What is known for good about one edition."""

    digest: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lock:
    """Every edition ever asked: questionnaire, edition, digest and the ids of its questions."""

    editions: Mapping[tuple[str, int], Locked] = field(default_factory=dict)

    @classmethod
    def read(cls, text: str) -> Self:
        """Read the text of a lock."""
        try:
            editions = {
                (questionnaire_id, int(edition)): Locked(kept["digest"], tuple(kept["questions"]))
                for questionnaire_id, by_edition in json.loads(text).items()
                for edition, kept in by_edition.items()
            }
        except (ValueError, KeyError, TypeError, AttributeError) as problem:
            raise QuestionnaireUnsound(LOCK, "it cannot be read.") from problem
        return cls(editions)

    def write(self) -> str:
        """Write the lock as text, the same for the same editions."""
        table: dict[str, dict[str, object]] = {}
        for (questionnaire_id, edition), kept in sorted(self.editions.items()):
            by_edition = table.setdefault(questionnaire_id, {})
            by_edition[str(edition)] = {"digest": kept.digest, "questions": kept.questions}
        return json.dumps(table, indent=2) + "\n"

    def check(self, questionnaires: Iterable[Questionnaire]) -> None:
        """Refuse a questionnaire that is not locked, or not as it was locked."""
        for questionnaire in questionnaires:
            if self._key(questionnaire) not in self.editions:
                raise QuestionnaireUnsound(
                    LOCK, f"{_name(questionnaire)} is not locked: lock the questionnaires first."
                )
            self._refuse_change(questionnaire)

    def including(self, questionnaires: Iterable[Questionnaire]) -> "Lock":
        """Lock new editions, refusing a changed one and an id that comes back from retirement."""
        editions = dict(self.editions)
        for questionnaire in sorted(questionnaires, key=self._key):
            self._refuse_change(questionnaire)
            for question_id in _brought_back(questionnaire, editions):
                raise QuestionnaireUnsound(
                    LOCK,
                    f"question {question_id} of {_name(questionnaire)} has an id"
                    " that was retired: ids are never reused.",
                )
            questions = tuple(question.id for question in questionnaire.questions)
            editions[self._key(questionnaire)] = Locked(questionnaire.digest, questions)
        return Lock(editions)

    @staticmethod
    def _key(questionnaire: Questionnaire) -> tuple[str, int]:
        return questionnaire.id, questionnaire.edition

    def _refuse_change(self, questionnaire: Questionnaire) -> None:
        kept = self.editions.get(self._key(questionnaire))
        if kept is not None and kept.digest != questionnaire.digest:
            raise QuestionnaireUnsound(
                LOCK, f"{_name(questionnaire)} was changed: raise its edition instead."
            )


def _brought_back(
    questionnaire: Questionnaire, editions: Mapping[tuple[str, int], Locked]
) -> Iterator[str]:
    earlier = sorted(
        edition
        for id_, edition in editions
        if id_ == questionnaire.id and edition < questionnaire.edition
    )
    if not earlier:
        return
    last = set(editions[questionnaire.id, earlier[-1]].questions)
    ever = {id_ for edition in earlier for id_ in editions[questionnaire.id, edition].questions}
    for question in questionnaire.questions:
        if question.id in ever - last:
            yield question.id


def _name(questionnaire: Questionnaire) -> str:
    return f"{questionnaire.id} edition {questionnaire.edition}"
