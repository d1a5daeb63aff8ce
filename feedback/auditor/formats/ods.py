"""Reading an ODS of a release from its XML, and refusing whatever a reader would not be shown."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from feedback.auditor.formats.grammar import attribute, grammar, local, tree
from feedback.auditor.formats.opened import Sheet, Value, Workbook, parted, plain
from feedback.auditor.formats.parcel import unpack
from feedback.auditor.unreadable import must

_PARTS = re.compile(r"mimetype|META-INF/manifest\.xml|(content|styles|meta)\.xml")
_HIDDEN = "its ODS holds something nobody sees"
_CONTENT = grammar(r"""
    document-content version=[\d.]+
    scripts
    font-face-decls
    font-face name=[A-Za-z\s.]+ font-family=[A-Za-z\s.']+ font-family-generic=[a-z]+ \
        font-pitch=[a-z]+
    automatic-styles
    style name=wide\d{1,3} family=table-column
    table-column-properties column-width=[1-9]\d?\.\d\dcm
    body
    spreadsheet
    table name=.+
    table-column style-name=wide\d{1,3}
    table-row
    table-cell style-name=[a-z]+[01]? value-type=float|string value=-?\d+(\.\d)?
    p*
    span*
    a* href=\#'.+'\.A1 type=simple
    tab
    s c=\d
    database-ranges
    database-range name=table_\d+ target-range-address='.+'\.A\d+:'.+'\.[A-Z]\d+ \
        contains-header=true
    """)
_STYLES = grammar(r"""
    document-styles version=[\d.]+
    font-face-decls
    font-face name=[A-Za-z\s.]+ font-family=[A-Za-z\s.']+ font-family-generic=[a-z]+ \
        font-pitch=[a-z]+
    styles
    default-style family=table-cell
    style name=[A-Za-z]+(_20_1)?[01]? display-name=Heading\s1 family=table-cell \
        parent-style-name=[A-Za-z]+(_20_1)? data-style-name=N[01]
    table-cell-properties vertical-align=top wrap-option=wrap \
        border-bottom=1pt\ssolid\s\#[0-9a-f]{6}
    text-properties font-name=Arial font-size=1[26]pt language=en country=GB font-weight=bold \
        color=\#0f5260 text-underline-style=solid
    paragraph-properties text-align=end
    number-style name=N[01]
    number decimal-places=[01] min-integer-digits=1 grouping=true
    """)
_MANIFEST = grammar(r"""
    manifest version=[\d.]+
    file-entry full-path=/|(content|styles|meta)\.xml \
        media-type=text/xml|application/vnd\.oasis\.opendocument\.spreadsheet
    """)
_META = grammar(r"""
    document-meta version=[\d.]+
    meta
    generator*
    creation-date*
    date*
    language*
    title*
    initial-creator*
    creator*
    """)


def read_ods(content: bytes) -> Workbook:
    """Read every worksheet and what the file says about itself. Raises ``Unreadable``."""
    parts = unpack(content, _PARTS, "ODS")
    must(len(parts) == 5, "its ODS cannot be read")  # noqa: PLR2004  all that are named above
    must(
        parts["mimetype"] == b"application/vnd.oasis.opendocument.spreadsheet",
        "its ODS cannot be read",
    )
    tree(parts["META-INF/manifest.xml"], _MANIFEST, "ODS")
    tree(parts["styles.xml"], _STYLES, "ODS")
    root = tree(parts["content.xml"], _CONTENT, "ODS")
    tables = [one for one in root.iter() if local(one.tag) == "table"]
    sheets = tuple(_sheet(table) for table in tables)
    names = {one.name for one in sheets}
    for element in root.iter():
        pointed = attribute(element, "href") or attribute(element, "target-range-address")
        must(set(re.findall(r"'(.+?)'", pointed)) <= names, _HIDDEN)
    return Workbook(sheets, _about(parts["meta.xml"]))


def _about(meta: bytes) -> dict[str, str]:
    said = {local(one.tag): plain(one.text or "") for one in tree(meta, _META, "ODS").iter()}
    must(
        said["generator"] == "Heard"
        and said["language"] == "en-GB"
        and said["creation-date"] == said["date"]
        and said["initial-creator"] == said["creator"],
        _HIDDEN,
    )
    return {"title": said["title"], "whose": said["creator"], "day": said["date"][:10]}


def _sheet(table: Any) -> Sheet:  # noqa: ANN401  untyped library
    rows = [row for row in table if local(row.tag) == "table-row"]
    return parted(attribute(table, "name"), [tuple(_values(row)) for row in rows])


def _values(row: Any) -> Iterator[Value]:  # noqa: ANN401  untyped library
    for cell in row:
        words = plain(" ".join(map(_words, cell)))
        if attribute(cell, "value-type") == "string":
            must(not attribute(cell, "value"), _HIDDEN)
            yield words
        else:
            number = Decimal(attribute(cell, "value"))
            must(words == f"{number:,}", "its ODS shows another number than it holds")
            yield number


def _words(paragraph: Any) -> str:  # noqa: ANN401  untyped library
    """Return the words of a paragraph, a tab or a run of spaces as one space."""
    said = [paragraph.text or ""]
    for inner in paragraph:
        said += [_words(inner) or " ", inner.tail or ""]
    return "".join(said)
