"""Reading the page of a release, and that for the annual report: its tables and its words."""

from dataclasses import dataclass
from decimal import Decimal

from feedback.auditor.formats.markup import HIDDEN, Element, page
from feedback.auditor.formats.opened import Grid, plain, value
from feedback.auditor.unreadable import must

_ALL = "100"


@dataclass(frozen=True, slots=True)
class Section:
    """One table on a page: what it asks, what is said of it, and the table where it stands."""

    id: str
    title: str
    said: tuple[str, ...]
    table: Grid
    beneath: str
    """The words of its caption."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A page as it is read."""

    heading: str
    around: tuple[str, ...]
    """All words that are about no table of it."""
    in_short: tuple[str, ...]
    sections: tuple[Section, ...]


def read_paper(content: bytes) -> Paper:
    """Read a page. Raises ``Unreadable`` where it holds more than is read on it."""
    whole = page(content)
    sections = [one for one in whole.all("section") if "table" in one.classes]
    names = {one.attributes.get("id") for one in whole.all("h2")}
    must(all(one.attributes["href"][1:] in names for one in whole.all("a")), HIDDEN)
    heading = whole.all("h1")
    must(len(heading) == 1, HIDDEN)
    return Paper(
        heading=heading[0].words,
        around=tuple(_around(whole)),
        in_short=tuple(one.words for one in whole.all("li")),
        sections=tuple(map(_section, sections)),
    )


def _around(whole: Element) -> list[str]:
    """Gather the words outside of tables and of what is said in short of them."""
    found = [one for one in whole.inside if isinstance(one, str) and plain(one)]
    for one in whole.inside:
        if isinstance(one, str) or one.name == "li" or "table" in one.classes:
            continue
        found += _around(one)
    return found


def _section(section: Element) -> Section:
    headings, tables = section.all("h2"), section.all("table")
    must(len(headings) == 1 and len(tables) <= 1, HIDDEN)
    title, name = headings[0].words, headings[0].attributes.get("id", "")
    named = [one.attributes.get("aria-label", title) for one in section.all("div")]
    must(section.attributes.get("aria-labelledby", name) == name, HIDDEN)
    must(set(named) <= {title}, HIDDEN)
    table = tables[0] if tables else Element("table")
    return Section(
        name,
        title,
        tuple(one.words for one in section.all("p")),
        tuple(_row(row) for row in table.all("tr")),
        " ".join(one.words for one in table.all("caption")),
    )


def _row(row: Element) -> tuple[str | Decimal, ...]:
    values = tuple(value(one.words) for one in row.inside if isinstance(one, Element))
    widths = [one.attributes["width"] for one in row.all("rect")]
    shares = {str(round(one)) for one in values if isinstance(one, Decimal)}
    must(set(widths) <= {_ALL, *shares}, "a bar on its page is of another number")
    return values
