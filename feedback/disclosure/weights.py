"""What hiding a cell costs, keyed so that nobody outside can work the choice out again.

Weight = a cost to the reader, times a little more or less by HMAC(release key, period, table,
cell). The same release costs the same whenever it is made, so it comes out the same; and an
outsider cannot try which true numbers would have led to just these cells being hidden.
"""

import hmac
from hashlib import sha256

from feedback.disclosure.table import Cell, Table
from feedback.periods import Period

CELL, MARGIN = 1.0, 3.0
WHOLE_SERVICE = 5.0
"""How much dearer a table about the whole service is than one with rows: it is read first.

Without it five of the six anchors of the seed report’s year were hidden to spare single rows.
"""
_KEYED_PART = 0.25
_SCALE = 2**32


def weight(key: bytes, period: Period, table: Table, cell: Cell) -> float:
    """Return what it costs to hide a cell; a margin, and the whole service, cost more."""
    name = f"{period.name}\x1f{table.id}\x1f{cell.id}".encode()
    drawn = int.from_bytes(hmac.new(key, name, sha256).digest()[:4], "big") / _SCALE
    reader = (MARGIN if cell.margin else CELL) * (1.0 if table.two_way else WHOLE_SERVICE)
    return reader * (1 + _KEYED_PART * drawn)
