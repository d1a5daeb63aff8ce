"""Reading a page of a release into a tree, and refusing whatever a reader would not be shown.

Every element and attribute that is not named is refused, and so is whatever browsers would have
to guess: a comment, an element left open, a style, a value kept beside what is printed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from feedback.auditor.formats.grammar import grammar
from feedback.auditor.formats.opened import plain
from feedback.auditor.unreadable import Unreadable, must

HIDDEN = "its page holds something nobody sees"
_EMPTY = {"meta", "link", "rect"}
_PAGE = grammar(r"""
    html lang=en-GB dir=ltr
    head
    meta charset=utf-8 name=viewport|referrer \
        content=width=device-width,\sinitial-scale=1|no-referrer
    title*
    link rel=stylesheet href=heard-\d{4}-\d\d(Q[1-4])?\.css
    body
    header class=head
    main class=[a-z_\s-]+
    footer class=foot
    section class=[a-z_\s-]+ aria-labelledby=[A-Za-z0-9_-]+
    h1*
    h2* id=[A-Za-z0-9_-]+
    p* class=[a-z_\s-]+ role=note
    strong*
    ul class=[a-z_\s-]+
    li*
    a* href=\#[A-Za-z0-9_-]+
    dl class=symbols
    div class=[a-z_\s-]+ role=region aria-label=.+ tabindex=0
    dt*
    dd*
    table class=[a-z_\s-]+
    caption class=[a-z_\s-]+
    span* class=[a-z_\s-]+
    thead
    tbody
    tr
    th* scope=col|row class=[a-z_\s-]+
    td* class=[a-z_\s-]+
    svg class=share viewbox=0\s0\s100\s6 width=100 height=6 preserveaspectratio=none \
        aria-hidden=true focusable=false
    rect class=share__all|share__part fill=\#e2d5bf|\#0f5260 width=\d{1,3} height=6
    """)


@dataclass(slots=True)
class Element:
    """One element of a page: its name, its attributes, and what is in it."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    inside: list["Element | str"] = field(default_factory=list)

    @property
    def classes(self) -> list[str]:
        """Return the classes of style it carries."""
        return self.attributes.get("class", "").split()

    def all(self, name: str) -> list["Element"]:
        """Return every element of this name within, in the order of the page."""
        found = []
        for one in self.inside:
            if isinstance(one, Element):
                found += [one] if one.name == name else []
                found += one.all(name)
        return found

    @property
    def words(self) -> str:
        """Return all words within, as they are read."""
        return plain("".join(self.pieces()))

    def pieces(self) -> Iterator[str]:
        """Yield the words within, piece by piece."""
        for one in self.inside:
            yield from (one,) if isinstance(one, str) else one.pieces()


def page(content: bytes) -> Element:
    """Read a page. Raises ``Unreadable`` for one that holds more than is read on it."""
    reader = _Reader()
    try:
        reader.feed(content.decode("utf-8"))
        reader.close()
    except (UnicodeDecodeError, AssertionError) as problem:
        raise Unreadable("its page cannot be read") from problem
    must(len(reader.open) == 1, HIDDEN)
    return reader.open[0]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        must(_allowed(tag, attrs), HIDDEN)
        one = Element(tag, {name: said or "" for name, said in attrs})
        self.open[-1].inside.append(one)
        if tag not in _EMPTY:
            self.open.append(one)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        must(tag in _EMPTY, HIDDEN)
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        must(self.open.pop().name == tag, HIDDEN)

    def handle_data(self, data: str) -> None:
        must(not data.strip() or self.open[-1].name in _PAGE.wordy, HIDDEN)
        self.open[-1].inside.append(data)

    def handle_comment(self, data: str) -> None:
        must(not isinstance(data, str), HIDDEN)

    def handle_decl(self, decl: str) -> None:
        must(decl == "DOCTYPE html", HIDDEN)

    def handle_pi(self, data: str) -> None:
        self.handle_comment(data)

    def unknown_decl(self, data: str) -> None:
        self.handle_comment(data)


def _allowed(tag: str, attrs: list[tuple[str, str | None]]) -> bool:
    forms = _PAGE.elements.get(tag)
    return (
        forms is not None
        and len(dict(attrs)) == len(attrs)
        and all(
            (form := forms.get(name)) is not None and form.fullmatch(said or "") is not None
            for name, said in attrs
        )
    )
