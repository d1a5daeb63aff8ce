"""The questionnaires we hold, read from the files beside this one and proved sound."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from feedback.editions import LOCK, Lock
from feedback.errors import QuestionnaireUnknown, QuestionnaireUnsound
from feedback.questionnaire import Questionnaire, Stage, Version
from feedback.questionnaire_file import read_answer_sets, read_questionnaire
from feedback.soundness import prove

ANSWERS = "answers.toml"

_FROM_AGE = (
    (16, Version.FULL),
    (12, Version.LONGER),
    (8, Version.SHORT),
    (4, Version.PICTURES),
)
_ONE_STEP_EASIER = {
    Version.FULL: Version.LONGER,
    Version.LONGER: Version.SHORT,
    Version.SHORT: Version.PICTURES,
}


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every edition of every questionnaire."""

    questionnaires: tuple[Questionnaire, ...]

    def find(self, stage: Stage, version: Version) -> Questionnaire:
        """Find what is asked today: the latest edition."""
        held = [
            questionnaire
            for questionnaire in self.questionnaires
            if (questionnaire.kind, questionnaire.version) == (stage, version)
        ]
        if not held:
            raise QuestionnaireUnknown(f"{stage}.{version}")
        return max(held, key=lambda questionnaire: questionnaire.edition)

    def pinned(self, questionnaire_id: str, edition: int, digest: str) -> Questionnaire:
        """Find exactly what was asked when an answer was given."""
        for questionnaire in self.questionnaires:
            if (questionnaire.id, questionnaire.edition, questionnaire.digest) == (
                questionnaire_id,
                edition,
                digest,
            ):
                return questionnaire
        raise QuestionnaireUnknown(f"{questionnaire_id} edition {edition} with that text")


def version_for(age: int, *, easier: bool = False) -> Version:
    """Choose the version for an age in whole years, one step easier where that is better.

    Under 4 somebody watches and writes. The child may change version at any
    time; Easy read is chosen, never given by age.
    """
    for youngest, version in _FROM_AGE:
        if age >= youngest:
            return _ONE_STEP_EASIER.get(version, version) if easier else version
    return Version.WATCHING


@cache
def load_catalogue() -> Catalogue:
    """Read our own questionnaires once, refusing to start on one unsound or unlocked."""
    folder = files("feedback") / "questionnaires"
    catalogue = read_catalogue(folder)
    read_lock(folder).check(catalogue.questionnaires)
    return catalogue


def read_catalogue(folder: Traversable) -> Catalogue:
    """Read every questionnaire in a folder, proving each."""
    shared = read_answer_sets(ANSWERS, _text(folder / ANSWERS, ANSWERS))
    questionnaires: dict[tuple[str, int], Questionnaire] = {}
    for source, file in _questionnaire_files(folder):
        questionnaire = read_questionnaire(source, _text(file, source), shared)
        prove(source, questionnaire)
        if (questionnaire.id, questionnaire.edition) in questionnaires:
            raise QuestionnaireUnsound(
                source,
                f"another file holds {questionnaire.id} edition {questionnaire.edition} too.",
            )
        questionnaires[questionnaire.id, questionnaire.edition] = questionnaire
    return Catalogue(tuple(questionnaires.values()))


def read_lock(folder: Traversable) -> Lock:
    """Read the lock of a folder; where there is none yet, nothing is locked."""
    file = folder / LOCK
    return Lock.read(file.read_text("utf-8")) if file.is_file() else Lock()


def _questionnaire_files(folder: Traversable) -> Iterator[tuple[str, Traversable]]:
    for stage in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if stage.is_dir():
            for file in sorted(stage.iterdir(), key=lambda entry: entry.name):
                if file.name.endswith(".toml"):
                    yield f"{stage.name}/{file.name}", file


def _text(file: Traversable, source: str) -> str:
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise QuestionnaireUnsound(source, "it cannot be read.") from problem
