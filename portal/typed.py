"""What was typed into the page of one question, as the texts an answer is made of.

Most questions send their answer under their own id. One that asks about several things at once
sends each under the id, a dot and a name: of people who, how close and whether to see them more;
of what was asked for last time what came of each, which is kept as *key of the ask, colon, value*.
"""

from itertools import count, takewhile

from werkzeug.datastructures import MultiDict

from feedback import people
from feedback.people import People, Person

_PARTS = ("who", "close", "wish")


def typed(question_id: str, form: MultiDict[str, str]) -> tuple[str, ...]:
    """Return every part as it was typed, its lines ended as in a text, without what is blank."""
    if is_about_people(question_id, form):
        return people.written(_people(question_id, form))
    parts = form.getlist(question_id)
    within = f"{question_id}."
    for name, value in form.items():
        if name.startswith(within) and value.strip():
            parts.append(f"{name.removeprefix(within)}:{value}")
    return tuple(_plain(part) for part in parts if part.strip())


def is_about_people(question_id: str, form: MultiDict[str, str]) -> bool:
    """Whether the page of this question asked who, how close and whether to see them more."""
    return _is_there(f"{question_id}.1", form)


def _people(question_id: str, form: MultiDict[str, str]) -> People:
    numbered = (f"{question_id}.{number}" for number in count(1))
    rows = takewhile(lambda row: _is_there(row, form), numbered)
    persons = (Person(*(_plain(form.get(f"{row}.{part}", "")) for part in _PARTS)) for row in rows)
    return People(tuple(persons), _plain(form.get(f"{question_id}.words", "")))


def _is_there(row: str, form: MultiDict[str, str]) -> bool:
    return any(f"{row}.{part}" in form for part in _PARTS)


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n")
