"""What is read aloud of a page: what stands on it, in its order, but never a child’s own words."""

from collections.abc import Collection, Iterator
from html.parser import HTMLParser

from flask_babel import gettext

from feedback.creations import Making
from feedback.people import CLOSE
from feedback.questionnaire import SCALE, Kind, Question
from portal.voices.sentences import sentences

CLOSENESS = len(CLOSE)
SILENT = frozenset({"theirs", "answers", "ask", "only-heard", "mistake", "progress", "three"})
"""What these hold is a child’s own, or is for the eye or for another ear alone (0209)."""

_SILENT_MARKS = frozenset({"hidden", "lang"})
"""What is not shown, and what stands there in another language than the page."""

_SILENT_TAGS = frozenset({"script", "style", "svg", "textarea", "select", "audio"})
_WITHOUT_END = frozenset({"br", "hr", "img", "input", "wbr", "link", "meta", "source", "use"})


def of_question(asked: Question) -> Iterator[str]:
    """Say a question, its help, and each answer in its order."""
    yield from sentences(asked.title)
    yield from sentences(asked.help)
    if asked.kind is Kind.PEOPLE:
        yield from _of_people(asked)
        return
    for option in asked.options:
        if asked.kind is Kind.SCALE and option.value in SCALE:
            yield f"{option.value}."
        yield from sentences(option.label)


def promise() -> Iterator[str]:
    """Say what stands wherever a child writes."""
    return sentences(gettext("Nobody can read this until you press Send."))


def ways(have: Collection[str] = ()) -> Iterator[str]:
    """Say the other ways to answer, where they come first, but for those that were taken."""
    every = {
        Making.DRAWING: gettext("Draw it"),
        Making.VOICE: gettext("Say it"),
        Making.PHOTO: gettext("Show a picture of it"),
    }
    left = [words for making, words in every.items() if making not in have]
    if left:
        yield from (gettext("You can answer like this:"), *left, gettext("Or write it here:"))


def _of_people(asked: Question) -> Iterator[str]:
    """Say what is asked about each person, with its answers, once for all of them."""
    close, wish = asked.options[:CLOSENESS], asked.options[CLOSENESS:]
    asks = (
        (gettext("Who is it?"), ()),
        (gettext("How close are you?"), close),
        (gettext("How much do you want to see them?"), wish),
        (gettext("Anything else about them"), ()),
    )
    for ask, options in asks:
        yield from sentences(ask)
        for option in options:
            yield from sentences(option.label)


def of_page(html: str) -> Iterator[str]:
    """Say what stands on a page, sentence by sentence."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    for text in reader.texts:
        yield from sentences(text)


class _Reader(HTMLParser):
    """Notes each text between two tags, where it may be said aloud."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self._silent_since: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _WITHOUT_END:
            return
        if self._silent_since or _is_silent(tag, dict(attrs)):
            self._silent_since.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Pass over what opens and closes at once, such as a line of a drawing."""

    def handle_endtag(self, tag: str) -> None:
        if tag in self._silent_since:
            while self._silent_since.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not self._silent_since and data.strip():
            self.texts.append(data)


def _is_silent(tag: str, attributes: dict[str, str | None]) -> bool:
    named = set((attributes.get("class") or "").split())
    marked = bool(_SILENT_MARKS & attributes.keys())
    return tag in _SILENT_TAGS or marked or bool(named & SILENT)
