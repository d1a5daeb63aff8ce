"""Files of a release as somebody forges them, each in a way of its own."""

import csv
import io
import json
from hashlib import sha256

from feedback.auditor.audit import audit
from tests.feedback.auditor.exported import entered, files_of

CSV, ABOUT = "heard-2025-26Q1.csv", "heard-2025-26Q1.datapackage.json"


def _rows(files, change):
    """Change the rows of a CSV and describe it anew, as somebody who forges would."""
    rows = list(csv.DictReader(io.StringIO(files[CSV].decode(), newline="")))
    changed = change(rows)
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, rows[0].keys())
    writer.writeheader()
    writer.writerows(rows if changed is None else changed)
    content = out.getvalue().encode()
    about = json.loads(files[ABOUT])
    about["resources"][0]["hash"] = f"sha256:{sha256(content).hexdigest()}"
    return {CSV: content, ABOUT: json.dumps(about).encode()}


def forged(ledger, change):
    """Audit the first quarter with its rows changed."""
    first = ledger[:1]
    return audit(_rows(files_of(first[0]), change), [], entered(first))


def _swap_tables(rows):
    names = {"information": "voice", "voice": "information"}
    for row in rows:
        row["table"] = names.get(row["table"], row["table"])


def _one_more(rows):
    row = next(row for row in rows if row["table"] == "codes" and row["count"].isdigit())
    row["count"] = str(int(row["count"]) + 1)


def _hide_one_more(rows):
    next(row for row in rows if row["count"].isdigit())["count"] = "c"


def _unhide_with_anything(rows):
    next(row for row in rows if row["count"] == "c")["count"] = "7"


def _drop_a_table(rows):
    """Drop one that every release has had; codes once stood in quarters, and may be away."""
    return [row for row in rows if row["table"] != "voice"]


def _drop_a_row(rows):
    return rows[1:]


def _add_a_row(rows):
    return [*rows, {**rows[0], "category": "everyone"}]


def _twice(rows):
    return [*rows, rows[0]]


def _another_period(rows):
    for row in rows:
        row["period"] = "2025-26Q2"


def _one_row_of_another_period(rows):
    rows[0]["period"] = "2025-26Q2"


def _share_of_a_hidden_number(rows):
    next(row for row in rows if row["count"] == "c")["percent"] = "3"


def _another_share(rows):
    row = next(row for row in rows if row["percent"].isdigit())
    row["percent"] = str(int(row["percent"]) + 2)


def _negative(rows):
    rows[0]["count"] = "-4"


def _words(rows):
    rows[0]["count"] = "about ten"


WAYS = (
    _swap_tables,
    _one_more,
    _hide_one_more,
    _unhide_with_anything,
    _drop_a_table,
    _drop_a_row,
    _add_a_row,
    _twice,
    _another_period,
    _one_row_of_another_period,
    _share_of_a_hidden_number,
    _another_share,
    _negative,
    _words,
)  # fmt: skip
"""Every way to change the rows. Each must be refused."""
