"""Turns the text of one file into a questionnaire, refusing what it cannot read."""

import hashlib
import json
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict
from enum import StrEnum
from typing import Any, TypeVar

from feedback.columns import Column
from feedback.errors import QuestionnaireUnsound
from feedback.questionnaire import (
    Condition,
    Kind,
    Option,
    Question,
    Questionnaire,
    Role,
    Stage,
    Version,
)

_Word = TypeVar("_Word", bound=StrEnum)

AnswerSets = Mapping[str, tuple[Option, ...]]

_HEAD = frozenset({"id", "edition", "stage", "version", "name", "minutes", "questions"})
_WHOLE_NUMBERS = frozenset({"edition", "minutes"})
_TEXTS = frozenset({"id", "title", "help", "title_if_away", "topic", "anchor", "picture"})
_QUESTION = _TEXTS | {"kind", "options", "answers", "when", "role", "most", "column"}
_OPTION = frozenset({"value", "label", "picture", "not_sure"})
_CONDITION = frozenset({"question", "values"})


def read_answer_sets(source: str, text: str) -> AnswerSets:
    """Read the answers that several questionnaires share."""
    table = _table(source, text)
    return {name: _options(source, name, options) for name, options in table.items()}


def read_questionnaire(source: str, text: str, shared: AnswerSets) -> Questionnaire:
    """Read one questionnaire. Whether it is sound is asked afterwards."""
    table = _table(source, text)
    _keys(source, "the file", table, known=_HEAD, needed=_HEAD)
    questions = tuple(_question(source, entry, shared) for entry in _list(source, table))
    for key in _WHOLE_NUMBERS:
        if type(table[key]) is not int or table[key] < 1:
            raise QuestionnaireUnsound(source, f"{key} is not a whole number above 0.")
    return Questionnaire(
        id=_text(source, "the file", table["id"]),
        kind=_word(source, "stage", Stage, table["stage"]),
        version=_word(source, "version", Version, table["version"]),
        edition=table["edition"],
        digest=digest_of(table["id"], table["name"], questions),
        name=_text(source, "the file", table["name"]),
        minutes=table["minutes"],
        questions=questions,
        columns=tuple(_columns(source, table["questions"])),
    )


def digest_of(questionnaire_id: str, name: str, questions: tuple[Question, ...]) -> str:
    """Digest everything a child is shown, before the council’s own words are put in."""
    shown = [questionnaire_id, name, [asdict(question) for question in questions]]
    canonical = json.dumps(shown, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _table(source: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise QuestionnaireUnsound(source, f"it is not sound TOML, {problem}.") from problem


def _list(source: str, table: Mapping[str, Any]) -> list[Any]:
    questions = table["questions"]
    if not isinstance(questions, list) or not questions:
        raise QuestionnaireUnsound(source, "it has no questions.")
    return questions


def _question(source: str, entry: object, shared: AnswerSets) -> Question:
    where = f"question {entry.get('id', '?') if isinstance(entry, Mapping) else '?'}"
    table = _keys(source, where, entry, known=_QUESTION, needed={"id", "kind", "title"})
    most = table.get("most")
    if most is not None and type(most) is not int:
        raise QuestionnaireUnsound(source, f"{where}: most is not a whole number.")
    texts = {key: _text(source, where, table[key]) for key in _TEXTS & table.keys()}
    return Question(
        **texts,
        kind=_word(source, f"{where}: kind", Kind, table["kind"]),
        options=_answers(source, where, table, shared),
        when=_condition(source, where, table["when"]) if "when" in table else None,
        role=_word(source, f"{where}: role", Role, table["role"]) if "role" in table else None,
        most=most,
    )


def _columns(source: str, entries: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """Read where the officer’s sheet puts a question. No child sees it, so no edition changes."""
    for entry in entries:
        if "column" in entry:
            where = f"question {entry['id']}: column"
            yield entry["id"], _word(source, where, Column, entry["column"])


def _answers(
    source: str, where: str, table: Mapping[str, Any], shared: AnswerSets
) -> tuple[Option, ...]:
    if "answers" not in table:
        return _options(source, where, table.get("options", []))
    if "options" in table:
        raise QuestionnaireUnsound(source, f"{where}: it has both options and answers.")
    name = _text(source, where, table["answers"])
    if name not in shared:
        raise QuestionnaireUnsound(source, f"{where}: no shared answers are called {name}.")
    return shared[name]


def _options(source: str, where: str, entries: object) -> tuple[Option, ...]:
    if not isinstance(entries, list):
        raise QuestionnaireUnsound(source, f"{where}: its options are not a list.")
    return tuple(_option(source, where, entry) for entry in entries)


def _option(source: str, where: str, entry: object) -> Option:
    table = _keys(source, where, entry, known=_OPTION, needed={"value", "label"})
    not_sure = table.get("not_sure", False)
    if not isinstance(not_sure, bool):
        raise QuestionnaireUnsound(source, f"{where}: not_sure is neither true nor false.")
    texts = {key: _text(source, where, table[key]) for key in table if key != "not_sure"}
    return Option(**texts, not_sure=not_sure)


def _condition(source: str, where: str, entry: object) -> Condition:
    table = _keys(source, where, entry, known=_CONDITION, needed=_CONDITION)
    if not isinstance(table["values"], list):
        raise QuestionnaireUnsound(source, f"{where}: the values it waits for are not a list.")
    values = tuple(_text(source, where, value) for value in table["values"])
    return Condition(_text(source, where, table["question"]), values)


def _keys(
    source: str,
    where: str,
    entry: object,
    *,
    known: frozenset[str],
    needed: Collection[str],
) -> Mapping[str, Any]:
    if not isinstance(entry, Mapping):
        raise QuestionnaireUnsound(source, f"{where} is not a table.")
    for key in entry:
        if key not in known:
            raise QuestionnaireUnsound(source, f"{where}: nothing here is called {key}.")
    for key in sorted(needed):
        if key not in entry:
            raise QuestionnaireUnsound(source, f"{where}: {key} is missing.")
    return entry


def _text(source: str, where: str, value: object) -> str:
    if not isinstance(value, str):
        raise QuestionnaireUnsound(source, f"{where}: {value!r} is not a text.")
    return value


def _word(source: str, where: str, words: type[_Word], value: object) -> _Word:
    try:
        return words(_text(source, where, value))
    except ValueError as problem:
        raise QuestionnaireUnsound(source, f"{where} cannot be {value}.") from problem
