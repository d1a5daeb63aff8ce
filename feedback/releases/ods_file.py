"""The worksheets of a release as one ODS file: typed numbers, no formula, no moment in it."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from importlib.resources import files
from io import BytesIO
from typing import Any

from feedback.releases.leaf import Column, Leaf, Line, Value, places_of, shown
from feedback.releases.settled_zip import parts_of, settled_zip

_MIMETYPE, _MANIFEST = "mimetype", "META-INF/manifest.xml"
_KEPT = ("content.xml", "styles.xml", "meta.xml")
_LETTER = 0.22
"""Centimetres a letter of 12 points takes."""
_COVER = (Column("", 80),)


def ods_file(leaves: Sequence[Leaf], *, title: str, author: str, day: date) -> bytes:
    """Write the worksheets in order, the first open when the file is."""
    import odfdo  # noqa: PLC0415  only who writes sheets pays for loading it

    document = odfdo.Document("spreadsheet")
    document.body.clear()
    writing = _Writing(odfdo)
    for leaf in leaves:
        document.body.append(writing.table(leaf))
    document.body.append(writing.ranges(leaves))
    writing.dress(document, leaves)
    _sign(document, title=title, author=author, day=day)
    saved = BytesIO()
    document.save(saved)
    return _settled(parts_of(saved.getvalue()))


class _Writing:
    """What makes elements, holding the library it is given."""

    def __init__(self, odfdo: Any) -> None:  # noqa: ANN401  it is loaded late
        self._odfdo = odfdo

    def table(self, leaf: Leaf) -> Any:  # noqa: ANN401  untyped library
        """Write one worksheet."""
        table = self._odfdo.Table(leaf.name)
        for column in leaf.columns or _COVER:
            table.append(self._tag("table:table-column", style=f"wide{column.width}"))
        for cells in self._rows(leaf):
            row = self._odfdo.Row()
            row.extend_cells(cells)
            table.append(row)
        return table

    def ranges(self, leaves: Sequence[Leaf]) -> Any:  # noqa: ANN401  untyped library
        """Say where on each worksheet its table lies, so that a reader can be led to it."""
        ranges = self._odfdo.Element.from_tag("table:database-ranges")
        for number, leaf in enumerate(leaves, start=1):
            if leaf.rows:
                last = chr(ord("A") + len(leaf.columns) - 1)
                top, foot = leaf.first_row + 1, leaf.first_row + 1 + len(leaf.rows)
                one = self._odfdo.Element.from_tag("table:database-range")
                one.set_attribute("table:name", f"table_{number}")
                where = f"'{leaf.name}'.A{top}:'{leaf.name}'.{last}{foot}"
                one.set_attribute("table:target-range-address", where)
                one.set_attribute("table:contains-header", "true")
                ranges.append(one)
        return ranges

    def dress(self, document: Any, leaves: Sequence[Leaf]) -> None:  # noqa: ANN401
        """Put our own few styles in the place of the library’s."""
        ours = files("feedback") / "releases" / "ods_styles.xml"
        document.set_part("styles.xml", ours.read_bytes())
        automatic = document.content.get_element("//office:automatic-styles")
        automatic.clear()
        widths = {c.width for leaf in leaves for c in leaf.columns or _COVER}
        for width in sorted(widths):
            style = self._odfdo.Element.from_tag("style:style")
            style.set_attribute("style:name", f"wide{width}")
            style.set_attribute("style:family", "table-column")
            size = self._odfdo.Element.from_tag("style:table-column-properties")
            size.set_attribute("style:column-width", f"{width * _LETTER:.2f}cm")
            style.append(size)
            automatic.append(style)

    def _rows(self, leaf: Leaf) -> Iterator[list[Any]]:
        yield [self._words(leaf.title, "title")]
        for line in leaf.lines:
            yield [self._line(line)]
        if leaf.rows:
            yield [self._words(column.heading, "heading") for column in leaf.columns]
        links = leaf.links or ("",) * len(leaf.rows)
        for row, to in zip(leaf.rows, links, strict=True):
            cells = [self._cell(value) for value in row]
            yield [self._line(Line(str(row[0]), to)), *cells[1:]] if to else cells

    def _cell(self, value: Value) -> Any:  # noqa: ANN401  untyped library
        if isinstance(value, int | Decimal):
            style = f"number{places_of(value)}"
            return self._odfdo.Cell(value, text=f"{value:,}", style=style)
        words = str(shown(value))
        return self._words(words, "words" if value == words else "symbol")

    def _line(self, line: Line) -> Any:  # noqa: ANN401  untyped library
        if not line.to:
            return self._words(line.words, "line")
        link = self._odfdo.Link(f"#'{line.to}'.A1", text=line.words)
        return self._string(link, "link")

    def _words(self, words: str, style: str) -> Any:  # noqa: ANN401  untyped library
        return self._string(self._odfdo.Span(words), style)

    def _string(self, inside: Any, style: str) -> Any:  # noqa: ANN401  untyped library
        cell = self._odfdo.Cell(style=style)
        cell.set_attribute("office:value-type", "string")
        paragraph = self._odfdo.Paragraph()
        paragraph.append(inside)
        cell.append(paragraph)
        return cell

    def _tag(self, tag: str, *, style: str) -> Any:  # noqa: ANN401  untyped library
        element = self._odfdo.Element.from_tag(tag)
        element.set_attribute("table:style-name", style)
        return element


def _sign(document: Any, *, title: str, author: str, day: date) -> None:  # noqa: ANN401
    """Say whose it is and of which day; nothing of the machine it was written on."""
    meta, moment = document.meta, datetime.combine(day, time())
    meta.clear_user_defined_metadata()
    for name in ("meta:document-statistic", "meta:editing-cycles", "meta:editing-duration"):
        meta.delete_element(meta.get_element(f"//{name}"))
    meta.set_title(title)
    meta.set_initial_creator(author)
    meta.set_creator(author)
    meta.set_language("en-GB")
    meta.set_creation_date(moment)
    meta.set_modification_date(moment)
    meta.set_generator("Heard")


def _settled(parts: dict[str, bytes]) -> bytes:
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>'
        for name in _KEPT
    )
    mimetype = parts[_MIMETYPE].decode()
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
        ' manifest:version="1.4">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{mimetype}"/>'
        f"{entries}</manifest:manifest>"
    )
    kept = {
        _MIMETYPE: parts[_MIMETYPE],
        _MANIFEST: manifest.encode(),
        **{name: parts[name] for name in _KEPT},
    }
    return settled_zip(kept, stored=frozenset({_MIMETYPE}))
