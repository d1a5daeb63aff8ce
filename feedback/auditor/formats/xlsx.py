"""Reading an XLSX of a release from its XML, and refusing whatever a reader would not be shown."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from hashlib import sha256
from typing import Any

from feedback.auditor.formats import xlsx_parts as may_hold
from feedback.auditor.formats.grammar import Grammar, attribute, local, tree
from feedback.auditor.formats.opened import Sheet, Value, Workbook, parted, plain
from feedback.auditor.formats.parcel import unpack
from feedback.auditor.unreadable import Unreadable, must

_PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(app|core)\.xml|"
    r"xl/(workbook|styles|sharedStrings|theme/theme1)\.xml|xl/_rels/workbook\.xml\.rels|"
    r"xl/worksheets/sheet\d+\.xml|xl/worksheets/_rels/sheet\d+\.xml\.rels|xl/tables/table\d+\.xml"
)
_HIDDEN = "its XLSX holds something nobody sees"
_SAID_BY_THE_LIBRARY = {"", "Microsoft Excel", "Worksheets", "false", "0", "12.0000"}
Parts = Mapping[str, bytes]


def read_xlsx(content: bytes) -> Workbook:
    """Read every worksheet and what the file says about itself. Raises ``Unreadable``."""
    parts = unpack(content, _PARTS, "XLSX")
    try:
        return _workbook(parts)
    except (KeyError, IndexError) as problem:
        raise Unreadable("its XLSX cannot be read") from problem


def _workbook(parts: Parts) -> Workbook:
    must(sha256(parts["xl/theme/theme1.xml"]).hexdigest() in may_hold.THEMES, _HIDDEN)
    tree(parts["[Content_Types].xml"], may_hold.TYPES, "XLSX")
    tree(parts["xl/styles.xml"], may_hold.STYLES, "XLSX")
    tree(parts["_rels/.rels"], may_hold.LINKS, "XLSX")
    reading = _Reading(parts)
    sheets = tuple(reading.sheets())
    must(reading.seen >= set(range(len(reading.words))), _HIDDEN)
    must(
        all(name in reading.opened for name in parts if name.startswith(("xl/w", "xl/tables"))),
        "its XLSX holds a sheet that is in no list",
    )
    return Workbook(sheets, _about(parts, [sheet.name for sheet in sheets]))


class _Reading:
    """Worksheets being read, and what of the archive has been met on the way."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self.opened = {"xl/workbook.xml"}
        strings = self._open("xl/sharedStrings.xml", may_hold.STRINGS)
        self.words = ["".join(one.itertext()) for one in strings]
        self.seen: set[int] = set()

    def sheets(self) -> Iterator[Sheet]:
        workbook = tree(self._parts["xl/workbook.xml"], may_hold.WORKBOOK, "XLSX")
        listed = [one for one in workbook.iter() if local(one.tag) == "sheet"]
        names = {attribute(one, "name") for one in listed}
        lead = self._links("xl/_rels/workbook.xml.rels")
        for one in listed:
            part = lead[attribute(one, "id")].rpartition("/")[2]
            yield self._sheet(attribute(one, "name"), part, names)

    def _sheet(self, name: str, part: str, names: set[str]) -> Sheet:
        root = self._open(f"xl/worksheets/{part}", may_hold.SHEET)
        rows = [
            tuple(self._row(row, down))
            for down, row in enumerate((r for r in root.iter() if local(r.tag) == "row"), start=1)
        ]
        for link in (one for one in root.iter() if local(one.tag) == "hyperlink"):
            shown = rows[int(attribute(link, "ref")[1:]) - 1][0]
            leads_to = attribute(link, "location").removeprefix("'").removesuffix("'!A1")
            must(attribute(link, "display") == shown and leads_to in names, _HIDDEN)
        sheet = parted(name, rows)
        for one in (one for one in root.iter() if local(one.tag) == "tablePart"):
            self._is_of(sheet, self._links(f"xl/worksheets/_rels/{part}.rels"), one)
        return sheet

    def _row(self, row: Any, down: int) -> Iterator[Value]:  # noqa: ANN401  untyped library
        for across, cell in enumerate(row):
            must(attribute(cell, "r") == f"{chr(ord('A') + across)}{down}", _HIDDEN)
            must(len(cell) == 1, _HIDDEN)
            held = cell[0].text or ""
            if attribute(cell, "t"):
                must(held.isdecimal(), "its XLSX cannot be read")
                self.seen.add(int(held))
                yield plain(self.words[int(held)])
            else:
                must(re.fullmatch(r"-?\d+(\.\d)?", held) is not None, _HIDDEN)
                yield Decimal(held)

    def _is_of(self, sheet: Sheet, lead: Mapping[str, str], part: Any) -> None:  # noqa: ANN401
        """Hold the headings a table names to those that stand on its worksheet."""
        name = lead[attribute(part, "id")].rpartition("/")[2]
        table = self._open(f"xl/tables/{name}", may_hold.TABLE)
        told = [attribute(one, "name") for one in table.iter() if local(one.tag) == "tableColumn"]
        must(tuple(map(plain, told)) == sheet.table[0], _HIDDEN)

    def _links(self, part: str) -> Mapping[str, str]:
        links = self._open(part, may_hold.LINKS)
        return {attribute(one, "Id"): attribute(one, "Target") for one in links}

    def _open(self, part: str, grammar: Grammar) -> Any:  # noqa: ANN401
        self.opened.add(part)
        return tree(self._parts[part], grammar, "XLSX")


def _about(parts: Parts, names: Sequence[str]) -> dict[str, str]:
    app = tree(parts["docProps/app.xml"], may_hold.APP, "XLSX")
    said = {plain(one.text or "") for one in app.iter()}
    must(said <= {*_SAID_BY_THE_LIBRARY, *names, str(len(names))}, _HIDDEN)
    core = {
        local(one.tag): plain(one.text or "")
        for one in tree(parts["docProps/core.xml"], may_hold.CORE, "XLSX")
    }
    same = core["creator"] == core["lastModifiedBy"] and core["created"] == core["modified"]
    must(same and core["created"].endswith("T00:00:00Z"), _HIDDEN)
    return {"title": core["title"], "whose": core["creator"], "day": core["created"][:10]}
