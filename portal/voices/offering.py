"""The recordings that a page offers: all of what is read aloud on it, or none.

An answer that is not heard is an answer that is not chosen. So a page of which one
sentence was not recorded offers none of them, and is left to a voice on the machine.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import url_for

from feedback.questionnaire import WRITTEN, Question
from portal import current, language
from portal.voices.aloud import of_page, of_question, promise
from portal.voices.clips import Clips
from portal.voices.everything import everything
from portal.voices.sentences import name_of


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence, and the address of its recording."""

    sentence: str
    url: str


def clips_of_question(asked: Question, *ways: str) -> tuple[Said, ...]:
    """Return the recordings of a question, its help and its answers, in that order.

    ``ways`` are sentences about other ways to answer, where those come before writing.
    """
    if not _any():
        return ()
    return _whole((*of_question(asked), *ways, *(promise() if asked.kind in WRITTEN else ())))


def clips_of_page(html: str) -> tuple[Said, ...]:
    """Return the recordings of a page; what differs from child to child nobody could record."""
    if not _any():
        return ()
    known = everything()
    return _whole([sentence for sentence in of_page(html) if sentence in known])


def clips() -> Clips:
    """Return the recordings of the running portal."""
    found: Clips = current.app().extensions["heard.voices"]
    return found


def _any() -> bool:
    return bool(clips().shelf(language.chosen().tag).clips)


def _whole(wanted: Iterable[str]) -> tuple[Said, ...]:
    said = []
    for sentence in wanted:
        url = _url(sentence)
        if url is None:
            return ()
        said.append(Said(sentence, url))
    return tuple(said)


def _url(sentence: str) -> str | None:
    tag = language.chosen().tag
    name = name_of(sentence, tag)
    clip = clips().shelf(tag).clips.get(name)
    if clip is None:
        return None
    return url_for("voices.clip", print_=clip.print_, language=tag, name=name)
